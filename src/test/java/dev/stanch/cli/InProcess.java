package dev.stanch.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One command line of stanch, run inside this JVM as the launcher would run it in its own. */
public final class InProcess {
    private InProcess() {}

    /**
     * How it ended.
     *
     * @param out what it printed as result
     * @param err progress and messages
     */
    public record Ended(int code, String out, String err) {}

    /**
     * How it ended, with a result that need not be text.
     *
     * @param out what it printed as result
     * @param err progress and messages
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record EndedInBytes(int code, byte[] out, String err) {}

    public static Ended run(String... arguments) {
        EndedInBytes ended = run(Map.of(), arguments);
        return new Ended(
                ended.code(), new String(ended.out(), StandardCharsets.UTF_8), ended.err());
    }

    public static EndedInBytes run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(Terminal.plain(printing(out), printing(err)), environment, arguments);
        return new EndedInBytes(code, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printing(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
