package dev.stanch.leak;

/**
 * When memory ends at this pace.
 *
 * @param limitBytes the memory limit
 * @param limitSource {@code cgroup}, {@code GOMEMLIMIT} or {@code --memory-limit}
 * @param usedBytes what counts against the limit now
 * @param bytesPerSecond its growth
 * @param earliestSeconds lower end of the 90 % interval
 * @param seconds best estimate
 * @param latestSeconds upper end; infinite when no growth is within the interval
 */
public record Forecast(
        long limitBytes,
        String limitSource,
        long usedBytes,
        double bytesPerSecond,
        double earliestSeconds,
        double seconds,
        double latestSeconds) {}
