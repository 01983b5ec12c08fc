package dev.stanch.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command line that was run to its end inside this JVM, with what a user saw of it. */
record Ran(int code, String out, String err) {
    static Ran stanch(String... arguments) {
        return stanch(Map.of(), arguments);
    }

    static Ran stanch(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(Terminal.plain(printing(out), printing(err)), environment, arguments);
        return new Ran(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The report on standard out, as JSON. */
    Map<String, Object> report() throws IOException {
        return JSON.std.mapFrom(out);
    }

    @SuppressWarnings("unchecked") // the contract says that these are texts
    List<String> incomplete() throws IOException {
        return (List<String>) requireNonNull(report().get("incomplete"));
    }

    @SuppressWarnings("unchecked") // the contract says that these are objects
    List<Map<String, Object>> findings() throws IOException {
        return (List<Map<String, Object>>) requireNonNull(report().get("findings"));
    }

    /** One line, no stack trace, exit code 3, nothing on standard out. */
    Ran failsWith(String line) {
        assertThat(err).isEqualTo("stanch: " + line + "\n");
        assertThat(out).isEmpty();
        assertThat(code).isEqualTo(ExitCode.UNREADABLE);
        return this;
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
