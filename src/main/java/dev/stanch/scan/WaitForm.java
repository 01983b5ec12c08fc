package dev.stanch.scan;

/** The shape of the code at which a goroutine waits or spins. */
public enum WaitForm {
    SEND,
    RECEIVE,
    RANGE,
    SELECT,
    SLEEP,
    LOCK,
    RLOCK,
    WAIT_GROUP,
    COND,
    IO_CALL,
    CALL,
    LOOP,
    OTHER
}
