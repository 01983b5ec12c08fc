package dev.stanch.goroutine;

import java.util.List;

/**
 * What reading a dump came to.
 *
 * @param goroutines how many were handed to the sink
 * @param truncated the dump ends before the program's last goroutine: it has exactly the 64 MiB at
 *     which {@code runtime/pprof} stops, or its last record is cut in the middle
 * @param problems one line each, in the order of the dump; empty when all was read
 */
public record DumpSummary(long goroutines, boolean truncated, List<String> problems) {
    public DumpSummary {
        problems = List.copyOf(problems);
    }
}
