package dev.stanch.goroutine.crash;

import java.util.List;

/**
 * Ways in which a Go program ends by itself, told by the words that the runtime prints (Go's {@code
 * runtime/panic.go}, {@code runtime/proc.go}, {@code runtime/map*.go}, {@code sync}).
 */
public enum FatalError {
    DEADLOCK(
            "deadlock",
            "all goroutines are asleep",
            "all goroutines in bubble are blocked",
            "deadlock:"),
    NO_GOROUTINES("no-goroutines", "no goroutines (main called runtime.Goexit)"),
    STACK_OVERFLOW("stack-overflow", "stack overflow", "goroutine stack exceeds"),
    OUT_OF_MEMORY("out-of-memory", "out of memory", "cannot allocate memory"),
    SEND_ON_CLOSED_CHANNEL("send-on-closed-channel", "send on closed channel"),
    CLOSE_OF_CLOSED_CHANNEL("close-of-closed-channel", "close of closed channel"),
    CLOSE_OF_NIL_CHANNEL("close-of-nil-channel", "close of nil channel"),
    CONCURRENT_MAP(
            "concurrent-map-writes",
            "concurrent map writes",
            "concurrent map read and map write",
            "concurrent map iteration and map write",
            "concurrent map clone and map write",
            "concurrent map read and write",
            "concurrent map write and"),
    UNLOCK_OF_UNLOCKED("unlock-of-unlocked", "unlock of unlocked", "Unlock of unlocked"),
    NEGATIVE_WAITGROUP("negative-waitgroup", "negative WaitGroup counter"),
    WAITGROUP_REUSE("waitgroup-reuse", "WaitGroup is reused", "WaitGroup misuse"),
    TOO_MANY_THREADS(
            "too-many-threads",
            "thread exhaustion",
            "failed to create new OS thread",
            "program exceeds"),
    TEST_TIMEOUT("test-timeout", "test timed out after"),
    NIL_DEREFERENCE("nil-dereference", "invalid memory address or nil pointer dereference"),
    NIL_MAP("nil-map", "assignment to entry in nil map"),
    OUT_OF_RANGE("out-of-range", "index out of range", "slice bounds out of range"),
    CGO_POINTER("cgo-pointer", "cgo argument has Go pointer", "cgo result"),
    BAD_POINTER("bad-pointer", "found bad pointer", "found pointer to free object"),
    DATA_RACE("data-race", "DATA RACE"),
    SIGNAL("signal", "unexpected signal", "fault"),
    QUIT("quit"),
    /** A panic with other words. */
    PANIC("panic"),
    /** A fatal error with other words. */
    OTHER("fatal-error");

    /** What the runtime and {@code sync} write in front of their own words. */
    private static final List<String> SPEAKERS = List.of("runtime error: ", "sync: ", "runtime: ");

    private final String id;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> words;

    FatalError(String id, String... words) {
        this.id = id;
        this.words = List.of(words);
    }

    /** A stable word for outputs; where it has one, the name of its topic in {@code explain}. */
    public String id() {
        return id;
    }

    /** Whether no single goroutine is to blame. */
    boolean isNobodys() {
        return this == DEADLOCK || this == NO_GOROUTINES || this == QUIT || this == DATA_RACE;
    }

    /** Of the runtime's own message, which nobody else writes: the kind whose words are in it. */
    static FatalError ofFatal(String message) {
        for (FatalError kind : values()) {
            for (String word : kind.words) {
                if (word.equals("fault") ? message.equals(word) : message.contains(word)) {
                    return kind;
                }
            }
        }
        return OTHER;
    }

    /** Of a panic's value: a program may panic with any words, so that they have to begin it. */
    static FatalError ofPanic(String value) {
        String words = value;
        for (String speaker : SPEAKERS) {
            if (words.startsWith(speaker)) {
                words = words.substring(speaker.length());
            }
        }
        for (FatalError kind : values()) {
            if (kind != SIGNAL && kind.words.stream().anyMatch(words::startsWith)) {
                return kind;
            }
        }
        return PANIC;
    }
}
