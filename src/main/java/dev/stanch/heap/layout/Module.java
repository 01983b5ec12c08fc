package dev.stanch.heap.layout;

import dev.stanch.process.memory.Memory;
import java.util.Map;
import java.util.Set;

/**
 * The module data of a program, {@code moduledata} in {@code runtime/symtab.go}: where its data,
 * types and tables are in memory. The prefix is alike in Go 1.22 to 1.27; the rest is found through
 * the descriptor of the structure's own type.
 */
public record Module(
        long address,
        long functionTable,
        long minPc,
        long maxPc,
        long text,
        long data,
        long dataEnd,
        long bss,
        long bssEnd,
        long zeroStart,
        long zeroEnd,
        long plainStart,
        long plainEnd,
        long readOnly,
        long functionData,
        long dataMask,
        long bssMask,
        Types types,
        Map<String, Map<String, Long>> structs) {
    private static final Set<String> NEEDED =
            Set.of(
                    "runtime.moduledata",
                    "runtime.g",
                    "runtime.m",
                    "runtime.mspan",
                    "runtime.sudog");

    public Module {
        structs = Map.copyOf(structs);
    }

    /** Whether a function table's address stands at the start of module data here. */
    public static boolean isAt(Memory memory, long at, long table) {
        if (!memory.has(at + 304) || memory.u64(at) != table) {
            return false;
        }
        long text = memory.u64(at + 176);
        long first = memory.u64(at + 160);
        long last = memory.u64(at + 168);
        return text != 0 && text <= first && first < last && last <= memory.u64(at + 184);
    }

    /**
     * @param release minor version of Go, such as 26
     * @throws UnknownLayoutException when the types that tell the layout are not there
     */
    public static Module read(Memory memory, long at, int release) throws UnknownLayoutException {
        long typesStart = memory.u64(at + 296);
        long typesEnd = memory.u64(at + (release >= 27 ? 312 : 304));
        Types types = new Types(memory, typesStart, typesEnd, release >= 24);
        Map<String, Map<String, Long>> structs = types.allFields(NEEDED);
        for (String name : NEEDED) {
            if (!structs.containsKey(name)) {
                throw new UnknownLayoutException(
                        "the program has no descriptor of the type " + name);
            }
        }
        Fields own = new Fields("runtime.moduledata", structs);
        return new Module(
                at,
                memory.u64(at),
                memory.u64(at + 160),
                memory.u64(at + 168),
                memory.u64(at + own.at("text")),
                memory.u64(at + own.at("data")),
                memory.u64(at + own.at("edata")),
                memory.u64(at + own.at("bss")),
                memory.u64(at + own.at("ebss")),
                memory.u64(at + own.at("noptrbss")),
                memory.u64(at + own.at("enoptrbss")),
                memory.u64(at + own.at("noptrdata")),
                memory.u64(at + own.at("enoptrdata")),
                memory.u64(at + own.at("rodata")),
                memory.u64(at + own.at("gofunc")),
                memory.u64(at + own.at("gcdatamask") + 8),
                memory.u64(at + own.at("gcbssmask") + 8),
                types,
                structs);
    }

    public Fields fields(String type) {
        return new Fields(type, structs);
    }
}
