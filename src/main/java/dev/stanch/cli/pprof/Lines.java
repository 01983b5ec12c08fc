package dev.stanch.cli.pprof;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the shell's lines come from. */
interface Lines extends AutoCloseable {
    /** Asks for the next line; null at the end. */
    @Nullable String next(String prompt) throws IOException;

    @Override
    void close() throws IOException;
}
