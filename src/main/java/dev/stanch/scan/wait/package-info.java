/**
 * How a line waits, and what a line starts. Start reading at {@link dev.stanch.scan.wait.Waits} and
 * {@link dev.stanch.scan.wait.Starts}.
 */
@NullMarked
package dev.stanch.scan.wait;

import org.jspecify.annotations.NullMarked;
