/**
 * A pprof profile in memory, and nothing about files: {@link dev.stanch.profile.Profile} is columns
 * of numbers behind small accessors, with no object for each sample. Decoders and transformations
 * fill a {@link dev.stanch.profile.ProfileTables}; {@link dev.stanch.profile.ProfileBuilder} puts
 * one together sample by sample. Reading and writing is in {@code profile.codec}. Start reading at
 * {@code Profile}.
 */
@NullMarked
package dev.stanch.profile;

import org.jspecify.annotations.NullMarked;
