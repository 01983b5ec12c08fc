package dev.stanch.cli.pprof;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines from a file or pipe. The prompt is printed for each, as pprof does. */
final class PipedLines implements Lines {
    private final BufferedReader in;
    private final PrintStream out;

    PipedLines(InputStream in, PrintStream out) {
        this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        this.out = out;
    }

    @Override
    public @Nullable String next(String prompt) throws IOException {
        out.print(prompt);
        out.flush();
        return in.readLine();
    }

    /** The process's input is not this one's to close. */
    @Override
    public void close() {}
}
