package dev.stanch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void theLauncherSaysWhichStreamsAreTerminals() {
        Terminal terminal = terminal(Map.of(), "02", "UTF-8");
        assertThat(terminal.inIsTerminal()).isTrue();
        assertThat(terminal.outIsTerminal()).isFalse();
        assertThat(terminal.errIsTerminal()).isTrue();
    }

    @Test
    void colourNeedsATerminalAndNoObjection() {
        assertThat(terminal(Map.of(), "1", "UTF-8").colour()).isTrue();
        assertThat(terminal(Map.of("NO_COLOR", ""), "1", "UTF-8").colour()).isTrue();
        assertThat(terminal(Map.of("NO_COLOR", "1"), "1", "UTF-8").colour()).isFalse();
        assertThat(terminal(Map.of("TERM", "dumb"), "1", "UTF-8").colour()).isFalse();
        assertThat(terminal(Map.of(), "2", "UTF-8").colour()).isFalse();
        assertThat(terminal(Map.of(), "1", "UTF-8").withoutColour().colour()).isFalse();
    }

    @Test
    void columnsComeFromTheEnvironmentWithinReason() {
        assertThat(terminal(Map.of("COLUMNS", "120"), "1", "UTF-8").columns()).isEqualTo(120);
        assertThat(terminal(Map.of("COLUMNS", "0"), "1", "UTF-8").columns()).isEqualTo(20);
        assertThat(terminal(Map.of("COLUMNS", "wide"), "1", "UTF-8").columns()).isEqualTo(80);
        assertThat(terminal(Map.of(), "1", "UTF-8").columns()).isEqualTo(80);
    }

    @Test
    void onlyAUtf8LocaleShowsMoreThanAscii() {
        assertThat(terminal(Map.of(), "", "UTF-8").unicode()).isTrue();
        assertThat(terminal(Map.of(), "", "ANSI_X3.4-1968").unicode()).isFalse();
        assertThat(terminal(Map.of(), "", "no such charset!").unicode()).isFalse();
        assertThat(terminal(Map.of(), "", null).unicode()).isFalse();
    }

    private static Terminal terminal(
            Map<String, String> environment, String terminals, @Nullable String encoding) {
        return Terminal.of(
                InputStream.nullInputStream(),
                MainTest.printing(new ByteArrayOutputStream()),
                MainTest.printing(new ByteArrayOutputStream()),
                environment,
                terminals,
                encoding);
    }
}
