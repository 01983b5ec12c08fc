package dev.stanch.trace.order;

/** What a processor (P) does; Go's internal/trace/resources.go. */
public enum ProcState {
    UNDETERMINED("Undetermined"),
    NOT_EXIST("NotExist"),
    RUNNING("Running"),
    IDLE("Idle");

    static final int WIRE_RUNNING = 1;
    static final int WIRE_IDLE = 2;
    static final int WIRE_SYSCALL = 3;
    static final int WIRE_ABANDONED = 4;

    private final String word;

    ProcState(String word) {
        this.word = word;
    }

    /** As Go prints it. */
    public String word() {
        return word;
    }

    /** Of the number on the wire, below 5: one in a syscall runs, an abandoned one is idle. */
    static ProcState ofWire(int status) {
        return switch (status) {
            case WIRE_RUNNING, WIRE_SYSCALL -> RUNNING;
            case WIRE_IDLE, WIRE_ABANDONED -> IDLE;
            default -> UNDETERMINED;
        };
    }
}
