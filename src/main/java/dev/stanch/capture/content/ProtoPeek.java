package dev.stanch.capture.content;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * What a pprof proto says of itself: its sample types, the default one, and when it was taken. The
 * whole is walked, samples unread, so that damage shows at once ({@code proto/profile.proto} of
 * google/pprof has the field numbers).
 *
 * @param types names of the sample types
 * @param defaultType name of the default one; empty when none is set
 * @param timeNanos since the epoch; 0 when not set
 */
public record ProtoPeek(List<String> types, String defaultType, long timeNanos) {
    /** Field 1, length-delimited: a sample type, which every writer puts first. */
    private static final byte FIRST_TAG = 0x0a;

    private static final int KEPT_STRINGS = 4096;
    private static final int LONGEST_STRING = 200;

    /**
     * Walks a profile.
     *
     * @throws CaptureException when it is none, is cut or unpacks to more than {@code
     *     inflatedLimit}
     */
    public static ProtoPeek of(String place, Body body, long inflatedLimit)
            throws CaptureException {
        try (InputStream in = body.open()) {
            byte[] magic = in.readNBytes(2);
            boolean gzip = Sniff.isGzip(magic);
            if (!gzip && (magic.length == 0 || magic[0] != FIRST_TAG)) {
                throw new CaptureException(
                        Problem.NOT_A_PROFILE,
                        place,
                        Sniff.looksLike(body) + ", not a profile; " + Sniff.PROFILE_MEND);
            }
            try (InputStream again = body.open();
                    InputStream flat =
                            new BufferedInputStream(
                                    gzip ? new GZIPInputStream(again, 1 << 15) : again, 1 << 15)) {
                return new Walk(flat, inflatedLimit).run();
            }
        } catch (Damaged e) {
            throw new CaptureException(
                    Problem.NOT_A_PROFILE,
                    place,
                    "no pprof profile (" + Words.of(e) + "); " + Sniff.PROFILE_MEND,
                    e);
        } catch (Spool.TooLargeException e) {
            throw new CaptureException(
                    Problem.TOO_LARGE,
                    place,
                    "unpacks to more than "
                            + inflatedLimit
                            + " bytes and was dropped; check that the address is right",
                    e);
        } catch (EOFException e) {
            throw new CaptureException(
                    Problem.TRUNCATED, place, "the profile is cut off; take it again", e);
        } catch (ZipException e) {
            throw new CaptureException(
                    Problem.TRUNCATED,
                    place,
                    "the gzip data is damaged (" + Words.of(e) + "); take it again",
                    e);
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREADABLE, place, "cannot be read (" + Words.of(e) + ")", e);
        }
    }

    private static final class Damaged extends IOException {
        private static final long serialVersionUID = 1;

        Damaged(String message) {
            super(message);
        }
    }

    private static final class Walk {
        private final InputStream in;
        private final long limit;
        private final List<String> strings = new ArrayList<>();
        private final List<Long> types = new ArrayList<>();
        private long position;
        private long defaultType;
        private long timeNanos;

        Walk(InputStream in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        ProtoPeek run() throws IOException {
            int first;
            while ((first = next()) >= 0) {
                long tag = varint(first);
                field((int) (tag >>> 3), (int) (tag & 7));
            }
            if (types.isEmpty()) {
                throw new Damaged("no sample types");
            }
            List<String> names = new ArrayList<>();
            for (long type : types) {
                names.add(string(type));
            }
            return new ProtoPeek(List.copyOf(names), string(defaultType), timeNanos);
        }

        private void field(int number, int wire) throws IOException {
            switch (wire) {
                case 0 -> {
                    long value = varint(must());
                    if (number == 9) {
                        timeNanos = value;
                    } else if (number == 14) {
                        defaultType = value;
                    }
                }
                case 1 -> skip(8);
                case 2 -> {
                    long length = varint(must());
                    if (length < 0 || length > limit) {
                        throw new Damaged("a length of " + length + " at " + position);
                    }
                    if (number == 6) {
                        keepString(length);
                    } else if (number == 1) {
                        sampleType(length);
                    } else {
                        skip(length);
                    }
                }
                case 5 -> skip(4);
                default -> throw new Damaged("wire type " + wire + " at " + position);
            }
        }

        private void sampleType(long length) throws IOException {
            long end = position + length;
            long name = 0;
            while (position < end) {
                long tag = varint(must());
                if ((tag & 7) != 0) {
                    throw new Damaged("a sample type that is none at " + position);
                }
                long value = varint(must());
                if (tag >>> 3 == 1) {
                    name = value;
                }
            }
            if (types.size() < 64) {
                types.add(name);
            }
        }

        private void keepString(long length) throws IOException {
            boolean kept = strings.size() < KEPT_STRINGS && length <= LONGEST_STRING;
            if (!kept) {
                skip(length);
            }
            if (strings.size() < KEPT_STRINGS) {
                strings.add(kept ? text((int) length) : "");
            }
        }

        private String text(int length) throws IOException {
            byte[] bytes = in.readNBytes(length);
            position += bytes.length;
            if (bytes.length < length) {
                throw new EOFException();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }

        private String string(long index) {
            return index >= 0 && index < strings.size() ? strings.get((int) index) : "";
        }

        private int next() throws IOException {
            int b = in.read();
            if (b >= 0 && ++position > limit) {
                throw new Spool.TooLargeException(limit);
            }
            return b;
        }

        private int must() throws IOException {
            int b = next();
            if (b < 0) {
                throw new EOFException();
            }
            return b;
        }

        private long varint(int first) throws IOException {
            long value = first & 0x7f;
            int b = first;
            for (int shift = 7; (b & 0x80) != 0; shift += 7) {
                if (shift > 63) {
                    throw new Damaged("an endless number at " + position);
                }
                b = must();
                value |= (long) (b & 0x7f) << shift;
            }
            return value;
        }

        private void skip(long length) throws IOException {
            position += length;
            if (position > limit) {
                throw new Spool.TooLargeException(limit);
            }
            in.skipNBytes(length);
        }
    }
}
