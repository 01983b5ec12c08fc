package dev.stanch.scan;

/**
 * What one arm of a {@code select} waits for; {@code DONE} is a context's or a stop channel's
 * signal.
 */
public enum ArmKind {
    SEND,
    RECEIVE,
    TIMER,
    DONE,
    DEFAULT
}
