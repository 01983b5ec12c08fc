package dev.stanch.gotest;

import dev.stanch.goroutine.group.Group;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines with one stack that one test left behind.
 *
 * @param folder of the package under test
 * @param test its full name, such as {@code TestPool/parallel}; empty when no test started them
 * @param known why they are there by right; null when nothing speaks for them
 */
public record Leftover(String folder, String test, Group group, @Nullable String known) {}
