package dev.stanch.cli.pprof;

import dev.stanch.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A command line that ran to its end in this JVM, with what a user saw of it. */
record Said(int code, String out, String err) {
    static Said pprof(String... arguments) throws Exception {
        return pprof(Map.of(), "", arguments);
    }

    /**
     * @param typed what standard input gives
     */
    static Said pprof(Map<String, String> environment, String typed, String... arguments)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal =
                new Terminal(
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        false,
                        false,
                        false,
                        80,
                        false,
                        true);
        int code = new PprofCommand(terminal, environment).run(List.of(arguments));
        return new Said(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
