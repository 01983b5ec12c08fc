/**
 * What a Go program tells about its goroutines in text: in come goroutine dumps ({@code
 * /debug/pprof/goroutine?debug=2}, {@code runtime.Stack}, SIGQUIT and crash output), out go {@link
 * dev.stanch.goroutine.Goroutine}s one at a time with their wait state, stack and creator. {@link
 * dev.stanch.goroutine.WaitKind} says what a goroutine waits for, from a dump's state or from the
 * runtime frames of a goroutine profile. Start reading with {@code GoroutineDumpReader}.
 */
@NullMarked
package dev.stanch.goroutine;

import org.jspecify.annotations.NullMarked;
