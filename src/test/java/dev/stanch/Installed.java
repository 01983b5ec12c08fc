package dev.stanch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;

/** What this machine has; tests that need what is missing are skipped by name. */
public final class Installed {
    private Installed() {}

    /** Whether a command can be run and ends well. */
    public static boolean runs(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    /** GOROOT of the {@code go} on the PATH; skips the test when there is none. */
    public static Path goroot() throws IOException, InterruptedException {
        try {
            Process go =
                    new ProcessBuilder("go", "env", "GOROOT").redirectErrorStream(true).start();
            String root = new String(go.getInputStream().readAllBytes(), UTF_8).strip();
            assumeTrue(go.waitFor() == 0, "go does not run");
            return Path.of(root);
        } catch (IOException absent) {
            assumeTrue(false, "go is not installed");
            throw absent;
        }
    }
}
