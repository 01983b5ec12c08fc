package dev.stanch.heap.layout;

/** A check of what memory should look like failed; the message says which, in one line. */
public final class UnknownLayoutException extends Exception {
    private static final long serialVersionUID = 1;

    public UnknownLayoutException(String message) {
        super(message);
    }
}
