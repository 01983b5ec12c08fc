package dev.stanch.heap.root;

import dev.stanch.heap.layout.Module;
import dev.stanch.heap.layout.Types;
import dev.stanch.process.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the function table in memory tells of a frame: its size and where pointers are. {@code
 * _func} in {@code runtime/runtime2.go}, {@code getStackMap} in {@code runtime/stkframe.go}.
 */
final class CodeTable {
    private static final int STACK_MAP = 1;
    private static final int ARGUMENTS = 0;
    private static final int LOCALS = 1;
    private static final int OBJECTS = 2;
    private static final int HEADER = 44;
    private static final int TOP_FRAME = 1;
    private static final int MOST_OBJECTS = 1 << 12;

    /** A variable on the stack whose address is taken; see {@code stackObjectRecord}. */
    record StackObject(int offset, int size, List<Integer> pointers) {
        StackObject {
            pointers = List.copyOf(pointers);
        }
    }

    /**
     * @param depth bytes from sp to the return address; -1 when unknown
     * @param locals words of the locals that hold pointers, of {@code localWords} below the frame's
     *     variable end
     */
    record Frame(
            String function,
            boolean top,
            int depth,
            int localWords,
            List<Integer> locals,
            List<Integer> arguments,
            List<StackObject> objects) {
        Frame {
            locals = List.copyOf(locals);
            arguments = List.copyOf(arguments);
            objects = List.copyOf(objects);
        }
    }

    private final Memory memory;
    private final Module module;
    private final long names;
    private final long values;
    private final long functions;
    private final long table;
    private final int count;
    private final Map<Long, Frame> frames = new HashMap<>();

    CodeTable(Memory memory, Module module) {
        this.memory = memory;
        this.module = module;
        names = memory.u64(module.address() + 8);
        values = memory.u64(module.address() + 80);
        functions = memory.u64(module.address() + 104);
        table = memory.u64(module.address() + 128);
        count = (int) memory.u64(module.address() + 136) - 1;
    }

    /**
     * @param innermost whether the instruction itself is next, rather than the return from a call
     */
    @Nullable Frame frame(long pc, boolean innermost) {
        if (pc < module.minPc() || pc >= module.maxPc()) {
            return null;
        }
        long key = pc * 2 + (innermost ? 1 : 0);
        Frame known = frames.get(key);
        if (known == null) {
            known = read(pc, innermost);
            frames.put(key, known);
        }
        return known;
    }

    private Frame read(long pc, boolean innermost) {
        long offset = pc - module.text();
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (memory.u32(table + 8L * middle) <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        long entry = module.text() + memory.u32(table + 8L * (low - 1));
        long function = functions + memory.u32(table + 8L * (low - 1) + 4);
        String name = memory.zeroEnded(names + memory.u32(function + 4));
        // The frame's size is that at the call, which the return address is just behind.
        long at = innermost || pc == entry ? pc : pc - 1;
        int depth = value(memory.u32(function + 16), entry, at);
        int index = pc == entry ? -1 : value(data(function, STACK_MAP), entry, pc - 1);
        index = Math.max(index, 0);
        int args = memory.i32(function + 8);
        long localMap = functionData(function, LOCALS);
        long argumentMap = args > 0 ? functionData(function, ARGUMENTS) : 0;
        return new Frame(
                name,
                (memory.u8(function + 41) & TOP_FRAME) != 0,
                depth,
                localMap == 0 ? 0 : memory.i32(localMap + 4),
                map(localMap, index),
                map(argumentMap, index),
                objects(functionData(function, OBJECTS)));
    }

    private List<Integer> map(long map, int index) {
        if (map == 0 || index >= memory.i32(map)) {
            return List.of();
        }
        int bits = memory.i32(map + 4);
        long mask = map + 8 + (long) index * ((bits + 7) / 8);
        return words(mask, bits * 8L);
    }

    private List<Integer> words(long mask, long bytes) {
        List<Integer> all = new ArrayList<>();
        for (int word : Types.maskWords(memory, mask, bytes)) {
            all.add(word);
        }
        return all;
    }

    private List<StackObject> objects(long records) {
        List<StackObject> all = new ArrayList<>();
        long number = records == 0 ? 0 : Math.min(memory.u64(records), MOST_OBJECTS);
        for (int i = 0; i < number; i++) {
            long at = records + 8 + 16L * i;
            // Negative in Go 1.22 and 1.23 when a program makes the mask: then every word may be
            // a pointer.
            int bytes = memory.i32(at + 8);
            int size = memory.i32(at + 4);
            List<Integer> pointers = new ArrayList<>();
            if (bytes >= 0) {
                pointers = words(module.readOnly() + memory.u32(at + 12), bytes);
            } else {
                for (int word = 0; word < -bytes / 8; word++) {
                    pointers.add(word);
                }
            }
            all.add(new StackObject(memory.i32(at), size, pointers));
        }
        return all;
    }

    private long data(long function, int kind) {
        return kind < memory.u32(function + 28) ? memory.u32(function + HEADER + 4L * kind) : 0;
    }

    private long functionData(long function, int kind) {
        if (kind >= memory.u8(function + 43)) {
            return 0;
        }
        long offset = memory.u32(function + HEADER + 4 * (memory.u32(function + 28) + kind));
        return offset == 0xFFFF_FFFFL ? 0 : module.functionData() + offset;
    }

    private int value(long start, long entry, long target) {
        if (start == 0) {
            return -1;
        }
        long[] cursor = {values + start};
        long pc = entry;
        int value = -1;
        for (int pair = 0; pair < 1 << 18; pair++) {
            int delta = varint(cursor);
            if (delta == 0 && pair > 0) {
                return -1;
            }
            value += -(delta & 1) ^ (delta >>> 1);
            pc += varint(cursor) & 0xFFFF_FFFFL;
            if (target < pc) {
                return value;
            }
        }
        return -1;
    }

    private int varint(long[] cursor) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = memory.u8(cursor[0]++);
            value |= (b & 0x7F) << shift;
            if (b < 0x80) {
                break;
            }
        }
        return value;
    }
}
