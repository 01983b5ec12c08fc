package dev.stanch.goroutine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Lines that came while another source's stack was read, in the order of each source. */
final class LinesAside {
    /** What a crash of some ten thousand goroutines prints. */
    private static final long MOST_BYTES = 16L << 20;

    /** A line and who wrote it. */
    @SuppressWarnings("ArrayRecordComponent") // Handed on once, never compared.
    record Line(long source, byte[] text) {}

    private final LinkedHashMap<Long, Queue<Line>> bySource = new LinkedHashMap<>();
    private long bytes;

    /** Keeps a copy; false when it was the last that there is room for. */
    boolean put(long source, byte[] buffer, int start, int end) {
        byte[] text = Arrays.copyOfRange(buffer, start, end);
        bySource.computeIfAbsent(source, _ -> new ArrayDeque<>()).add(new Line(source, text));
        bytes += text.length + 64;
        return bytes < MOST_BYTES;
    }

    /** The next line of the source; null when none is here. */
    @Nullable Line take(long source) {
        Queue<Line> lines = bySource.get(source);
        if (lines == null) {
            return null;
        }
        Line line = lines.remove();
        bytes -= line.text().length + 64;
        if (lines.isEmpty()) {
            bySource.remove(source);
        }
        return line;
    }

    /** The next line of whichever source came first; null when there is none. */
    @Nullable Line take() {
        return bySource.isEmpty() ? null : take(bySource.firstEntry().getKey());
    }
}
