package dev.stanch.heap;

import dev.stanch.heap.layout.Module;
import dev.stanch.heap.layout.RuntimeSearch;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.heap.object.Heap;
import dev.stanch.heap.object.Spans;
import dev.stanch.io.FormatException;
import dev.stanch.process.GoBinary;
import dev.stanch.process.live.Mapping;
import dev.stanch.process.live.StoppedProcess;
import dev.stanch.process.live.ThreadState;
import dev.stanch.process.memory.Memory;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes the heap of a live process: what does not change is read before the stop, then the process
 * stands still while its data, stacks and the spans with pointers are copied, then it runs on.
 */
public final class LiveHeap {
    private static final Pattern VERSION = Pattern.compile("go1\\.(\\d+).*");
    private static final int OLDEST = 22;
    private static final int NEWEST = 27;
    private static final long MAGIC = 0x0801_0000_FFFF_FFF1L;
    private static final long LARGEST_PIECE = 1L << 30;
    private static final long SPARE = 8 << 20;

    private final Arena arena;
    private final long pid;
    private final String name;
    private final Path executable;
    private MemorySegment slab = MemorySegment.NULL;
    private long used;

    /**
     * @param arena owns the copy; the result can be used as long as it is open
     */
    public LiveHeap(long pid, Arena arena) {
        this.pid = pid;
        this.arena = arena;
        name = "process " + pid;
        executable = Path.of("/proc/" + pid + "/exe");
    }

    /**
     * Must be called by a platform thread.
     *
     * @throws FormatException when it is no Go program of a known release, or a check failed
     * @throws IOException when it may not be traced, or is gone
     */
    public Taken take() throws FormatException, IOException {
        int release = release(GoBinary.open(executable).goVersion());
        try (StoppedProcess process = new StoppedProcess(pid)) {
            return take(process, release);
        } catch (UnknownLayoutException e) {
            throw new FormatException(
                    name, -1, "no answer, since a check failed: " + e.getMessage());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new FormatException(
                    name, -1, "no answer, since its memory is not as expected: " + e.getMessage());
        }
    }

    private int release(String version) throws FormatException {
        Matcher words = VERSION.matcher(version);
        int release = words.matches() ? Integer.parseInt(words.group(1)) : 0;
        if (release < OLDEST || release > NEWEST) {
            throw new FormatException(
                    name, -1, "made by " + version + "; the heaps of Go 1.22 to 1.27 can be read");
        }
        return release;
    }

    private Taken take(StoppedProcess process, int release)
            throws UnknownLayoutException, FormatException, IOException {
        List<Mapping> own = ownMappings();
        Memory fixed = new Memory();
        for (Mapping mapping : own) {
            copy(process, fixed, mapping.start(), mapping.end() - mapping.start());
        }
        Module module = module(fixed, own, release);
        // What is found stays where it is; later the process stands still.
        Memory probe = new Memory();
        probe.fetchFrom((address, size) -> block(process, address, size));
        RuntimeSearch search = new RuntimeSearch(probe, module);
        long allspans = search.spans().at();
        long goroutines = search.goroutines().at();

        // The same once before the stop: then the code is compiled, and the room for the copy is
        // there and zeroed.
        slab = arena.allocate(rehearse(probe, allspans, module, release), 8);
        Memory memory = new Memory();
        for (Mapping mapping : own) {
            if (!mapping.writable()) {
                reuse(fixed, memory, mapping);
            }
        }
        long began = System.nanoTime();
        process.stop();
        List<ThreadState> threads = process.registers();
        for (Mapping mapping : own) {
            if (mapping.writable()) {
                copy(process, memory, mapping.start(), mapping.end() - mapping.start());
            }
        }
        memory.fetchFrom((address, size) -> block(process, address, size));
        Heap heap =
                Heap.read(
                        memory,
                        allspans,
                        module.types().in(memory),
                        module.fields("runtime.mspan"),
                        release,
                        threads.size());
        long copied = copySpans(process, memory, heap.spans());
        // Until Go 1.25 the runtime makes the masks at its start.
        Types.maskWords(memory, module.dataMask(), module.dataEnd() - module.data());
        Types.maskWords(memory, module.bssMask(), module.bssEnd() - module.bss());
        process.resume();
        long stopped = System.nanoTime() - began;
        memory.fetchFrom(null);
        return new Taken(
                memory,
                module,
                release,
                heap,
                goroutines,
                threads,
                bias(own, fixed),
                stopped,
                copied);
    }

    /** How many bytes the copy will need, with some to spare; the program runs meanwhile. */
    private static long rehearse(Memory probe, long allspans, Module module, int release) {
        try {
            Spans spans =
                    Heap.read(
                                    probe,
                                    allspans,
                                    module.types().in(probe),
                                    module.fields("runtime.mspan"),
                                    release,
                                    Integer.MAX_VALUE >> 8)
                            .spans();
            long needed = SPARE;
            for (int i = 0; i < spans.count(); i++) {
                needed += spans.holdsObjects(i) && spans.noscan(i) ? 512 : spans.length(i) + 512;
            }
            return needed;
        } catch (UnknownLayoutException | IndexOutOfBoundsException | ArithmeticException e) {
            // The heap changed while it was read; the real reading is done at a stop.
            return SPARE;
        }
    }

    /** Mappings of the executable's file, and what the loader zeroed behind them. */
    private List<Mapping> ownMappings() throws FormatException, IOException {
        List<Mapping> own = new ArrayList<>();
        String file = "";
        long end = 0;
        String wanted = executable.toRealPath().toString();
        for (Mapping mapping : Mapping.of(pid)) {
            boolean behind = mapping.start() == end && mapping.file().isEmpty() && !own.isEmpty();
            boolean ours = mapping.file().equals(wanted) || (file.equals(wanted) && behind);
            if (ours && mapping.readable()) {
                own.add(mapping);
                end = mapping.end();
            }
            file = ours ? wanted : mapping.file();
        }
        if (own.isEmpty()) {
            throw new FormatException(name, -1, "its program " + wanted + " is not mapped");
        }
        return own;
    }

    private Module module(Memory memory, List<Mapping> own, int release)
            throws UnknownLayoutException {
        for (Mapping table : own) {
            if (table.writable()) {
                continue;
            }
            for (long at = table.start(); at + 8 <= table.end(); at += 8) {
                if (memory.u64(at) != MAGIC) {
                    continue;
                }
                for (Mapping place : own) {
                    for (long word = place.start(); word + 512 <= place.end(); word += 8) {
                        if (memory.u64(word) == at && Module.isAt(memory, word, at)) {
                            return Module.read(memory, word, release);
                        }
                    }
                }
            }
        }
        throw new UnknownLayoutException("the program's function table was not found in memory");
    }

    private static long bias(List<Mapping> own, Memory memory) {
        long start = own.getFirst().start();
        boolean movable = memory.u16(start + 16) == 3;
        return movable ? start : 0;
    }

    private static void reuse(Memory from, Memory to, Mapping mapping) {
        MemorySegment piece = from.piece(mapping.start());
        if (piece != null) {
            to.add(mapping.start(), piece);
        }
    }

    /** Spans side by side are copied at once; those without pointers are left out. */
    private long copySpans(StoppedProcess process, Memory memory, Spans spans) throws IOException {
        long copied = 0;
        long from = 0;
        long to = 0;
        for (int i = 0; i <= spans.count(); i++) {
            boolean last = i == spans.count();
            if (!last && spans.holdsObjects(i) && spans.noscan(i)) {
                continue;
            }
            boolean joins = !last && spans.start(i) == to && to - from < LARGEST_PIECE;
            if (!joins) {
                if (to > from && copy(process, memory, from, to - from) < to - from) {
                    throw new IOException(name + ": its heap could not be read");
                }
                copied += to - from;
                from = last ? 0 : spans.start(i);
            }
            to = last ? 0 : spans.start(i) + spans.length(i);
        }
        return copied;
    }

    private long copy(StoppedProcess process, Memory memory, long address, long size) {
        MemorySegment bytes = room(size);
        long read = process.read(address, bytes);
        if (read > 0) {
            memory.add(address, bytes.asSlice(0, read));
        }
        return read;
    }

    private @Nullable MemorySegment block(StoppedProcess process, long address, long size) {
        MemorySegment bytes = room(size);
        return process.read(address, bytes) == size ? bytes : null;
    }

    private MemorySegment room(long size) {
        if (slab.byteSize() - used < size) {
            return arena.allocate(size, 8);
        }
        used += size;
        return slab.asSlice(used - size, size);
    }
}
