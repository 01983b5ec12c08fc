package dev.stanch.process.live;

import java.util.List;

/**
 * Registers of a stopped thread.
 *
 * @param general all that may hold a pointer, without the stack pointer
 */
public record ThreadState(int thread, long pc, long sp, List<Long> general) {
    public ThreadState {
        general = List.copyOf(general);
    }
}
