package dev.stanch.profile.codec.legacy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Binary CPU profiles ({@code parseCPU}), as gperftools writes them: a header, then for each stack
 * its count, its depth and its addresses, up to a stack of count 0 with the address 0; then the
 * memory map as text, or for Java what the addresses stand for.
 */
final class CpuProfile {
    private static final String MORE = "the rest of a stack";

    private final CpuWords words;
    private final Draft draft;
    private final long period;
    private final boolean java;

    /** Reads the header. */
    CpuProfile(CpuWords words, Draft draft) throws FormatException, IOException {
        this.words = words;
        this.draft = draft;
        String header = "the header";
        words.next(header);
        words.next(header);
        this.java = words.next(header) == 1;
        this.period = words.next(header) * 1000;
        words.next(header);
        ValueType cpu = new ValueType("cpu", "nanoseconds");
        draft.types(new ValueType("samples", "count"), cpu).period(cpu, period);
    }

    boolean isJava() {
        return java;
    }

    void readSamples() throws FormatException, IOException {
        while (words.hasNext()) {
            long count = words.next(MORE);
            long depth = words.next(MORE);
            long first = depth == 0 ? 0 : words.next(MORE);
            if (count == 0 && depth == 1 && first == 0) {
                return;
            }
            if (depth != 0) {
                draft.push(first);
            }
            for (long i = 1; Long.compareUnsigned(i, depth) < 0; i++) {
                long address = words.next(MORE);
                draft.push(java ? address : address - 1);
            }
            draft.end(Draft.NO_SIZE, count, count * period);
        }
    }

    /**
     * Takes out what the signal handler left as second frame: if nearly all samples have the same
     * there, it is no caller. Up to two such frames.
     */
    void removeHandler() {
        int margin = draft.samples() / 32;
        for (int round = 0; round < 2; round++) {
            Map<Long, Integer> counts = new HashMap<>();
            for (int sample = 0; sample < draft.samples(); sample++) {
                if (draft.depth(sample) > 1) {
                    counts.merge(draft.address(sample, 1), 1, Integer::sum);
                }
            }
            counts.forEach((address, count) -> {
                if (count >= draft.samples() - margin) {
                    draft.removeSecond(sample -> draft.address(sample, 1) == address);
                }
            });
        }
    }
}
