package dev.stanch.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three standard streams and what is at their other end. Results go to {@code out}, progress
 * and messages to {@code err}; both write UTF-8.
 *
 * @param outIsTerminal whether a person's terminal, not a file or pipe, gets the results
 * @param errIsTerminal whether a live progress line makes sense
 * @param columns the terminal's width; 80 where it is unknown
 * @param colour whether results may use colour: on a terminal, and {@code NO_COLOR} is not set
 * @param unicode whether the locale can show more than ASCII
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal,
        int columns,
        boolean colour,
        boolean unicode) {
    private static final int USUAL_COLUMNS = 80;
    private static final int FEWEST_COLUMNS = 20;
    private static final int MOST_COLUMNS = 1000;

    /** The process's own streams. */
    public static Terminal system() {
        return of(
                System.in,
                printing(FileDescriptor.out),
                printing(FileDescriptor.err),
                System.getenv(),
                System.getProperty("stanch.terminals"),
                System.getProperty("native.encoding"));
    }

    /**
     * @param terminals the numbers of the streams that are terminals ({@code "12"}) as the launcher
     *     found them; null when started without it
     * @param encoding the locale's charset
     */
    static Terminal of(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            @Nullable String terminals,
            @Nullable String encoding) {
        boolean outIsTerminal = isTerminal(1, terminals);
        return new Terminal(
                in,
                out,
                err,
                isTerminal(0, terminals),
                outIsTerminal,
                isTerminal(2, terminals),
                columns(environment.get("COLUMNS")),
                outIsTerminal && allowsColour(environment),
                isUnicode(encoding));
    }

    /** Plain text at 80 columns into the given streams: for tests and for output that is kept. */
    public static Terminal plain(PrintStream out, PrintStream err) {
        return new Terminal(
                InputStream.nullInputStream(),
                out,
                err,
                false,
                false,
                false,
                USUAL_COLUMNS,
                false,
                true);
    }

    /** The same terminal, never in colour: what {@code --no-color} asks for. */
    public Terminal withoutColour() {
        return new Terminal(
                in, out, err, inIsTerminal, outIsTerminal, errIsTerminal, columns, false, unicode);
    }

    private static PrintStream printing(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    private static boolean isTerminal(int stream, @Nullable String terminals) {
        if (terminals != null) {
            return terminals.indexOf('0' + stream) >= 0;
        }
        // System.console() tells nothing about a single stream; Linux names each one's file.
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream)).toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty");
        } catch (IOException unknown) {
            return false;
        }
    }

    private static int columns(@Nullable String declared) {
        if (declared == null) {
            return USUAL_COLUMNS;
        }
        try {
            return Math.clamp(Integer.parseInt(declared.strip()), FEWEST_COLUMNS, MOST_COLUMNS);
        } catch (NumberFormatException notANumber) {
            return USUAL_COLUMNS;
        }
    }

    private static boolean allowsColour(Map<String, String> environment) {
        // https://no-color.org: any value but the empty one forbids it.
        boolean forbidden = !environment.getOrDefault("NO_COLOR", "").isEmpty();
        return !forbidden && !"dumb".equals(environment.get("TERM"));
    }

    private static boolean isUnicode(@Nullable String encoding) {
        return encoding != null
                && Charset.forName(encoding, StandardCharsets.US_ASCII)
                        .equals(StandardCharsets.UTF_8);
    }
}
