package dev.stanch.capture;

/** Why a capture could not be had. */
public enum Problem {
    UNREACHABLE,
    TLS,
    DENIED,
    STATUS,
    NOT_A_PROFILE,
    TOO_LARGE,
    TIMEOUT,
    TRUNCATED,
    REDIRECTS,
    UNREADABLE,
    UNWRITABLE
}
