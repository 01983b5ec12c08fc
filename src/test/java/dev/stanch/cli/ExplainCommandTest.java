package dev.stanch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void withoutANameItListsCausesSymptomsAndErrors() {
        assertThat(run("explain")).isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("Causes\n  blocked-goroutine ")
                .contains("\nSymptoms\n", "\nErrors\n", "\n  oom-killed ");
    }

    @Test
    void wordsWithoutQuotesAreOneName() {
        assertThat(run("explain", "send", "on", "closed", "channel")).isZero();
        assertThat(out.toString(UTF_8)).startsWith("panic: send on closed channel\n");
    }

    @Test
    void severalNamesAreExplainedOneAfterTheOther() {
        assertThat(run("explain", "137", "gc-cpu")).isZero();
        assertThat(out.toString(UTF_8))
                .startsWith("exit code 137, OOMKilled")
                .contains("\nsymptom oom-killed\n", "\nsymptom gc-cpu\n");
    }

    @Test
    void jsonHoldsTheEntry() {
        assertThat(run("explain", "deadlock", "--format", "json")).isZero();
        assertThat(out.toString(UTF_8))
                .contains("\"schema\" : \"stanch.explanations/1\"", "\"id\" : \"deadlock\"");
    }

    @Test
    void anUnknownNameIsWrongUsageAndNamesTheNearest() {
        assertThat(run("explain", "gorutine-growth")).isEqualTo(2);
        assertThat(err.toString(UTF_8)).contains("'gorutine-growth'; nearest: goroutine-growth, ");
        assertThat(out.size()).isZero();
    }

    private int run(String... arguments) {
        Terminal terminal =
                Terminal.plain(
                        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return Main.run(terminal, Map.of(), arguments);
    }
}
