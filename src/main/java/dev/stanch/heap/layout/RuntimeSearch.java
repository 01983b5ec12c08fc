package dev.stanch.heap.layout;

import dev.stanch.process.memory.Memory;

/**
 * Finds the runtime's variables by what they must look like, so in stripped programs as well: the
 * slice of all spans ({@code mheap_.allspans}) and that of all goroutines ({@code allgs}).
 */
public final class RuntimeSearch {
    private static final long MOST = 1 << 26;
    private static final int PROBES = 16;

    private final Memory memory;
    private final Module module;

    public RuntimeSearch(Memory memory, Module module) {
        this.memory = memory;
        this.module = module;
    }

    /** A slice in the program's data. */
    public record Found(long at, long array, int length) {}

    private interface Look {
        boolean fits(long entry, int index) throws UnknownLayoutException;
    }

    public Found spans() throws UnknownLayoutException {
        Fields span = module.fields("runtime.mspan");
        long start = span.at("startAddr");
        long pages = span.at("npages");
        long limit = span.at("limit");
        return find(
                "the heap's list of spans",
                4,
                PROBES * 3 / 4,
                (entry, _) -> {
                    long base = memory.u64(entry + start);
                    long size = memory.u64(entry + pages) << 13;
                    return base != 0
                            && (base & 0x1FFF) == 0
                            && size > 0
                            && size < 1L << 40
                            && base < 1L << 47
                            && memory.u64(entry + limit) <= base + size;
                });
    }

    public Found goroutines() throws UnknownLayoutException {
        Fields g = module.fields("runtime.g");
        long id = g.at("goid");
        long status = g.at("atomicstatus");
        return find(
                "the list of all goroutines",
                2,
                PROBES,
                (entry, index) ->
                        (index > 0 || memory.u64(entry + id) == 1)
                                && memory.u64(entry) <= memory.u64(entry + 8)
                                && (memory.u32(entry + status) & 0xFFF) <= 10);
    }

    private Found find(String what, int least, int quorum, Look look)
            throws UnknownLayoutException {
        Found best = null;
        long[][] areas = {
            {module.bss(), module.bssEnd()},
            {module.zeroStart(), module.zeroEnd()},
            {module.data(), module.dataEnd()},
            {module.plainStart(), module.plainEnd()}
        };
        for (long[] area : areas) {
            for (long at = area[0] + 7 & -8; at + 24 <= area[1]; at += 8) {
                long length = memory.u64(at + 8);
                long room = memory.u64(at + 16);
                long array = memory.u64(at);
                boolean slice = length >= least && length <= room && room <= MOST && array > 4096;
                boolean longer = best == null || length > best.length();
                if (slice
                        && longer
                        && (array & 7) == 0
                        && fits(array, (int) length, quorum, look)) {
                    best = new Found(at, array, (int) length);
                }
            }
        }
        if (best == null) {
            throw new UnknownLayoutException(what + " was not found in memory");
        }
        return best;
    }

    /** Records of freed spans stay in their list, with anything in them: not all can fit. */
    private boolean fits(long array, int length, int quorum, Look look)
            throws UnknownLayoutException {
        int fitting = 0;
        for (int probe = 0; probe < PROBES; probe++) {
            int index = (int) ((long) probe * (length - 1) / (PROBES - 1));
            long slot = array + 8L * index;
            if (!memory.has(slot)) {
                return false;
            }
            long entry = memory.u64(slot);
            boolean there =
                    entry > 4096
                            && (entry & 7) == 0
                            && memory.has(entry)
                            && memory.has(entry + 152);
            if (!there) {
                return false;
            }
            try {
                fitting += look.fits(entry, index) ? 1 : 0;
            } catch (IndexOutOfBoundsException e) {
                return false;
            }
        }
        return fitting >= quorum;
    }
}
