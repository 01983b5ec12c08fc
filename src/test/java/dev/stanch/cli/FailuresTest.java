package dev.stanch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void badInputIsOneLineWithItsPlace() {
        assertThat(failed(new FormatException("heap.pb.gz", 12, "expected a field"), Map.of()))
                .isEqualTo(ExitCode.UNREADABLE);
        assertThat(MainTest.text(err)).isEqualTo("stanch: heap.pb.gz at 12: expected a field\n");
    }

    @Test
    void fileProblemsNameTheFileAndTheProblem() {
        failed(new NoSuchFileException("a.pb.gz"), Map.of());
        failed(new AccessDeniedException("b.pb.gz"), Map.of());
        failed(new IOException(), Map.of());
        assertThat(MainTest.text(err))
                .isEqualTo(
                        "stanch: a.pb.gz: no such file\n"
                                + "stanch: b.pb.gz: permission denied\n"
                                + "stanch: IOException\n");
    }

    @Test
    void aMistakeOfOurOwnIsOneLineUnlessAskedForMore() {
        failed(new IllegalStateException("no site"), Map.of());
        assertThat(MainTest.text(err).lines())
                .singleElement()
                .asString()
                .contains("IllegalStateException: no site")
                .contains("STANCH_DEBUG=1");
        failed(new IllegalStateException("no site"), Map.of("STANCH_DEBUG", "1"));
        assertThat(MainTest.text(err)).contains("\tat dev.stanch.cli.FailuresTest");
    }

    @Test
    void anInterruptionHasItsOwnCode() {
        assertThat(failed(new InterruptedException(), Map.of())).isEqualTo(130);
        assertThat(MainTest.text(err)).isEqualTo("stanch: interrupted\n");
    }

    @Test
    void outOfMemorySaysHowToAllowMore() {
        assertThat(failed(new OutOfMemoryError("Java heap space"), Map.of())).isEqualTo(3);
        assertThat(MainTest.text(err)).contains("STANCH_JAVA_OPTIONS=-Xmx1g");
    }

    @Test
    void escapeSequencesOfATargetDoNotReachTheTerminal() {
        failed(new IOException("bad\u001b[2J\nname\u009b1m"), Map.of());
        assertThat(MainTest.text(err)).isEqualTo("stanch: bad [2J name 1m\n");
    }

    private int failed(Throwable problem, Map<String, String> environment) {
        Terminal terminal =
                Terminal.plain(
                        MainTest.printing(new ByteArrayOutputStream()), MainTest.printing(err));
        return new Failures(terminal, environment).failed(problem);
    }
}
