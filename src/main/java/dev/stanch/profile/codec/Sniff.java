package dev.stanch.profile.codec;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells by the first bytes what input that is not a profile looks like, and what to do. */
final class Sniff {
    /** How many bytes suffice to tell text from other input. */
    static final int BYTES = 512;

    /** How many bytes of a text are looked at to tell what it is. */
    static final int HEAD_BYTES = 1 << 16;

    private Sniff() {}

    /** Whether bytes are text; a profile in proto form has control characters at once. */
    static boolean isText(byte[] bytes, int from, int count) {
        for (int i = from; i < from + count; i++) {
            byte b = bytes[i];
            if (b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f') {
                return false;
            }
        }
        return true;
    }

    /** What these first characters, of bytes that are no text, are for sure; null for a profile. */
    static @Nullable String binary(String head) {
        if (head.startsWith("\u007fELF")) {
            return "a program, not a profile: give the profile, or the PID of the running program";
        }
        if (head.startsWith("PK\u0003\u0004")) {
            return "a zip archive, not a profile: give it by its path";
        }
        if (head.startsWith("go 1.") && head.contains(" trace")) {
            return "a Go execution trace, not a profile: fetch /debug/pprof/heap or goroutine";
        }
        return null;
    }

    /** What this text is. */
    static String text(String head) {
        String start = head.stripLeading();
        String lower = start.toLowerCase(Locale.ROOT);
        if (start.isEmpty()) {
            return "empty, not a profile: fetch it again";
        }
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || html(lower)) {
            return "an HTML page, not a profile: ask for the profile itself, such as"
                    + " /debug/pprof/heap; a login or proxy may have answered";
        }
        if (start.startsWith("<")) {
            return "XML, not a profile: ask for the profile itself, such as /debug/pprof/heap";
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return "JSON, not a profile: ask for the profile itself, such as /debug/pprof/heap";
        }
        if (start.startsWith("goroutine ") && start.contains(" [")) {
            return "a goroutine dump (debug=2), not a profile: stanch goroutines reads it";
        }
        if (start.startsWith("# HELP") || start.startsWith("# TYPE")) {
            return "Prometheus metrics, not a profile: fetch /debug/pprof/heap instead of /metrics";
        }
        String line = start.lines().findFirst().orElse("");
        String shown = line.length() > 60 ? line.substring(0, 60) + "…" : line;
        return "a text, not a profile; it begins: " + shown;
    }

    private static boolean html(String lower) {
        return lower.startsWith("<!--") || lower.startsWith("<head") || lower.startsWith("<body");
    }
}
