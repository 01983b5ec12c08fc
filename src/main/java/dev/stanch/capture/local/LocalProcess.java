package dev.stanch.capture.local;

import java.nio.file.Path;

/**
 * A process on this machine that is the target.
 *
 * @param pid its id here
 * @param executable {@code /proc/PID/exe}: readable also when the file was replaced or lives in
 *     another mount namespace
 * @param name the path that the kernel gives for the executable
 * @param startEpochSeconds when it started
 */
public record LocalProcess(long pid, Path executable, String name, double startEpochSeconds) {}
