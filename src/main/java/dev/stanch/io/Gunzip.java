package dev.stanch.io;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952), also of several members, in whole blocks. Unlike {@code
 * GZIPInputStream} it hands out all that could be inflated before it tells of damage, and says at
 * which packed byte.
 */
final class Gunzip implements ByteSource {
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;

    private final String input;
    private final RawBytes raw;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private boolean inMember;

    Gunzip(String input, RawBytes raw) {
        this.input = input;
        this.raw = raw;
    }

    @Override
    public int read(byte[] target, int at, int count) throws FormatException, IOException {
        if (!inMember && !nextMember()) {
            return -1;
        }
        while (true) {
            int inflated = inflate(target, at, count);
            if (inflated > 0) {
                checksum.update(target, at, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                endMember();
                if (!nextMember()) {
                    return -1;
                }
            } else if (inflater.needsDictionary()) {
                throw damaged("the gzip data wants a preset dictionary");
            } else if (inflater.needsInput()) {
                feed();
            }
        }
    }

    @Override
    public void close() {
        inflater.end();
    }

    private int inflate(byte[] target, int at, int count) throws FormatException {
        try {
            return inflater.inflate(target, at, count);
        } catch (DataFormatException corrupt) {
            throw damaged("the gzip data is damaged (" + corrupt.getMessage() + ")");
        }
    }

    /** Hands a whole block over; what the inflater leaves is given back in {@link #endMember}. */
    private void feed() throws FormatException, IOException {
        if (!raw.fill()) {
            throw damaged("the gzip data ends early: fetch it again, or copy it whole");
        }
        inflater.setInput(raw.block, raw.position, raw.end - raw.position);
        raw.position = raw.end;
    }

    private boolean nextMember() throws FormatException, IOException {
        if (!raw.fill()) {
            return false;
        }
        if (raw.next() != 0x1f || raw.next() != 0x8b || raw.next() != 8) {
            throw damaged("bytes that are not gzip follow the gzip data");
        }
        int flags = header();
        skipHeader(6);
        if ((flags & EXTRA) != 0) {
            skipHeader(header() | header() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skipHeader(2);
        }
        inflater.reset();
        checksum.reset();
        inMember = true;
        return true;
    }

    private void endMember() throws FormatException, IOException {
        raw.position = raw.end - inflater.getRemaining();
        inMember = false;
        long expected = word();
        long size = word();
        if (expected != checksum.getValue() || size != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw damaged("the gzip checksum does not match: some bytes were changed on the way");
        }
    }

    private long word() throws FormatException, IOException {
        return header() | header() << 8 | header() << 16 | (long) header() << 24;
    }

    private void skipHeader(int count) throws FormatException, IOException {
        for (int i = 0; i < count; i++) {
            header();
        }
    }

    private void skipText() throws FormatException, IOException {
        while (header() != 0) {
            // A file name or comment ends with a zero byte.
        }
    }

    private int header() throws FormatException, IOException {
        int value = raw.next();
        if (value < 0) {
            throw damaged("the gzip data ends early: fetch it again, or copy it whole");
        }
        return value;
    }

    private FormatException damaged(String problem) {
        return new FormatException(input, raw.offset() - inflater.getRemaining(), problem);
    }
}
