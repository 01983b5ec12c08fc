package dev.stanch.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The linker's table of contents of a Go program, {@code moduledata} in Go's {@code
 * runtime/symtab.go}. It is found by its first two words: the address of the function table and of
 * that table's names. The offsets up to the text's end are the same from Go 1.18 to 1.27.
 *
 * @param text address of {@code runtime.text}, to which the function table's offsets are relative
 * @param end address behind the last Go function
 * @param words what follows; {@code gofunc} is one of them, at a place that differs by release
 */
record ModuleData(long text, long end, List<Long> words) {
    private static final int TEXT = 176;
    private static final int FIRST_WORD = 256;
    private static final int SIZE = 400;

    /** Other words can hold the same address, but few do. */
    private static final int MOST_CANDIDATES = 16;

    static @Nullable ModuleData find(ElfFile elf, long table, long names) {
        List<Long> candidates = new ArrayList<>(elf.relocatedTo(table));
        for (ElfFile.Range segment : elf.segments()) {
            if (segment.executable()) {
                continue;
            }
            long last = segment.size() - SIZE;
            for (long at = -segment.address() & 7; at <= last; at += 8) {
                if (elf.i64(segment.offset() + at) == table) {
                    candidates.add(segment.address() + at);
                }
            }
        }
        int most = Math.min(candidates.size(), MOST_CANDIDATES);
        for (long candidate : candidates.subList(0, most)) {
            Map<Long, Long> relocated = elf.relocations(candidate, candidate + SIZE);
            long offset = elf.offsetOf(candidate);
            if (offset < 0 || word(elf, relocated, candidate, offset, 8) != names) {
                continue;
            }
            List<Long> words = new ArrayList<>();
            for (int at = FIRST_WORD; at < SIZE; at += 8) {
                words.add(word(elf, relocated, candidate, offset, at));
            }
            return new ModuleData(
                    word(elf, relocated, candidate, offset, TEXT),
                    word(elf, relocated, candidate, offset, TEXT + 8),
                    words);
        }
        return null;
    }

    private static long word(
            ElfFile elf, Map<Long, Long> relocated, long base, long offset, int at) {
        Long value = relocated.get(base + at);
        return value != null ? value : elf.i64(offset + at);
    }
}
