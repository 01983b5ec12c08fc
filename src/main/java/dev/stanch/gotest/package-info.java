/**
 * Goroutines that tests leave behind. A Go installation goes in and {@link
 * dev.stanch.gotest.Overlay}s its package {@code testing}; what the test programs then wrote comes
 * out as {@link dev.stanch.gotest.Leftover}s, through {@link dev.stanch.gotest.TestRun}.
 */
@NullMarked
package dev.stanch.gotest;

import org.jspecify.annotations.NullMarked;
