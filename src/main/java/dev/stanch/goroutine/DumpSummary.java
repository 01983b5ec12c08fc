package dev.stanch.goroutine;

import dev.stanch.goroutine.crash.Crash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading a dump came to.
 *
 * @param goroutines how many were handed to the sink
 * @param truncated the dump ends before the program's last goroutine: it has exactly the 64 MiB at
 *     which {@code runtime/pprof} stops, or its last record is cut in the middle
 * @param crash what ended the program, when the dump was printed for that; null else
 * @param problems one line each, in the order of the dump; empty when all was read
 */
public record DumpSummary(
        long goroutines, boolean truncated, @Nullable Crash crash, List<String> problems) {
    public DumpSummary {
        problems = List.copyOf(problems);
    }
}
