package dev.stanch.trace.wire;

/** Event types as they stand on the wire; Go's internal/trace/tracev2/events.go. */
public final class Ev {
    public static final int EVENT_BATCH = 1;
    public static final int STACKS = 2;
    public static final int STACK = 3;
    public static final int STRINGS = 4;
    public static final int STRING = 5;
    public static final int CPU_SAMPLES = 6;
    public static final int CPU_SAMPLE = 7;
    public static final int FREQUENCY = 8;
    public static final int PROCS_CHANGE = 9;
    public static final int PROC_START = 10;
    public static final int PROC_STOP = 11;
    public static final int PROC_STEAL = 12;
    public static final int PROC_STATUS = 13;
    public static final int GO_CREATE = 14;
    public static final int GO_CREATE_SYSCALL = 15;
    public static final int GO_START = 16;
    public static final int GO_DESTROY = 17;
    public static final int GO_DESTROY_SYSCALL = 18;
    public static final int GO_STOP = 19;
    public static final int GO_BLOCK = 20;
    public static final int GO_UNBLOCK = 21;
    public static final int GO_SYSCALL_BEGIN = 22;
    public static final int GO_SYSCALL_END = 23;
    public static final int GO_SYSCALL_END_BLOCKED = 24;
    public static final int GO_STATUS = 25;
    public static final int STW_BEGIN = 26;
    public static final int STW_END = 27;
    public static final int GC_ACTIVE = 28;
    public static final int GC_BEGIN = 29;
    public static final int GC_END = 30;
    public static final int GC_SWEEP_ACTIVE = 31;
    public static final int GC_SWEEP_BEGIN = 32;
    public static final int GC_SWEEP_END = 33;
    public static final int GC_ASSIST_ACTIVE = 34;
    public static final int GC_ASSIST_BEGIN = 35;
    public static final int GC_ASSIST_END = 36;
    public static final int HEAP_ALLOC = 37;
    public static final int HEAP_GOAL = 38;
    public static final int GO_LABEL = 39;
    public static final int TASK_BEGIN = 40;
    public static final int TASK_END = 41;
    public static final int REGION_BEGIN = 42;
    public static final int REGION_END = 43;
    public static final int LOG = 44;
    public static final int GO_SWITCH = 45;
    public static final int GO_SWITCH_DESTROY = 46;
    public static final int GO_CREATE_BLOCKED = 47;
    public static final int GO_STATUS_STACK = 48;
    public static final int EXPERIMENTAL_BATCH = 49;
    public static final int SYNC = 50;
    public static final int CLOCK_SNAPSHOT = 51;
    public static final int END_OF_GENERATION = 52;
    public static final int SPAN = 128;
    public static final int GOROUTINE_STACK_FREE = 136;

    /** Not on the wire: marks the begin of a generation, and the end of the trace. */
    public static final int GENERATION_MARK = 255;

    private Ev() {}
}
