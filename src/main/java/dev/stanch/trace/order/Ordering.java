package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.EventSpec;
import dev.stanch.trace.wire.Generation;
import dev.stanch.trace.wire.LongTable;
import org.jspecify.annotations.Nullable;

/**
 * Plays the scheduler with a trace's events; Go's internal/trace/order.go defines the rules. Asked
 * whether an event can have happened now, it answers yes (and changes its state), not yet (another
 * thread's event must come first), or that the trace is broken.
 *
 * <p>One event can become three: a switch of coroutines unblocks one goroutine, blocks another and
 * starts the first. They wait in a queue: {@link #poll}.
 */
public final class Ordering {
    private static final int QUEUE = 4;

    final String input;
    final LongTable<States.Go> goroutines = new LongTable<>();
    final LongTable<States.Proc> procs = new LongTable<>();
    final LongTable<States.Machine> threads = new LongTable<>();
    private final TraceEvent[] queue = new TraceEvent[QUEUE];
    private int head;
    private int tail;
    private boolean hasBegun;
    private long firstGeneration;

    private final ProcRules procRules = new ProcRules(this);
    private final GoRules goRules = new GoRules(this);
    private final SyscallRules syscallRules = new SyscallRules(this);
    private final RangeRules rangeRules = new RangeRules(this);
    private final TaskRules taskRules = new TaskRules(this);

    // The event that is asked about.
    RawEvent raw = new RawEvent();
    Generation generation;
    private long offset;
    long thread;
    long proc;
    long goroutine;

    // What the thread runs behind it.
    long newProc;
    long newGoroutine;

    public Ordering(String input, Generation first) {
        this.input = input;
        this.generation = first;
        for (int i = 0; i < QUEUE; i++) {
            queue[i] = new TraceEvent();
        }
    }

    /** The next event that has happened; null when none waits. Valid until the next advance. */
    public @Nullable TraceEvent poll() {
        return head < tail ? queue[head++] : null;
    }

    /**
     * Whether the event can have happened now.
     *
     * @param offset where it was read, for messages
     * @return false for not yet
     */
    boolean advance(RawEvent event, Generation in, long byThread, long offset)
            throws FormatException {
        if (!hasBegun) {
            hasBegun = true;
            firstGeneration = in.number();
        }
        this.raw = event;
        this.generation = in;
        this.offset = offset;
        head = 0;
        tail = 0;
        thread = byThread;
        States.Machine state = null;
        if (byThread == -1) {
            proc = -1;
            goroutine = -1;
        } else {
            state = threads.get(byThread);
            if (state == null) {
                state = new States.Machine();
                threads.put(byThread, state);
            }
            proc = state.proc;
            goroutine = state.goroutine;
        }
        newProc = proc;
        newGoroutine = goroutine;
        boolean advanced = dispatch();
        if (advanced && state != null) {
            state.proc = newProc;
            state.goroutine = newGoroutine;
        }
        return advanced;
    }

    private boolean dispatch() throws FormatException {
        return switch (raw.type) {
            case Ev.PROC_START -> procRules.start();
            case Ev.PROC_STOP -> procRules.stop();
            case Ev.PROC_STEAL -> procRules.steal();
            case Ev.PROC_STATUS -> procRules.status();
            case Ev.GO_CREATE, Ev.GO_CREATE_BLOCKED -> goRules.create();
            case Ev.GO_START -> goRules.start();
            case Ev.GO_DESTROY, Ev.GO_STOP, Ev.GO_BLOCK -> goRules.stop();
            case Ev.GO_UNBLOCK -> goRules.unblock();
            case Ev.GO_SWITCH, Ev.GO_SWITCH_DESTROY -> goRules.change();
            case Ev.GO_STATUS, Ev.GO_STATUS_STACK -> goRules.status();
            case Ev.GO_SYSCALL_BEGIN -> syscallRules.begin();
            case Ev.GO_SYSCALL_END -> syscallRules.end();
            case Ev.GO_SYSCALL_END_BLOCKED -> syscallRules.endBlocked();
            case Ev.GO_CREATE_SYSCALL -> syscallRules.create();
            case Ev.GO_DESTROY_SYSCALL -> syscallRules.destroy();
            case Ev.GC_ACTIVE -> rangeRules.gcActive();
            case Ev.GC_BEGIN -> rangeRules.gcBegin();
            case Ev.GC_END -> rangeRules.gcEnd();
            case Ev.STW_BEGIN, Ev.GC_ASSIST_BEGIN -> rangeRules.goBegin();
            case Ev.STW_END, Ev.GC_ASSIST_END -> rangeRules.goEnd();
            case Ev.GC_ASSIST_ACTIVE -> rangeRules.goActive();
            case Ev.GC_SWEEP_BEGIN -> rangeRules.sweepBegin();
            case Ev.GC_SWEEP_ACTIVE -> rangeRules.sweepActive();
            case Ev.GC_SWEEP_END -> rangeRules.sweepEnd();
            case Ev.HEAP_ALLOC, Ev.HEAP_GOAL -> {
                needThread();
                needProc();
                yield emitted();
            }
            case Ev.TASK_BEGIN -> taskRules.begin();
            case Ev.TASK_END -> taskRules.end();
            case Ev.REGION_BEGIN -> taskRules.regionBegin();
            case Ev.REGION_END -> taskRules.regionEnd();
            case Ev.PROCS_CHANGE, Ev.GO_LABEL, Ev.LOG -> {
                needGoroutine();
                yield emitted();
            }
            default -> {
                if (raw.type < Ev.SPAN || raw.type > Ev.GOROUTINE_STACK_FREE) {
                    throw broken("event type " + raw.type + " among a thread's events");
                }
                needThread();
                yield emitted();
            }
        };
    }

    boolean isFirstGeneration() {
        return generation.number() == firstGeneration;
    }

    /** Queues the event as it stands; always true, for the rules' last line. */
    boolean emitted() {
        emit();
        return true;
    }

    /** Queues the event as it stands, with the thread's state before it. */
    TraceEvent emit() {
        TraceEvent event = emit(raw.type);
        event.a0 = raw.a0;
        event.a1 = raw.a1;
        event.a2 = raw.a2;
        event.a3 = raw.a3;
        return event;
    }

    /** Queues another event at the same moment. */
    TraceEvent emit(int type) {
        TraceEvent event = queue[tail++];
        event.type = type;
        event.time = raw.time;
        event.thread = thread;
        event.proc = proc;
        event.goroutine = goroutine;
        event.a0 = 0;
        event.a1 = 0;
        event.a2 = 0;
        event.a3 = 0;
        event.taskName = "";
        event.generation = generation;
        return event;
    }

    void needThread() throws FormatException {
        if (thread == -1) {
            throw broken("needs a thread");
        }
    }

    void needProc() throws FormatException {
        if (proc == -1) {
            throw broken("needs a processor");
        }
    }

    /** What events of running code need: all three. */
    void needGoroutine() throws FormatException {
        needThread();
        needProc();
        needBareGoroutine();
    }

    void needBareGoroutine() throws FormatException {
        if (goroutine == -1) {
            throw broken("needs a goroutine");
        }
    }

    void needNoGoroutine() throws FormatException {
        if (goroutine != -1) {
            throw broken("comes while the thread runs goroutine " + goroutine);
        }
    }

    /** The state of the thread's goroutine. */
    States.Go current() throws FormatException {
        States.Go state = goroutines.get(goroutine);
        if (state == null) {
            throw broken("is of goroutine " + goroutine + ", which does not exist");
        }
        return state;
    }

    States.Go currentIn(int status) throws FormatException {
        States.Go state = current();
        if (state.status != status) {
            throw broken(
                    "is of goroutine "
                            + goroutine
                            + ", which is "
                            + GoState.ofWire(state.status).word());
        }
        return state;
    }

    /** The state of the thread's processor. */
    States.Proc currentProc() throws FormatException {
        States.Proc state = procs.get(proc);
        if (state == null) {
            throw broken("is of processor " + proc + ", which does not exist");
        }
        return state;
    }

    FormatException broken(String problem) {
        EventSpec spec = EventSpec.of(raw.type);
        String name = spec == null ? "event " + raw.type : spec.name();
        return new FormatException(
                input,
                offset,
                "broken trace, generation "
                        + generation.number()
                        + ", thread "
                        + thread
                        + ": "
                        + name
                        + " "
                        + problem);
    }
}
