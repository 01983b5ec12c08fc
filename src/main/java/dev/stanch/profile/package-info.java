/**
 * A pprof profile in memory, and nothing about files: {@link dev.stanch.profile.Profile} is columns
 * of numbers behind small accessors, with no object for each sample. Decoders and transformations
 * fill a {@link dev.stanch.profile.ProfileTables}; {@link dev.stanch.profile.ProfileBuilder} puts
 * one together sample by sample. Reading and writing is in {@code profile.codec}. Start reading at
 * {@code Profile}.
 *
 * <p>Open two files, subtract, sum what is in use by function, write the difference:
 *
 * <pre>{@code
 * Profile before = ProfileReader.read("before.pb.gz", beforeStream, 1L << 30);
 * Profile after = ProfileReader.read("after.pb.gz", afterStream, 1L << 30);
 * Profile grown = Base.subtract(after, before, false, false);
 * int space = grown.sampleTypeIndex("inuse_space");
 * Map<String, Long> sums = new TreeMap<>();
 * for (int sample = 0; sample < grown.samples(); sample++) {
 *     int leaf = grown.locationAt(grown.stackStart(sample));
 *     int function = grown.lineFunction(grown.lineStart(leaf));
 *     sums.merge(grown.functionName(function), grown.value(sample, space), Long::sum);
 * }
 * ProfileWriter.write(grown, out);
 * }</pre>
 */
@NullMarked
package dev.stanch.profile;

import org.jspecify.annotations.NullMarked;
