package dev.stanch.profile.codec.legacy;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A text line by line, with the number of the line for messages. A line can be given back. */
final class Lines {
    private static final int MAX_LINE = 1 << 20;

    private final ByteInput input;
    private @Nullable String returned;
    private long number;

    Lines(ByteInput input) {
        this.input = input;
    }

    /** The next line without its end; null behind the last, when the packing was whole. */
    @Nullable String next() throws FormatException, IOException {
        number++;
        if (returned != null) {
            String line = returned;
            returned = null;
            return line;
        }
        String line = input.line(MAX_LINE);
        if (line == null) {
            input.checkWhole();
        }
        return line;
    }

    /** The next line that is not blank and no comment; null if there is none. */
    @Nullable String nextContent() throws FormatException, IOException {
        String line = next();
        while (line != null && isBlankOrComment(line)) {
            line = next();
        }
        return line;
    }

    /** Makes the line read last the next one again. */
    void giveBack(String line) {
        returned = line;
        number--;
    }

    /** The value of an attribute, in base 10, 8 or 16 as it is written. */
    long number(String key, String text) throws FormatException {
        Long number = Numbers.based(text);
        if (number == null) {
            throw malformed("a number for '" + key + "'", text);
        }
        return number;
    }

    /** The exception for the line read last. */
    FormatException wrong(String problem) {
        return new FormatException(input.name(), number, problem);
    }

    /** The exception for a line that is not of the form expected. */
    FormatException malformed(String expected, String line) {
        String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
        return wrong("expected " + expected + ", found: " + shown);
    }

    static boolean isBlankOrComment(String line) {
        String trimmed = line.strip();
        return trimmed.isEmpty() || trimmed.charAt(0) == '#';
    }
}
