package dev.stanch.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.Installed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The Go distribution's own source as the oracle: what Go accepts we read without an error. */
class GoSourceParityTest {
    @Test
    void theWholeStandardLibraryIsReadWithoutAnError() throws IOException, InterruptedException {
        Path library = Installed.goroot().resolve("src");
        var wrong = new ArrayList<String>();
        int files = 0;
        for (Path path : goFiles(library)) {
            // testdata holds files that are wrong on purpose
            if (path.toString().contains("/testdata/")) {
                continue;
            }
            files++;
            GoFile file = GoParser.parse(path.toString(), text(path));
            if (!file.errors().isEmpty()) {
                wrong.add(path + ":" + file.errors().getFirst());
            }
        }
        assertThat(files).isGreaterThan(4_000);
        assertThat(wrong).isEmpty();
    }

    @Test
    void filesThatAreWrongOnPurposeAreReadToTheirEnd() throws IOException, InterruptedException {
        Path tests = Installed.goroot().resolve("test");
        assumeTrue(Files.isDirectory(tests), "GOROOT/test is not installed");
        int errors = 0;
        int files = 0;
        for (Path path : goFiles(tests)) {
            files++;
            errors += GoParser.parse(path.toString(), text(path)).errors().isEmpty() ? 0 : 1;
        }
        assertThat(files).isGreaterThan(2_000);
        assertThat(errors).isBetween(30, 100);
    }

    private static String text(Path path) throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }

    private static List<Path> goFiles(Path root) throws IOException {
        try (var all = Files.walk(root)) {
            return all.filter(path -> path.toString().endsWith(".go") && Files.isRegularFile(path))
                    .toList();
        }
    }
}
