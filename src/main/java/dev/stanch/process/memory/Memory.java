package dev.stanch.process.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Copied pieces of an address space. Reading where nothing was copied throws {@code
 * IndexOutOfBoundsException}. Not for use by several threads at once.
 */
public final class Memory {
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int LONGEST_TEXT = 1 << 12;

    /** Where bytes that were not copied yet come from, as long as the process stands still. */
    public interface Source {
        /** Null when there is no such memory. */
        @Nullable MemorySegment block(long address, long size);
    }

    private static final long BLOCK = 1 << 12;

    private final TreeMap<Long, MemorySegment> pieces = new TreeMap<>();
    private @Nullable Source source;
    private long start;
    private long size;
    private MemorySegment last = MemorySegment.NULL;

    /** From now on, what is missing is fetched, and kept. Null ends it. */
    public void fetchFrom(@Nullable Source more) {
        source = more;
    }

    /** Pieces must not overlap. */
    public void add(long address, MemorySegment bytes) {
        pieces.put(address, bytes);
    }

    /** The piece that starts at this address; null when none does. */
    public @Nullable MemorySegment piece(long address) {
        return pieces.get(address);
    }

    public boolean has(long address) {
        return locate(address);
    }

    public long u64(long address) {
        find(address);
        return last.get(LONG, address - start);
    }

    public long u32(long address) {
        return i32(address) & 0xFFFF_FFFFL;
    }

    public int i32(long address) {
        return u16(address) | u16(address + 2) << 16;
    }

    public int u16(long address) {
        return u8(address) | u8(address + 1) << 8;
    }

    public int u8(long address) {
        find(address);
        return last.get(ValueLayout.JAVA_BYTE, address - start) & 0xFF;
    }

    /** At most 4 KiB are read. */
    public String text(long address, long length) {
        byte[] bytes = new byte[Math.clamp(length, 0, LONGEST_TEXT)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) u8(address + i);
        }
        return new String(bytes, UTF_8);
    }

    /** Up to the zero byte, at most 4 KiB. */
    public String zeroEnded(long address) {
        int length = 0;
        while (length < LONGEST_TEXT && u8(address + length) != 0) {
            length++;
        }
        return text(address, length);
    }

    private void find(long address) {
        if (!locate(address)) {
            throw new IndexOutOfBoundsException(
                    "no memory at 0x" + Long.toHexString(address) + " was copied");
        }
    }

    private boolean locate(long address) {
        if (Long.compareUnsigned(address - start, size) < 0) {
            return true;
        }
        Map.Entry<Long, MemorySegment> piece = pieces.floorEntry(address);
        if (piece == null || address - piece.getKey() >= piece.getValue().byteSize()) {
            long block = address & -BLOCK;
            MemorySegment bytes = source == null ? null : source.block(block, BLOCK);
            if (bytes == null) {
                return false;
            }
            pieces.put(block, bytes);
            return use(block, bytes);
        }
        return use(piece.getKey(), piece.getValue());
    }

    private boolean use(long address, MemorySegment bytes) {
        start = address;
        size = bytes.byteSize();
        last = bytes;
        return true;
    }
}
