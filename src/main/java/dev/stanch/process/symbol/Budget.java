package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;

/**
 * Bounds the work that one file can cause. Each part of the sections is read a few times at most,
 * but a damaged or hostile file can send thousands of units to the same long table.
 */
final class Budget {
    private static final int TIMES = 64;
    private static final int LEAST = 1 << 20;
    private long left;

    Budget(long bytes) {
        left = LEAST + TIMES * bytes;
    }

    void spend(long steps) throws FormatException {
        left -= steps;
        if (left < 0) {
            throw new FormatException(
                    "debug sections", -1, "they refer to the same tables too many times");
        }
    }
}
