package dev.stanch.heap.root;

import dev.stanch.heap.layout.Fields;
import dev.stanch.heap.layout.Module;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.heap.object.Spans;
import dev.stanch.process.live.ThreadState;
import dev.stanch.process.memory.Memory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads goroutines and what their stacks point to, as {@code scanstack} in {@code
 * runtime/mgcmark.go} does: by the compiler's stack maps; word by word only in the frame where a
 * running thread was interrupted.
 */
public final class StackScan {
    private static final int RUNNING = 2;
    private static final int SYSTEM_CALL = 3;
    private static final int MOST_FRAMES = 10_000;

    private final Memory memory;
    private final Spans spans;
    private final CodeTable code;
    private final Map<Integer, ThreadState> threads = new HashMap<>();
    private final Map<Long, List<Long>> semaphores;
    private final Fields g;
    private final Fields m;
    private final Fields sudog;
    private final boolean wide;

    /**
     * @param semaphores by goroutine the words in package sync that it waits at, where the
     *     goroutine itself does not tell (Go before 1.26)
     */
    public StackScan(
            Memory memory,
            Spans spans,
            Module module,
            List<ThreadState> registers,
            Map<Long, List<Long>> semaphores)
            throws UnknownLayoutException {
        this.memory = memory;
        this.spans = spans;
        this.semaphores = Map.copyOf(semaphores);
        code = new CodeTable(memory, module);
        registers.forEach(state -> threads.put(state.thread(), state));
        g = module.fields("runtime.g");
        m = module.fields("runtime.m");
        sudog = module.fields("runtime.sudog");
        wide = sudog.at("acquiretime") - sudog.at("elem") == 16;
    }

    private final class Walk {
        final long low;
        final long high;
        final List<Long> pcs = new ArrayList<>();
        final List<String> names = new ArrayList<>();
        final Set<Long> pointers = new LinkedHashSet<>();
        final ArrayDeque<Long> inStack = new ArrayDeque<>();
        final List<long[]> objects = new ArrayList<>();
        final List<CodeTable.StackObject> records = new ArrayList<>();
        boolean precise = true;

        Walk(long low, long high) {
            this.low = low;
            this.high = high;
        }

        void value(long pointer) {
            if (pointer >= low && pointer < high) {
                inStack.add(pointer);
            } else if (spans.slotOf(pointer) >= 0) {
                pointers.add(pointer);
            }
        }

        void words(long from, long to) {
            for (long at = from + 7 & -8; at + 8 <= to; at += 8) {
                value(memory.u64(at));
            }
        }

        void frames(long firstPc, long firstSp, boolean interrupted) {
            long pc = firstPc;
            long sp = firstSp;
            boolean loose = interrupted;
            for (int i = 0; i < MOST_FRAMES; i++) {
                CodeTable.Frame frame = code.frame(pc, i == 0 && interrupted);
                if (frame == null || frame.depth() < 0 || sp + frame.depth() + 8 > high) {
                    if (pc != 0) {
                        precise = false;
                        words(sp, high);
                    }
                    return;
                }
                pcs.add(pc);
                names.add(frame.function());
                long end = sp + frame.depth() + 8;
                frame(frame, sp, end, loose);
                if (frame.top()) {
                    return;
                }
                loose =
                        frame.function().equals("runtime.asyncPreempt")
                                || frame.function().equals("runtime.sigpanic");
                pc = memory.u64(end - 8);
                sp = end;
            }
        }

        private void frame(CodeTable.Frame frame, long sp, long end, boolean loose) {
            long variables = end - 8;
            if (variables > sp) {
                // The frame pointer of the caller.
                variables -= 8;
            }
            if (loose || frame.function().equals("runtime.asyncPreempt")) {
                precise = precise && !loose;
                words(sp, variables);
            } else if (variables > sp) {
                long base = variables - 8L * frame.localWords();
                for (int word : frame.locals()) {
                    value(memory.u64(base + 8L * word));
                }
            }
            for (int word : frame.arguments()) {
                if (end + 8L * word + 8 <= high) {
                    value(memory.u64(end + 8L * word));
                }
            }
            for (CodeTable.StackObject object : frame.objects()) {
                long at = object.offset() < 0 ? variables + object.offset() : end + object.offset();
                objects.add(new long[] {at, at + object.size()});
                records.add(object);
            }
        }

        /** Variables on the stack count when something points to them. */
        void stackObjects() {
            Set<Integer> seen = new HashSet<>();
            while (!inStack.isEmpty()) {
                long pointer = inStack.poll();
                for (int i = 0; i < objects.size(); i++) {
                    long[] range = objects.get(i);
                    if (pointer >= range[0] && pointer < range[1] && seen.add(i)) {
                        for (int word : records.get(i).pointers()) {
                            value(memory.u64(range[0] + 8L * word));
                        }
                    }
                }
            }
        }
    }

    /** Reads one goroutine; its stack is empty when it is dead. */
    public Goroutine read(long address) throws UnknownLayoutException {
        int status = (int) (memory.u32(address + g.at("atomicstatus")) & 0xFFF);
        Walk walk = new Walk(memory.u64(address), memory.u64(address + 8));
        if (status != Goroutine.DEAD && status != 0 && walk.low != 0) {
            walk(walk, address, status);
            walk.stackObjects();
        }
        return new Goroutine(
                memory.u64(address + g.at("goid")),
                address,
                status,
                memory.u64(address + g.at("gopc")),
                walk.pcs,
                walk.names,
                List.copyOf(walk.pointers),
                primitives(address),
                walk.precise);
    }

    private void walk(Walk walk, long address, int status) throws UnknownLayoutException {
        long saved = address + g.at("sched");
        if (status == RUNNING || status == SYSTEM_CALL) {
            ThreadState thread = threadOf(address);
            long callSp = memory.u64(address + g.at("syscallsp"));
            if (status == RUNNING
                    && thread != null
                    && thread.sp() >= walk.low
                    && thread.sp() < walk.high) {
                thread.general().forEach(walk::value);
                walk.frames(thread.pc(), thread.sp(), true);
                return;
            }
            if (callSp != 0) {
                walk.frames(memory.u64(address + g.at("syscallpc")), callSp, false);
                return;
            }
        }
        walk.frames(memory.u64(saved + 8), memory.u64(saved), false);
    }

    private @Nullable ThreadState threadOf(long address) throws UnknownLayoutException {
        long owner = memory.u64(address + g.at("m"));
        return owner == 0 || !memory.has(owner)
                ? null
                : threads.get((int) memory.u64(owner + m.at("procid")));
    }

    private List<Long> primitives(long address) throws UnknownLayoutException {
        List<Long> found = new ArrayList<>(semaphores.getOrDefault(address, List.of()));
        long channel = sudog.at("c") + (wide ? 8 : 0);
        long element = sudog.at("elem") + (wide ? 8 : 0);
        long waiter = memory.u64(address + g.at("waiting"));
        for (int i = 0; waiter != 0 && i < 1 << 16; i++) {
            long at = memory.u64(waiter + channel);
            found.add(at != 0 ? at : memory.u64(waiter + element));
            // A semaphore's own list hangs at this field too.
            waiter = at == 0 ? 0 : memory.u64(waiter + sudog.at("waitlink"));
        }
        return found;
    }
}
