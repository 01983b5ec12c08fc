/**
 * What other tools than pprof write: folded stacks, speedscope's JSON, the text of Linux {@code
 * perf script}. Their bytes come in, a {@link dev.stanch.profile.Profile} with names instead of
 * addresses goes out. Start reading at {@code ForeignProfile}, which tells them apart.
 */
@NullMarked
package dev.stanch.profile.codec.foreign;

import org.jspecify.annotations.NullMarked;
