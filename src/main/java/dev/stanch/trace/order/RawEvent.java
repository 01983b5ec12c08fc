package dev.stanch.trace.order;

/** An event as read from its thread's batches; it waits there until it can have happened. */
final class RawEvent {
    int type;
    long time;
    long a0;
    long a1;
    long a2;
    long a3;
}
