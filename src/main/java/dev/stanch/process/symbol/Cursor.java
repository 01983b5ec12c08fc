package dev.stanch.process.symbol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.FormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Reads the little-endian numbers of one section, from a place on. */
final class Cursor {
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_TEXT = 1 << 14;

    private final String section;
    private final MemorySegment bytes;
    private final long size;
    private long at;

    Cursor(String section, MemorySegment bytes, long at) throws FormatException {
        this.section = section;
        this.bytes = bytes;
        this.size = bytes.byteSize();
        seek(at);
    }

    long at() {
        return at;
    }

    long size() {
        return size;
    }

    void seek(long offset) throws FormatException {
        if (offset < 0 || offset > size) {
            throw wrong("an offset outside of the section: " + offset);
        }
        at = offset;
    }

    void skip(long count) throws FormatException {
        need(count);
        at += count;
    }

    int u8() throws FormatException {
        need(1);
        return bytes.get(BYTE, at++) & 0xFF;
    }

    int u16() throws FormatException {
        return u8() | u8() << 8;
    }

    int u24() throws FormatException {
        return u16() | u8() << 16;
    }

    long u32() throws FormatException {
        need(4);
        at += 4;
        return bytes.get(INT, at - 4) & 0xFFFF_FFFFL;
    }

    long i64() throws FormatException {
        need(8);
        at += 8;
        return bytes.get(LONG, at - 8);
    }

    /** A number of four bytes, or of eight in DWARF of 64 bits. */
    long offset(boolean wide) throws FormatException {
        return wide ? i64() : u32();
    }

    long uleb() throws FormatException {
        long value = 0;
        int shift = 0;
        int b;
        do {
            b = u8();
            value |= shift < 64 ? (b & 0x7FL) << shift : 0;
            shift += 7;
        } while (b >= 0x80);
        return value;
    }

    long sleb() throws FormatException {
        long value = 0;
        int shift = 0;
        int b;
        do {
            b = u8();
            value |= shift < 64 ? (b & 0x7FL) << shift : 0;
            shift += 7;
        } while (b >= 0x80);
        return shift < 64 && (b & 0x40) != 0 ? value | -1L << shift : value;
    }

    /** Skips a text that a zero byte ends. */
    void skipText() throws FormatException {
        int b;
        do {
            b = u8();
        } while (b != 0);
    }

    /** Text up to a zero byte; a longer one than 16 KiB is cut. */
    String text() throws FormatException {
        long start = at;
        skipText();
        int length = (int) Math.min(at - 1 - start, LONGEST_TEXT);
        return new String(bytes.asSlice(start, length).toArray(BYTE), UTF_8);
    }

    FormatException wrong(String found) {
        return new FormatException(".debug_" + section, at, "found " + found);
    }

    private void need(long count) throws FormatException {
        if (count < 0 || count > size - at) {
            throw new FormatException(
                    ".debug_" + section, at, "expected " + count + " more bytes, found the end");
        }
    }
}
