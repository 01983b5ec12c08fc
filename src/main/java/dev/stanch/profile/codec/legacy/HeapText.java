package dev.stanch.profile.codec.legacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stanch.io.FormatException;
import dev.stanch.profile.HeapScale;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Heap profiles of tcmalloc and of Go ({@code parseHeap}): a header {@code heap profile: objects:
 * bytes [objects: bytes] @ kind/rate}, then a line for each stack with the same numbers. The kinds
 * are {@code heapprofile} (whole), {@code heap_v2}, {@code heapz_v2} and Go's {@code heap}
 * (sampled), {@code growthz} and {@code fragmentationz} (whole).
 */
final class HeapText implements LegacyText {
    private static final Pattern HEADER =
            Pattern.compile(
                    "heap profile: *(\\d+): *(\\d+) *\\[ *(\\d+): *(\\d+) *\\] *@"
                            + " *(heap[_a-z0-9]*)/?(\\d*)");
    private static final Pattern WHOLE_HEADER =
            Pattern.compile(
                    "heap profile: *(\\d+): *(\\d+) *\\[ *(\\d+): *(\\d+) *\\] @"
                            + " (growth|fragmentation)z?");
    private static final Pattern RECORD =
            Pattern.compile("(-?\\d+): *(-?\\d+) *\\[ *(\\d+): *(\\d+) *] @([ x0-9a-f]*)");

    private final Lines lines;
    private final Draft draft;
    private final boolean sampled;
    private final boolean hasAllocated;

    private HeapText(Lines lines, Draft draft, long rate, boolean sampled, boolean hasAllocated) {
        this.lines = lines;
        this.draft = draft;
        this.sampled = sampled;
        this.hasAllocated = hasAllocated;
        draft.period(new ValueType("space", "bytes"), rate);
        if (hasAllocated) {
            draft.types(
                    new ValueType("alloc_objects", "count"),
                    new ValueType("alloc_space", "bytes"),
                    new ValueType("inuse_objects", "count"),
                    new ValueType("inuse_space", "bytes"));
        } else {
            draft.types(new ValueType("objects", "count"), new ValueType("space", "bytes"));
        }
    }

    /** The reader of a text that begins with this line; null if it is another. */
    static @Nullable HeapText of(String first, Lines lines, Draft draft) {
        if (!first.contains("heap profile:")) {
            return null;
        }
        Matcher header = HEADER.matcher(first);
        if (!header.find()) {
            boolean whole = WHOLE_HEADER.matcher(first).find();
            return whole ? new HeapText(lines, draft, 1, false, false) : null;
        }
        Long rate = header.group(6).isEmpty() ? Long.valueOf(0) : Numbers.decimal(header.group(6));
        if (rate == null) {
            return null;
        }
        String allocated = header.group(3);
        String allocatedBytes = header.group(4);
        boolean hasAllocated =
                (!allocated.equals(header.group(1)) && !allocated.equals("0"))
                        || (!allocatedBytes.equals(header.group(2)) && !allocatedBytes.equals("0"));
        return switch (header.group(5)) {
            case "heapz_v2", "heap_v2" -> new HeapText(lines, draft, rate, true, hasAllocated);
            case "heapprofile" -> new HeapText(lines, draft, 1, false, hasAllocated);
            case "heap" -> new HeapText(lines, draft, rate / 2, true, hasAllocated);
            default -> null;
        };
    }

    @Override
    public @Nullable String readSamples() throws FormatException, IOException {
        lines.next();
        String line = lines.nextContent();
        while (line != null && !MemoryMap.isStart(line)) {
            record(line.strip());
            line = lines.nextContent();
        }
        return line;
    }

    private void record(String line) throws FormatException {
        Row row = new Row(line);
        long objects = row.signed();
        long bytes = row.expect(":").spaces().signed();
        long allocated = row.spaces().expect("[").spaces().number();
        long allocatedBytes = row.expect(":").spaces().number();
        String calls = row.spaces().expect("] @").rest();
        if (row.failed()) {
            odd(line);
        } else {
            add(line, objects, bytes, allocated, allocatedBytes, calls);
        }
    }

    /** A record with something before or between, as google/pprof lets it pass. */
    private void odd(String line) throws FormatException {
        Matcher match = RECORD.matcher(line);
        if (!match.find()) {
            throw malformed(line);
        }
        long[] numbers = new long[4];
        for (int i = 0; i < numbers.length; i++) {
            Long number = Numbers.decimal(match.group(i + 1));
            if (number == null) {
                throw malformed(line);
            }
            numbers[i] = number;
        }
        add(line, numbers[0], numbers[1], numbers[2], numbers[3], match.group(5));
    }

    private FormatException malformed(String line) {
        return lines.malformed("objects: bytes [objects: bytes] @ addresses", line);
    }

    private void add(
            String line,
            long objects,
            long bytes,
            long allocated,
            long allocatedBytes,
            String calls)
            throws FormatException {
        boolean fits =
                (objects != 0 || bytes == 0)
                        && (!hasAllocated || allocated != 0 || allocatedBytes == 0);
        if (!fits) {
            throw lines.malformed("no bytes where there are no objects", line);
        }
        HexAddresses.callsInto(draft, calls, true, lines);
        HeapScale.Scaled inUse = scaled(objects, bytes);
        long size = objects != 0 ? bytes / objects : 0;
        if (hasAllocated) {
            long allocatedSize = allocated != 0 ? allocatedBytes / allocated : 0;
            HeapScale.Scaled all = scaled(allocated, allocatedBytes);
            draft.end(
                    objects != 0 ? size : allocatedSize,
                    all.objects(),
                    all.bytes(),
                    inUse.objects(),
                    inUse.bytes());
        } else {
            draft.end(size, inUse.objects(), inUse.bytes());
        }
    }

    private HeapScale.Scaled scaled(long objects, long bytes) {
        return sampled && objects != 0
                ? HeapScale.scale(objects, bytes, draft.period())
                : new HeapScale.Scaled(objects, bytes);
    }
}
