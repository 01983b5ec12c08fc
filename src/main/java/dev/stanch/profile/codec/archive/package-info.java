/**
 * Many profiles in one place: a folder, a zip, a tar (also packed with gzip or zstd), a recording.
 * A path comes in, the profiles inside go out, grouped by kind, oldest first, read one by one.
 * Start reading at {@code ProfileArchive}.
 */
@NullMarked
package dev.stanch.profile.codec.archive;

import org.jspecify.annotations.NullMarked;
