package dev.stanch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void versionSaysWhatRuns() {
        assertThat(run("version")).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(text(out)).startsWith("stanch ").contains("\njava ").contains("\nos ");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void versionAsJsonParsesBack() throws Exception {
        assertThat(run("version", "--format", "json")).isEqualTo(0);
        assertThat(JSON.std.mapFrom(text(out)))
                .containsOnlyKeys("stanch", "java", "java_home", "os", "arch");
    }

    @Test
    void versionOptionWorksWithAndWithoutACommand() {
        assertThat(run("--version")).isEqualTo(0);
        assertThat(run("version", "--version")).isEqualTo(0);
        assertThat(text(out).lines().distinct()).containsExactly(VersionCommand.line());
    }

    @Test
    void helpNamesEveryCommand() {
        assertThat(run("--help")).isEqualTo(0);
        assertThat(text(out)).contains("version").contains("Exit codes: 0 nothing found");
    }

    @Test
    void aCommandsHelpGoesToOut() {
        assertThat(run("version", "--help")).isEqualTo(0);
        assertThat(text(out)).startsWith("Usage: stanch version").contains("--format");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void noCommandIsWrongUsage() {
        assertThat(run()).isEqualTo(ExitCode.USAGE);
        assertThat(text(out)).isEmpty();
        assertThat(text(err)).isEqualTo("stanch: which command?\nHelp: stanch --help\n");
    }

    @Test
    void aMistypedCommandIsWrongUsageAndTheNearestIsNamed() {
        assertThat(run("versoin")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err))
                .isEqualTo(
                        "stanch: no command versoin\nDid you mean version?\nHelp: stanch --help\n");
    }

    @Test
    void anUnknownOptionPointsToTheHelpOfItsCommand() {
        assertThat(run("version", "--bogus")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err)).contains("'--bogus'").endsWith("Help: stanch version --help\n");
    }

    @Test
    void aBadValueIsWrongUsage() {
        assertThat(run("version", "--format", "yaml")).isEqualTo(ExitCode.USAGE);
        assertThat(text(err).lines()).hasSize(2);
    }

    private int run(String... arguments) {
        Terminal terminal = Terminal.plain(printing(out), printing(err));
        return Main.run(terminal, Map.of(), arguments);
    }

    static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
