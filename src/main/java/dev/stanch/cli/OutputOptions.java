package dev.stanch.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a report is printed, and whether in colour. */
public final class OutputOptions {
    /** A file has no width; this reads well. */
    private static final int FILE_COLUMNS = 100;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "print to a file")
    private @Nullable Path output;

    @Option(names = "--no-color", description = "no colour, whatever the terminal")
    private boolean noColour;

    /** Width of a text report. */
    public int columns(Terminal terminal) {
        return output == null ? terminal.columns() : FILE_COLUMNS;
    }

    public boolean colour(Terminal terminal) {
        Terminal shown = noColour ? terminal.withoutColour() : terminal;
        return output == null && shown.colour();
    }

    public boolean toFile() {
        return output != null;
    }

    /** Fails before the work rather than after it. */
    public void check() throws IOException {
        if (output == null) {
            return;
        }
        Path folder = output.toAbsolutePath().getParent();
        if (Files.isDirectory(output)) {
            throw new IOException(output + ": is a folder; give the name of a file");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            throw new IOException(folder + ": no such folder; make it, or print elsewhere");
        }
        boolean writable =
                Files.exists(output)
                        ? Files.isWritable(output)
                        : folder == null || Files.isWritable(folder);
        if (!writable) {
            throw new IOException(output + ": cannot be written; check its permissions");
        }
    }

    public void write(Terminal terminal, CharSequence text) throws IOException {
        if (output == null) {
            terminal.out().print(text);
            terminal.out().flush();
        } else {
            try (Writer writer = Files.newBufferedWriter(output, StandardCharsets.UTF_8)) {
                writer.append(text);
            }
        }
    }

    /** Writes bytes. */
    public interface Bytes {
        void write(OutputStream out) throws IOException;
    }

    /** Writes what is no text, such as a profile. */
    public void write(Terminal terminal, Bytes bytes) throws IOException {
        if (output == null) {
            bytes.write(terminal.out());
            terminal.out().flush();
        } else {
            try (OutputStream out = Files.newOutputStream(output)) {
                bytes.write(out);
            }
        }
    }
}
