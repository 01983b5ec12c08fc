/** {@code stanch trace}: what an execution trace tells. Start with {@code TraceCommand}. */
@NullMarked
package dev.stanch.cli.trace;

import org.jspecify.annotations.NullMarked;
