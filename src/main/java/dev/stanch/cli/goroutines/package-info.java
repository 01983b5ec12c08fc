/**
 * {@code stanch goroutines}: dumps from files, standard input, recordings and live targets go in,
 * one report comes out. Start with {@link dev.stanch.cli.goroutines.GoroutinesCommand}.
 */
@NullMarked
package dev.stanch.cli.goroutines;

import org.jspecify.annotations.NullMarked;
