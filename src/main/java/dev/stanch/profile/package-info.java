/**
 * pprof profiles. Bytes in any of the encodings that Go writes (gzipped or plain profile.proto, and
 * the debug=1 texts) come in through {@link dev.stanch.profile.ProfileReader}; a {@link
 * dev.stanch.profile.Profile} goes out: columns of numbers behind small accessors, with no object
 * for each sample. Start reading at {@code Profile}, then {@code ProtoDecoder} and {@code
 * TextDecoder}, which fill the {@code Columns}.
 */
@NullMarked
package dev.stanch.profile;

import org.jspecify.annotations.NullMarked;
