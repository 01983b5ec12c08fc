/**
 * Memory of a process as it was at one moment. Start reading with {@link
 * dev.stanch.process.memory.Memory}.
 */
@NullMarked
package dev.stanch.process.memory;

import org.jspecify.annotations.NullMarked;
