/**
 * The Go language front end: text of one Go file comes in, a syntax tree with exact positions goes
 * out, also for broken files. Start reading at {@code GoParser}.
 */
@NullMarked
package dev.stanch.source;

import org.jspecify.annotations.NullMarked;
