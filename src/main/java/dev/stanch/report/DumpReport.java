package dev.stanch.report;

import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.crash.Recursion;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.goroutine.group.LockWaits.Circle;
import dev.stanch.goroutine.group.LockWaits.Waited;
import dev.stanch.goroutine.group.Survival.Difference;
import dev.stanch.leak.Report;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code stanch goroutines} found in one or more dumps of a program.
 *
 * @param report findings by the contract that all commands share
 * @param inputs the dumps, the oldest first
 * @param groups of the newest dump, the worst first
 * @param crash what ended the program; null when nothing did
 * @param culprit the group of the goroutine that it happened in
 * @param recursion the round of a stack overflow
 * @param topic of {@code stanch explain} about the crash
 * @param queues what several goroutines wait on
 * @param circles locks that wait for each other
 * @param difference from the oldest dump to the newest; null for a single one
 */
public record DumpReport(
        Report report,
        List<Input> inputs,
        List<Judged> groups,
        @Nullable Crash crash,
        @Nullable Group culprit,
        @Nullable Recursion recursion,
        @Nullable String topic,
        List<Waited> queues,
        List<Circle> circles,
        @Nullable Difference difference) {
    public DumpReport {
        inputs = List.copyOf(inputs);
        groups = List.copyOf(groups);
        queues = List.copyOf(queues);
        circles = List.copyOf(circles);
    }

    /**
     * One dump.
     *
     * @param goroutines all of them, also those that a filter left out
     * @param shown those that the filters let through
     * @param stacks how many different ones
     */
    public record Input(String name, long goroutines, long shown, int stacks, boolean truncated) {}
}
