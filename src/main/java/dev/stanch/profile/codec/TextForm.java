package dev.stanch.profile.codec;

import dev.stanch.profile.HeapScale;
import dev.stanch.profile.ValueType;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the debug=1 texts: the header and the numbers that begin a record. The
 * writers are {@code writeHeapInternal}, {@code printCountProfile} and {@code writeProfileInternal}
 * in Go's {@code runtime/pprof/pprof.go}; the numbers become those that google/pprof makes of them.
 */
sealed interface TextForm {
    List<ValueType> sampleTypes();

    ValueType periodType();

    long period();

    /** How many values a record gives. */
    int stride();

    /** Reads the numbers of a record, up to and with the {@code @}, into the row. */
    void read(Cut line, long[] row);

    /** Takes a line of the header that follows the first; false if it is not one. */
    default boolean header(String line) {
        return false;
    }

    /** The size of one object for the numeric label {@code bytes}, or 0. */
    default long blockSize(long[] row) {
        return 0;
    }

    /** The form that begins with this line, or null. */
    static @Nullable TextForm of(String firstLine) {
        Matcher heap = Heap.HEADER.matcher(firstLine);
        if (heap.matches()) {
            return new Heap(Long.parseLong(heap.group(1)) / 2);
        }
        Matcher count = Count.HEADER.matcher(firstLine);
        if (count.matches()) {
            return new Count(count.group(1));
        }
        boolean contention = firstLine.equals("--- mutex:") || firstLine.equals("--- contention:");
        return contention ? new Contention() : null;
    }

    /** heap and allocs. Raw values follow the scaled ones in a row. */
    record Heap(long period) implements TextForm {
        private static final Pattern HEADER =
                Pattern.compile(
                        "heap profile: *\\d+: *\\d+ *\\[ *\\d+: *\\d+ *\\] *@ *heap/(\\d{1,18})");

        @Override
        public List<ValueType> sampleTypes() {
            return List.of(
                    new ValueType("alloc_objects", "count"),
                    new ValueType("alloc_space", "bytes"),
                    new ValueType("inuse_objects", "count"),
                    new ValueType("inuse_space", "bytes"));
        }

        @Override
        public ValueType periodType() {
            return new ValueType("space", "bytes");
        }

        @Override
        public int stride() {
            return 8;
        }

        @Override
        public void read(Cut line, long[] row) {
            row[6] = line.number();
            row[7] = line.expect(":").number();
            row[4] = line.expect("[").number();
            row[5] = line.expect(":").number();
            line.expect("]").expect("@");
            scale(row, 4);
            scale(row, 6);
        }

        @Override
        public long blockSize(long[] row) {
            return row[4] == 0 ? 0 : row[5] / row[4];
        }

        private void scale(long[] row, int raw) {
            HeapScale.Scaled scaled = HeapScale.scale(row[raw], row[raw + 1], period);
            row[raw - 4] = scaled.objects();
            row[raw - 3] = scaled.bytes();
        }
    }

    /** goroutine, goroutineleak, threadcreate and profiles that programs make themselves. */
    record Count(String name) implements TextForm {
        private static final Pattern HEADER = Pattern.compile("(\\S+) profile: total \\d+");

        @Override
        public List<ValueType> sampleTypes() {
            return List.of(periodType());
        }

        @Override
        public ValueType periodType() {
            return new ValueType(name, "count");
        }

        @Override
        public long period() {
            return 1;
        }

        @Override
        public int stride() {
            return 1;
        }

        @Override
        public void read(Cut line, long[] row) {
            row[0] = line.number();
            line.expect("@");
        }
    }

    /** mutex and block. */
    final class Contention implements TextForm {
        private long cyclesPerSecond;
        private long samplingPeriod = 1;

        @Override
        public List<ValueType> sampleTypes() {
            return List.of(periodType(), new ValueType("delay", "nanoseconds"));
        }

        @Override
        public ValueType periodType() {
            return new ValueType("contentions", "count");
        }

        @Override
        public long period() {
            return samplingPeriod;
        }

        @Override
        public int stride() {
            return 2;
        }

        @Override
        public boolean header(String line) {
            if (line.startsWith("cycles/second=")) {
                cyclesPerSecond = number(line);
                return true;
            }
            if (line.startsWith("sampling period=")) {
                samplingPeriod = number(line);
                return true;
            }
            return false;
        }

        @Override
        public void read(Cut line, long[] row) {
            long cycles = line.number();
            long count = line.number();
            line.expect("@");
            boolean scaled = samplingPeriod > 0;
            double nanoseconds = (double) cycles * samplingPeriod / (cyclesPerSecond / 1e9);
            row[0] = scaled ? count * samplingPeriod : count;
            row[1] = scaled && cyclesPerSecond > 0 ? (long) nanoseconds : cycles;
        }

        private static long number(String line) {
            return new Cut(line.substring(line.indexOf('=') + 1)).number();
        }
    }
}
