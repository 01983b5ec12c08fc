/**
 * The Go language front end: text of one Go file comes in, a syntax tree with exact positions goes
 * out, also for broken files. Start reading at {@link dev.stanch.source.GoParser}.
 */
@NullMarked
package dev.stanch.source;

import org.jspecify.annotations.NullMarked;
