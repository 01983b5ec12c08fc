/**
 * What ended a program: the lines that the Go runtime prints before the goroutines' stacks. Lines
 * go into {@link dev.stanch.goroutine.crash.CrashLines}, a {@link dev.stanch.goroutine.crash.Crash}
 * comes out; {@link dev.stanch.goroutine.crash.Recursion} folds the stack of an overflow.
 */
@NullMarked
package dev.stanch.goroutine.crash;

import org.jspecify.annotations.NullMarked;
