package dev.stanch.web;

/** A question that cannot be answered; the message is for the person who asked, in one line. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    RefusedException(String message) {
        super(message);
    }
}
