package dev.stanch.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A mapped ELF file: 64 bits, little-endian. Reading outside of the file throws {@code
 * IndexOutOfBoundsException}, which {@link GoBinary} turns into its answer.
 */
final class ElfFile {
    static final int AMD64 = 62;
    static final int ARM64 = 183;

    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int EXECUTABLE = 1;
    private static final int WRITABLE = 2;
    private static final int NO_BITS = 8;
    private static final int COMPRESSED = 0x800;
    private static final int MOST_HEADERS = 4096;

    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** A range of the file that has a place in memory; {@code address} is the file's own. */
    record Range(
            String name,
            long address,
            long offset,
            long size,
            boolean executable,
            boolean writable,
            boolean compressed) {
        boolean holds(long at) {
            return Long.compareUnsigned(at - address, size) < 0;
        }
    }

    private final MemorySegment bytes;
    private final int machine;
    private final List<Range> segments = new ArrayList<>();
    private final List<Range> sections = new ArrayList<>();
    private long dynamicOffset;
    private long dynamicSize;

    private ElfFile(MemorySegment bytes) {
        this.bytes = bytes;
        this.machine = u16(18);
    }

    static ElfFile open(Path file) throws FormatException, IOException {
        String name = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new FormatException(name, -1, "expected an ELF file, found no regular file");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return of(
                    name,
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
        }
    }

    static ElfFile of(String name, MemorySegment bytes) throws FormatException {
        if (bytes.byteSize() < 64 || bytes.get(INT, 0) != 0x464C457F) {
            throw new FormatException(name, 0, "expected an ELF file");
        }
        if (bytes.get(ValueLayout.JAVA_BYTE, 4) != 2 || bytes.get(ValueLayout.JAVA_BYTE, 5) != 1) {
            throw new FormatException(name, 4, "expected ELF of 64 bits, little-endian");
        }
        ElfFile elf = new ElfFile(bytes);
        if (elf.machine != AMD64 && elf.machine != ARM64) {
            throw new FormatException(
                    name, 18, "expected amd64 (62) or arm64 (183), found machine " + elf.machine);
        }
        try {
            elf.readHeaders();
        } catch (IndexOutOfBoundsException e) {
            throw new FormatException(name, -1, "the ELF headers point outside of the file");
        }
        return elf;
    }

    int machine() {
        return machine;
    }

    List<Range> segments() {
        return segments;
    }

    Optional<Range> section(String suffix) {
        return sections.stream().filter(s -> s.name().endsWith(suffix)).findFirst();
    }

    MemorySegment bytes(Range range) {
        return bytes.asSlice(range.offset(), range.size());
    }

    int u8(long offset) {
        return bytes.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
    }

    int u16(long offset) {
        return u8(offset) | u8(offset + 1) << 8;
    }

    int i32(long offset) {
        return bytes.get(INT, offset);
    }

    long u32(long offset) {
        return bytes.get(INT, offset) & 0xFFFF_FFFFL;
    }

    long i64(long offset) {
        return bytes.get(LONG, offset);
    }

    /** Fills the array as far as the file goes, at least with one byte; how many. */
    int copy(long offset, byte[] into) {
        int count = Math.clamp(bytes.byteSize() - offset, 1, into.length);
        MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, offset, into, 0, count);
        return count;
    }

    /** Words of four bytes. */
    int[] ints(long offset, long count) {
        return bytes.asSlice(offset, count * 4).toArray(INT);
    }

    /** Text of the given length in bytes. */
    String text(long offset, long length) {
        return new String(bytes.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), UTF_8);
    }

    /** Text that ends before a zero byte, at most {@code most} bytes long. */
    String zeroEnded(long offset, int most) {
        byte[] text = new byte[Math.min(most, 128)];
        int length = 0;
        int there = copy(offset, text);
        while (length < most) {
            if (length == there) {
                text = Arrays.copyOf(text, Math.min(most, 2 * text.length));
                there = copy(offset, text);
            }
            if (length == there || text[length] == 0) {
                break;
            }
            length++;
        }
        return new String(text, 0, length, UTF_8);
    }

    /** Where the byte with this address is in the file; -1 when it is not in the file. */
    long offsetOf(long address) {
        for (Range segment : segments) {
            if (segment.holds(address)) {
                return segment.offset() + (address - segment.address());
            }
        }
        return -1;
    }

    /**
     * What the loader writes into {@code [from, to)} for a position-independent file, as address →
     * value for a bias of zero: the R_*_RELATIVE entries of the dynamic section's table.
     */
    Map<Long, Long> relocations(long from, long to) {
        Map<Long, Long> values = new HashMap<>();
        eachRelocation((address, value) -> {
            if (address >= from && address < to) {
                values.put(address, value);
            }
        });
        return values;
    }

    /** The same for the given addresses. */
    Map<Long, Long> relocations(Set<Long> addresses) {
        Map<Long, Long> values = new HashMap<>();
        eachRelocation((address, value) -> {
            if (addresses.contains(address)) {
                values.put(address, value);
            }
        });
        return values;
    }

    /** Addresses that the loader sets to the given value. */
    List<Long> relocatedTo(long wanted) {
        List<Long> addresses = new ArrayList<>();
        eachRelocation((address, value) -> {
            if (value == wanted) {
                addresses.add(address);
            }
        });
        return addresses;
    }

    private interface Relocation {
        void set(long address, long value);
    }

    private void eachRelocation(Relocation relocation) {
        long table = 0;
        long size = 0;
        for (long at = dynamicOffset; at + 16 <= dynamicOffset + dynamicSize; at += 16) {
            long tag = i64(at);
            if (tag == 7) {
                table = i64(at + 8);
            } else if (tag == 8) {
                size = i64(at + 8);
            }
        }
        long start = table == 0 ? -1 : offsetOf(table);
        if (start < 0 || size < 0) {
            return;
        }
        long relative = machine == AMD64 ? 8 : 1027;
        long end = Math.min(start + Math.min(size, bytes.byteSize()), bytes.byteSize());
        for (long at = start; at + 24 <= end; at += 24) {
            if (i64(at + 8) == relative) {
                relocation.set(i64(at), i64(at + 16));
            }
        }
    }

    private void readHeaders() {
        long programs = i64(32);
        int programSize = u16(54);
        for (int i = 0; i < Math.min(u16(56), MOST_HEADERS) && programSize >= 56; i++) {
            long at = programs + (long) i * programSize;
            int type = i32(at);
            int flags = i32(at + 4);
            Range range = range("", i64(at + 16), i64(at + 8), i64(at + 32), flags, false);
            if (type == LOAD) {
                segments.add(range);
            } else if (type == DYNAMIC) {
                dynamicOffset = range.offset();
                dynamicSize = range.size();
            }
        }
        long headers = i64(40);
        int headerSize = u16(58);
        int count = Math.min(u16(60), MOST_HEADERS);
        if (headers == 0 || headerSize < 64 || u16(62) >= count) {
            return;
        }
        long names = i64(headers + (long) u16(62) * headerSize + 24);
        for (int i = 0; i < count; i++) {
            long at = headers + (long) i * headerSize;
            if (i32(at + 4) != NO_BITS) {
                sections.add(
                        range(
                                zeroEnded(names + u32(at), 256),
                                i64(at + 16),
                                i64(at + 24),
                                i64(at + 32),
                                0,
                                (u16(at + 8) & COMPRESSED) != 0));
            }
        }
    }

    /** Cut to what the file has, so that a range's bytes can be read. */
    private Range range(
            String name, long address, long offset, long size, int flags, boolean compressed) {
        long start = Math.clamp(offset, 0, bytes.byteSize());
        long length = offset == start ? Math.clamp(size, 0, bytes.byteSize() - start) : 0;
        return new Range(
                name,
                address,
                start,
                length,
                (flags & EXECUTABLE) != 0,
                (flags & WRITABLE) != 0,
                compressed);
    }
}
