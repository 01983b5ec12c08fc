package dev.stanch.process;

import dev.stanch.process.symbol.SourceFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The function table of a Go program ("pclntab") of Go 1.18 to 1.27; defined by {@code pcHeader},
 * {@code _func} and {@code inlinedCall} in Go's {@code runtime/symtab.go}, {@code runtime2.go} and
 * {@code symtabinl.go}. Stripping keeps it, since stack traces need it.
 */
final class FunctionTable {
    private static final long MAGIC_118 = 0xFFFF_FFF0L;
    private static final long MAGIC_120 = 0xFFFF_FFF1L;
    private static final int MOST_INLINED = 100;
    private static final int MOST_PAIRS = 1 << 18;
    private static final int MOST_CODE = 1 << 26;
    static final int LONGEST_NAME = 1 << 12;
    private static final int INLINE_DATA = 3;
    private static final int INLINE_INDEX = 2;
    private static final long NONE = 0xFFFF_FFFFL;

    private final ElfFile elf;
    private final boolean since120;
    private final long base;
    private final int count;
    private final long names;
    private final long units;
    private final long files;
    private final long values;
    private final long functions;
    private final int quantum;
    private final long text;
    private final long end;

    /** Offset in the file of the data that {@code funcdata} is relative to; -1 when unknown. */
    private final long functionData;

    private FunctionTable(ElfFile elf, long base, long address) {
        this.elf = elf;
        this.base = base;
        since120 = elf.u32(base) == MAGIC_120;
        quantum = elf.u8(base + 6);
        count = (int) elf.i64(base + 8);
        names = base + elf.i64(base + 32);
        units = base + elf.i64(base + 40);
        files = base + elf.i64(base + 48);
        values = base + elf.i64(base + 56);
        functions = base + elf.i64(base + 64);
        ModuleData module = ModuleData.find(elf, address, address + elf.i64(base + 32));
        text = module != null ? module.text() : elf.i64(base + 24);
        end = text + elf.u32(functions + count * 8L);
        functionData = module != null ? findFunctionData(module) : -1;
    }

    static Optional<FunctionTable> find(ElfFile elf) {
        Optional<ElfFile.Range> section = elf.section(".gopclntab");
        if (section.isPresent() && isTable(elf, section.get().offset(), section.get().size())) {
            return make(elf, section.get().offset(), section.get().address());
        }
        for (ElfFile.Range segment : elf.segments()) {
            for (long at = -segment.address() & 7; at + 80 <= segment.size(); at += 8) {
                if (isTable(elf, segment.offset() + at, segment.size() - at)) {
                    Optional<FunctionTable> table =
                            make(elf, segment.offset() + at, segment.address() + at);
                    if (table.isPresent()) {
                        return table;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<FunctionTable> make(ElfFile elf, long base, long address) {
        FunctionTable table = new FunctionTable(elf, base, address);
        return table.text == 0 ? Optional.empty() : Optional.of(table);
    }

    private static boolean isTable(ElfFile elf, long at, long size) {
        if (size < 80) {
            return false;
        }
        long magic = elf.u32(at);
        if ((magic != MAGIC_118 && magic != MAGIC_120)
                || elf.u16(at + 4) != 0
                || (elf.u8(at + 6) != 1 && elf.u8(at + 6) != 4)
                || elf.u8(at + 7) != 8) {
            return false;
        }
        long functions = elf.i64(at + 8);
        long before = 72;
        for (int word = 32; word <= 64; word += 8) {
            long offset = elf.i64(at + word);
            if (offset < before || offset >= size) {
                return false;
            }
            before = offset;
        }
        return functions > 0 && functions <= (size - before) / 8;
    }

    long text() {
        return text;
    }

    /** Address behind the last function. */
    long end() {
        return end;
    }

    int count() {
        return count;
    }

    /** Address of the function's first instruction. */
    long entry(int index) {
        return text + elf.u32(functions + index * 8L);
    }

    String name(int index) {
        return nameAt(nameOffset(index));
    }

    /** The function's name as an offset in the names. */
    int nameOffset(int index) {
        return elf.i32(function(index) + 4);
    }

    /** Offset in the file of the names, which are zero-ended and there once each. */
    long names() {
        return names;
    }

    /** In bytes. */
    long sizeOfNames() {
        return units - names;
    }

    /** Pairs of the offset of a function's entry from the text, and of its description. */
    int[] index() {
        return elf.ints(functions, count * 2L);
    }

    /** In bytes, with the padding behind the code. */
    int size(int index) {
        long size = (index + 1 < count ? entry(index + 1) : end) - entry(index);
        return Math.clamp(size, 0, MOST_CODE);
    }

    FunctionBody body(int index, ByteWindow window) {
        long function = function(index);
        return new FunctionBody(
                this,
                function,
                entry(index),
                size(index),
                nameOffset(index),
                inlined(index, window),
                steps(elf.u32(function + 20), window),
                steps(elf.u32(function + 24), window),
                inlineTree(function));
    }

    /** Which record of the function's tree of inlined calls holds where. */
    Steps inlined(int index, ByteWindow window) {
        long function = function(index);
        boolean none = elf.i32(function + 28) <= INLINE_INDEX || inlineTree(function) < 0;
        return steps(none ? 0 : elf.u32(function + header() + 4 * INLINE_INDEX), window);
    }

    /** Offset in the file of a function's tree of inlined calls; -1 when there is none. */
    long inlineTree(int index) {
        return inlineTree(function(index));
    }

    /** Name of the function that was inlined, as an offset in the names. */
    int inlinedName(long tree, int call) {
        return elf.i32(tree + (long) call * (since120 ? 16 : 20) + (since120 ? 4 : 12));
    }

    /** Where in its caller the call was inlined, as an offset from the entry. */
    int inlinedParent(long tree, int call) {
        return elf.i32(tree + (long) call * (since120 ? 16 : 20) + (since120 ? 8 : 16));
    }

    private int inlinedStartLine(long tree, int call) {
        return since120 ? elf.i32(tree + call * 16L + 12) : 0;
    }

    /** Number of the path of a file of the function's compilation unit; for {@link #path}. */
    long pathNumber(long function, int file) {
        return elf.u32(units + (elf.u32(function + 32) + file) * 4);
    }

    String path(long number) {
        return number == NONE ? "?" : elf.zeroEnded(files + number, LONGEST_NAME);
    }

    /** Innermost first; empty when the address is not in Go code. */
    List<SourceFrame> frames(long pc) {
        int index = indexOf(pc);
        if (index < 0) {
            return List.of();
        }
        long function = function(index);
        long entry = entry(index);
        long tree = inlineTree(function);
        List<SourceFrame> frames = new ArrayList<>();
        long at = pc;
        while (tree >= 0 && frames.size() < MOST_INLINED) {
            int call = inlineIndex(function, entry, at);
            if (call < 0) {
                break;
            }
            String name = nameAt(inlinedName(tree, call));
            frames.add(frame(name, inlinedStartLine(tree, call), function, entry, at));
            at = entry + inlinedParent(tree, call);
        }
        int startLine = since120 ? elf.i32(function + 36) : 0;
        frames.add(frame(nameAt(elf.i32(function + 4)), startLine, function, entry, at));
        return frames;
    }

    private SourceFrame frame(String name, int start, long function, long entry, long pc) {
        int file = value(elf.u32(function + 20), entry, pc);
        int line = value(elf.u32(function + 24), entry, pc);
        if (file < 0) {
            return new SourceFrame(name, "?", 0, start);
        }
        return new SourceFrame(name, path(pathNumber(function, file)), Math.max(line, 0), start);
    }

    private int indexOf(long pc) {
        if (Long.compareUnsigned(pc - text, end - text) >= 0) {
            return -1;
        }
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Long.compareUnsigned(entry(middle) - text, pc - text) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Long.compareUnsigned(entry(low) - text, pc - text) <= 0 ? low : -1;
    }

    private long function(int index) {
        return functions + elf.u32(functions + index * 8L + 4);
    }

    String nameAt(int offset) {
        return elf.zeroEnded(names + offset, LONGEST_NAME);
    }

    private int inlineIndex(long function, long entry, long pc) {
        if (elf.i32(function + 28) <= INLINE_INDEX) {
            return -1;
        }
        return value(elf.u32(function + header() + 4 * INLINE_INDEX), entry, pc);
    }

    /** Offset in the file of a function's tree of inlined calls; -1 when there is none. */
    private long inlineTree(long function) {
        long offset = functionDataOf(function);
        return functionData < 0 || offset == NONE ? -1 : functionData + offset;
    }

    private long functionDataOf(long function) {
        if (elf.u8(function + header() - 1) <= INLINE_DATA) {
            return NONE;
        }
        return elf.u32(function + header() + 4 * (elf.u32(function + 28) + INLINE_DATA));
    }

    private int header() {
        return since120 ? 44 : 40;
    }

    /**
     * A table of (value delta, address delta) pairs, {@code pcvalue} in {@code runtime/symtab.go}.
     * -1 when it has no value for the address.
     */
    private int value(long table, long entry, long target) {
        if (table == 0) {
            return -1;
        }
        long[] cursor = {values + table};
        long pc = entry;
        int value = -1;
        for (int pair = 0; pair < MOST_PAIRS; pair++) {
            int delta = varint(cursor);
            if (delta == 0 && pair > 0) {
                return -1;
            }
            value += -(delta & 1) ^ (delta >>> 1);
            pc += (varint(cursor) & 0xFFFF_FFFFL) * quantum;
            if (Long.compareUnsigned(target, pc) < 0) {
                return value;
            }
        }
        return -1;
    }

    /** All of such a table. */
    private Steps steps(long table, ByteWindow window) {
        Steps steps = new Steps();
        if (table == 0) {
            return steps;
        }
        long at = values + table;
        int value = -1;
        int pc = 0;
        for (int pair = 0; pair < MOST_PAIRS && pc >= 0; pair++) {
            int delta = 0;
            int advance = 0;
            int b = 0x80;
            for (int shift = 0; b >= 0x80 && shift < 35; shift += 7) {
                b = window.u8(at++);
                delta |= (b & 0x7F) << shift;
            }
            if (delta == 0 && pair > 0) {
                break;
            }
            b = 0x80;
            for (int shift = 0; b >= 0x80 && shift < 35; shift += 7) {
                b = window.u8(at++);
                advance |= (b & 0x7F) << shift;
            }
            value += -(delta & 1) ^ (delta >>> 1);
            pc += advance * quantum;
            steps.add(pc, value);
        }
        return steps;
    }

    private int varint(long[] cursor) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = elf.u8(cursor[0]++);
            value |= (b & 0x7F) << shift;
            if (b < 0x80) {
                break;
            }
        }
        return value;
    }

    /**
     * {@code gofunc} is at one of a few places in the module data, by release. The right one is the
     * one under which the functions' inline trees make sense.
     */
    private long findFunctionData(ModuleData module) {
        long best = -1;
        int bestScore = 0;
        for (long address : module.words()) {
            long offset = elf.offsetOf(address);
            int score = offset < 0 ? 0 : sensibleTrees(offset);
            if (score > bestScore) {
                best = offset;
                bestScore = score;
            }
        }
        return best;
    }

    private int sensibleTrees(long data) {
        int sensible = 0;
        int seen = 0;
        for (int i = 0; i < count && seen < 200; i++) {
            long offset = functionDataOf(function(i));
            if (offset == NONE) {
                continue;
            }
            seen++;
            sensible += isSensible(data + offset, i) ? 1 : 0;
        }
        return sensible;
    }

    private boolean isSensible(long record, int index) {
        try {
            int name = elf.i32(record + (since120 ? 4 : 12));
            int parent = elf.i32(record + (since120 ? 8 : 16));
            long size = index + 1 < count ? entry(index + 1) - entry(index) : end - entry(index);
            boolean inside = name > 0 && names + name < units && parent >= 0 && parent < size;
            // A name starts behind the zero byte of the one before.
            return inside && elf.u8(names + name - 1) == 0 && elf.u8(names + name) != 0;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "function table at " + base + ", " + count + " functions";
    }
}
