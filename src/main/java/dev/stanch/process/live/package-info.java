/**
 * A live process on Linux, amd64: in comes a process id, out go its mappings, and while it is
 * stopped its registers and memory. Start reading with {@link
 * dev.stanch.process.live.StoppedProcess}.
 */
@NullMarked
package dev.stanch.process.live;

import org.jspecify.annotations.NullMarked;
