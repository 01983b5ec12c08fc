package dev.stanch.leak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * The remedies that come with stanch, one resource file each ({@code leak/ID.md}): {@code summary:}
 * and {@code grade:} lines, then a {@code ```go} block with the example. A {@code ```go given}
 * block holds declarations that the example needs to compile; only tests read it.
 */
public final class Remedies {
    private static final List<String> IDS =
            List.of(
                    "bound-cache",
                    "bound-cache-ttl",
                    "break-cycle",
                    "buffered-send",
                    "c-free",
                    "cancel-context",
                    "cleanup",
                    "clone-slice",
                    "close-body",
                    "close-channel",
                    "cond-broadcast",
                    "context-cancel",
                    "drop-slice-prefix",
                    "io-deadline",
                    "loop-exit",
                    "munmap",
                    "rearm-afterfunc",
                    "stop-ticker",
                    "stop-timer",
                    "strings-clone",
                    "unlock-defer",
                    "waitgroup-done",
                    "weak-pointer");

    private Remedies() {}

    /** All ids in alphabetical order. */
    public static List<String> ids() {
        return IDS;
    }

    /**
     * The remedy with this id; read from its resource at each call.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static Remedy of(String id) {
        if (!IDS.contains(id)) {
            throw new IllegalArgumentException("no remedy " + id + "; there are " + IDS);
        }
        String text = resource(id + ".md");
        return new Remedy(
                id,
                header(id, text, "summary"),
                block(id, text),
                Fix.Grade.valueOf(header(id, text, "grade").toUpperCase(Locale.ROOT)));
    }

    private static String header(String id, String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + ": "))
                .map(line -> line.substring(name.length() + 2).strip())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " has no " + name));
    }

    private static String block(String id, String text) {
        String open = "\n```go\n";
        int start = text.indexOf(open);
        int end = text.indexOf("\n```", start + open.length());
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException(id + " has no example");
        }
        return text.substring(start + open.length(), end);
    }

    static String resource(String name) {
        try (InputStream in = Remedies.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("resource missing: " + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
