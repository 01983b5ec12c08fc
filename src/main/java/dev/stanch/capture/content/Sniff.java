package dev.stanch.capture.content;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Words;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** What a body looks like from its first bytes. */
public final class Sniff {
    static final String PROFILE_MEND =
            "give the address of the Go program's debug server, where net/http/pprof is served";
    private static final int HEAD = 8192;
    private static final Pattern METRIC_LINE =
            Pattern.compile(
                    "(?m)^(# (HELP|TYPE) \\S+ .*|[a-zA-Z_:][a-zA-Z0-9_:]*(\\{.*})? [-+0-9.eEInfNa]+( \\d+)?)$");

    private Sniff() {}

    public static boolean isGzip(byte[] head) {
        return head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b;
    }

    /** The first bytes as text, unpacked where they are gzipped; as much as can be had. */
    public static String head(Body body) throws IOException {
        return new String(headBytes(body), StandardCharsets.ISO_8859_1);
    }

    private static byte[] headBytes(Body body) throws IOException {
        byte[] raw;
        try (InputStream in = body.open()) {
            raw = in.readNBytes(HEAD);
        }
        if (!isGzip(raw)) {
            return raw;
        }
        byte[] flat = new byte[HEAD];
        int size = 0;
        try (InputStream in = body.open();
                InputStream unpacked = new GZIPInputStream(in)) {
            int read;
            while (size < HEAD && (read = unpacked.read(flat, size, HEAD - size)) >= 0) {
                size += read;
            }
        } catch (EOFException | ZipException e) {
            // what could be unpacked before the damage is enough to tell what it was
        }
        return java.util.Arrays.copyOf(flat, size);
    }

    /** The kind that a text body is; null when its head tells none. */
    public static @Nullable CaptureKind text(String head) {
        if (head.startsWith("heap profile:")) {
            return CaptureKind.HEAP_TEXT;
        }
        if (isDump(head)) {
            return CaptureKind.GOROUTINE_DUMP;
        }
        if (head.startsWith("num_symbols:")) {
            return CaptureKind.SYMBOLS;
        }
        if (head.contains("/debug/pprof/") && PprofIndex.counts(head).size() > 1) {
            return CaptureKind.COUNTS;
        }
        if (METRIC_LINE.matcher(head).lookingAt()) {
            return CaptureKind.METRICS;
        }
        return null;
    }

    private static final Pattern DUMP_HEADER =
            Pattern.compile("(?m)^goroutine \\d+ (gp=\\S+ )?(m=\\S+ )?(mp=\\S+ )?\\[[^\\n]*\\]:");

    /** Whether a goroutine's header is near the start: a crash has other lines before it. */
    static boolean isDump(String head) {
        return DUMP_HEADER.matcher(head).find();
    }

    static boolean isMetrics(String head) {
        return METRIC_LINE.matcher(head.stripLeading()).lookingAt();
    }

    public static boolean isJson(String head) {
        return head.stripLeading().startsWith("{");
    }

    static boolean isHtml(String head) {
        String start = head.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html")
                || start.startsWith("<html")
                || start.startsWith("<head")
                || start.startsWith("<body");
    }

    /** In words what a body is that should have been something else. */
    public static String looksLike(Body body) throws IOException {
        String head = head(body);
        if (head.isBlank()) {
            return "an empty answer";
        }
        if (isHtml(head) || head.stripLeading().startsWith("<")) {
            return "an HTML page";
        }
        if (isJson(head) || head.stripLeading().startsWith("[")) {
            return "JSON";
        }
        if (isMetrics(head)) {
            return "metrics";
        }
        return "something else ('" + Words.firstLine(head, 40) + "')";
    }
}
