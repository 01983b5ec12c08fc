package dev.stanch.capture;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/** Small artefacts for tests. */
public final class Samples {
    private Samples() {}

    public static final String INDEX =
            """
            <html><head><title>/debug/pprof/</title></head><body>
            <table><thead><td>Count</td><td>Profile</td></thead>
            <tr><td>12</td><td><a href='allocs?debug=1'>allocs</a></td></tr>
            <tr><td>0</td><td><a href='block?debug=1'>block</a></td></tr>
            <tr><td>33</td><td><a href='goroutine?debug=1'>goroutine</a></td></tr>
            <tr><td>12</td><td><a href='heap?debug=1'>heap</a></td></tr>
            </table></body></html>
            """;

    public static final String METRICS =
            """
            # HELP go_goroutines Number of goroutines that currently exist.
            # TYPE go_goroutines gauge
            go_goroutines 33
            go_info{version="go1.26.8"} 1
            process_resident_memory_bytes 2.097152e+07
            """;

    /** A pprof proto with these sample types and no samples. */
    public static byte[] proto(long timeNanos, String... types) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < types.length; i++) {
            out.writeBytes(new byte[] {0x0a, 4, 0x08, (byte) (i + 1), 0x10, 0});
        }
        out.writeBytes(new byte[] {0x32, 0});
        for (String type : types) {
            byte[] text = type.getBytes(StandardCharsets.UTF_8);
            out.write(0x32);
            out.write(text.length);
            out.writeBytes(text);
        }
        out.write(9 << 3);
        long rest = timeNanos;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
        return out.toByteArray();
    }

    public static byte[] heap() {
        return gzip(proto(1, "alloc_objects", "alloc_space", "inuse_objects", "inuse_space"));
    }

    public static byte[] goroutines() {
        return gzip(proto(1, "goroutine"));
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static Capture capture(CaptureKind kind, double seconds, String text) {
        return capture(kind, seconds, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Capture capture(CaptureKind kind, double seconds, byte[] bytes) {
        Instant at = Instant.parse("2026-11-24T10:00:00Z").plusMillis((long) (seconds * 1000));
        return new Capture(kind, at, seconds, 0.25, "sample", Body.of(bytes));
    }

    public static String text(Body body) throws IOException {
        try (var in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sizes that a test reaches soon. */
    public static Limits small() {
        Duration patient = Duration.ofSeconds(20);
        return new Limits(
                patient, patient, patient, patient, 1 << 20, 4 << 20, 1 << 20, 1 << 20, 1 << 20);
    }

    /** Times and sizes that a test reaches soon. */
    public static Limits tight() {
        return small().withTimeout(Duration.ofMillis(1500));
    }
}
