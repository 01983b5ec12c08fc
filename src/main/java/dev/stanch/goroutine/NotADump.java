package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.FormatException;
import java.util.Locale;

/** Says what an input looks like that turns out to be no goroutine dump. */
final class NotADump {
    private String first = "";

    /**
     * Looks at a line before any goroutine was found.
     *
     * @throws FormatException when the line settles that no dump can follow
     */
    void see(String name, byte[] line, int from, int to) throws FormatException {
        if (!first.isEmpty() || from == to) {
            return;
        }
        int length = Math.min(to - from, 200);
        if (length > 1 && (line[from] & 0xFF) == 0x1F && (line[from + 1] & 0xFF) == 0x8B) {
            throw new FormatException(
                    name, 0, "expected a goroutine dump (text), found gzip: a profile (debug=0)?");
        }
        first = new String(line, from, length, UTF_8).strip();
        String lower = first.toLowerCase(Locale.ROOT);
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html")) {
            throw new FormatException(name, 0, "expected a goroutine dump, found an HTML page");
        }
        if (first.startsWith("goroutine profile: total ")
                || first.startsWith("goroutineleak profile: total ")) {
            throw new FormatException(
                    name,
                    0,
                    "expected a goroutine dump (debug=2), found the profile text of debug=1");
        }
    }

    String describe(long bytes) {
        if (bytes == 0) {
            return "expected a goroutine dump, found nothing";
        }
        if (first.isEmpty()) {
            return "expected a goroutine dump, found only empty lines";
        }
        if (first.startsWith("<")) {
            return "expected a goroutine dump, found markup";
        }
        StringBuilder shown = new StringBuilder();
        first.codePoints()
                .limit(60)
                .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
                .forEach(shown::appendCodePoint);
        return "expected a goroutine dump, found no goroutine; it starts with \"" + shown + "\"";
    }
}
