/**
 * A package read and resolved, its neighbours, and what runs: which functions are reached, how
 * often they run, how their loops end. Source text comes in; {@link dev.stanch.scan.program.Code}
 * goes out and is the place to start reading.
 */
@NullMarked
package dev.stanch.scan.program;

import org.jspecify.annotations.NullMarked;
