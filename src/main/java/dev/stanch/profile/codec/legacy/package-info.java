/**
 * The encodings of profiles from before {@code profile.proto}: texts of heap, count, thread and
 * contention profiles, binary CPU profiles, and those of Java programs. The lines or words of an
 * input come in, a {@link dev.stanch.profile.Profile} goes out that is the one that google/pprof
 * makes of them: its addresses, mappings and order. Start reading at {@code LegacyProfile}, which
 * tells the encodings apart, then {@code Draft}, which they fill.
 */
@NullMarked
package dev.stanch.profile.codec.legacy;

import org.jspecify.annotations.NullMarked;
