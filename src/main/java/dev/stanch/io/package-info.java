/**
 * Bounded byte reading: varints, gzip, mapped memory, and {@link dev.stanch.io.FormatException},
 * the one way in which bad input is told. It knows no other room.
 */
@NullMarked
package dev.stanch.io;

import org.jspecify.annotations.NullMarked;
