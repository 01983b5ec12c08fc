/**
 * What this machine tells of a process without stopping it: {@code /proc}, control groups,
 * listening sockets. In comes a process id, out come numbers and facts. Start with {@link
 * dev.stanch.capture.local.ProcessReading}.
 */
@NullMarked
package dev.stanch.capture.local;

import org.jspecify.annotations.NullMarked;
