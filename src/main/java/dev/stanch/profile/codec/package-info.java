/**
 * What profiles look like as bytes. A stream in any of the encodings that Go writes (gzipped or
 * plain profile.proto, and the debug=1 texts) comes in through {@link
 * dev.stanch.profile.codec.ProfileReader}, and a {@link dev.stanch.profile.Profile} goes out;
 * {@link dev.stanch.profile.codec.ProfileWriter} is the way back. Start reading at {@code
 * ProtoDecoder} and {@code TextDecoder}, which fill a {@link dev.stanch.profile.ProfileTables}.
 */
@NullMarked
package dev.stanch.profile.codec;

import org.jspecify.annotations.NullMarked;
