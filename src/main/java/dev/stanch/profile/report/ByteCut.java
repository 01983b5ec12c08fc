package dev.stanch.profile.report;

import dev.stanch.profile.RawText;
import java.util.Arrays;

/** Texts that are cut as Go cuts them: behind a byte. */
final class ByteCut {
    private ByteCut() {}

    /** At most so many bytes of the text, and an ellipsis for the rest. */
    static String first(String text, int limit) {
        byte[] bytes = RawText.bytes(text);
        return bytes.length <= limit ? text : RawText.of(Arrays.copyOf(bytes, limit)) + "\u2026";
    }
}
