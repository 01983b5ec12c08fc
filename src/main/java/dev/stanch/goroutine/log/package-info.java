/**
 * What log collectors make of a program's lines: prefixes ({@link
 * dev.stanch.goroutine.log.CollectorPrefix}) and JSON objects ({@link
 * dev.stanch.goroutine.log.JsonLine}). Bytes of a line go in, the program's own text comes out.
 */
@NullMarked
package dev.stanch.goroutine.log;

import org.jspecify.annotations.NullMarked;
