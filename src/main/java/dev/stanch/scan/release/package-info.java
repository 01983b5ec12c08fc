/**
 * Whether what a function takes is given back on every path: resources, memory of C, timers. Start
 * reading at {@link dev.stanch.scan.release.Obligation}.
 */
@NullMarked
package dev.stanch.scan.release;

import org.jspecify.annotations.NullMarked;
