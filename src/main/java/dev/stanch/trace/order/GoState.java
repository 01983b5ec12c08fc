package dev.stanch.trace.order;

/** What a goroutine does; Go's internal/trace/resources.go. */
public enum GoState {
    UNDETERMINED("Undetermined"),
    NOT_EXIST("NotExist"),
    RUNNABLE("Runnable"),
    RUNNING("Running"),
    WAITING("Waiting"),
    SYSCALL("Syscall");

    static final int WIRE_RUNNABLE = 1;
    static final int WIRE_RUNNING = 2;
    static final int WIRE_SYSCALL = 3;
    static final int WIRE_WAITING = 4;

    private final String word;

    GoState(String word) {
        this.word = word;
    }

    /** As Go prints it. */
    public String word() {
        return word;
    }

    /** Of the number on the wire, below 5. */
    static GoState ofWire(int status) {
        return switch (status) {
            case WIRE_RUNNABLE -> RUNNABLE;
            case WIRE_RUNNING -> RUNNING;
            case WIRE_SYSCALL -> SYSCALL;
            case WIRE_WAITING -> WAITING;
            default -> UNDETERMINED;
        };
    }
}
