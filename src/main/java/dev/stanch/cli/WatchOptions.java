package dev.stanch.cli;

import dev.stanch.diagnosis.Pace;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a live target is watched, and what that may cost it. */
final class WatchOptions {
    @Option(
            names = "--for",
            paramLabel = "DURATION",
            description = "watch at most this long (default: 60s)",
            converter = Durations.class)
    private Duration duration = Duration.ofSeconds(60);

    @Option(
            names = "--budget",
            paramLabel = "PERCENT",
            description =
                    "part of the target's CPU that the requests may cost (default: ${DEFAULT-VALUE})",
            converter = Percentages.class)
    private double budget = 1;

    double seconds() {
        return duration.toNanos() / 1e9;
    }

    /**
     * @param untilSure whether it ends as soon as the answer is sure
     */
    Pace pace(boolean untilSure) {
        return new Pace(
                seconds(), budget / 100, Runtime.getRuntime().availableProcessors(), untilSure);
    }
}
