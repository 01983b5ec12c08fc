package dev.stanch.process;

import dev.stanch.process.symbol.DebugSections;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The debug sections of an ELF file, unpacked: compressed ones ({@code SHF_COMPRESSED}, or named
 * {@code .zdebug_…} as older tools did) are inflated outside of the heap.
 */
final class DebugBytes {
    private static final int ZLIB = 1;
    private static final int CHUNK = 1 << 16;
    private static final long LARGEST = 1L << 30;

    /** Deflate can't do better. */
    private static final long MOST_RATIO = 1032;

    private final ElfFile elf;
    private final List<String> missing = new ArrayList<>();

    private DebugBytes(ElfFile elf) {
        this.elf = elf;
    }

    /**
     * @param missing takes what could not be unpacked
     */
    static DebugSections read(ElfFile elf, List<String> missing) {
        DebugBytes bytes = new DebugBytes(elf);
        DebugSections sections = DebugSections.of(bytes::section);
        missing.addAll(bytes.missing);
        return sections;
    }

    private MemorySegment section(String name) {
        Optional<ElfFile.Range> plain = elf.section(".debug_" + name);
        if (plain.isPresent()) {
            MemorySegment bytes = elf.bytes(plain.get());
            return plain.get().compressed() ? unpackStandard(name, bytes) : bytes;
        }
        return elf.section(".zdebug_" + name)
                .map(range -> unpackOld(name, elf.bytes(range)))
                .orElse(MemorySegment.NULL);
    }

    /** Behind {@code Elf64_Chdr}: kind, 4 bytes, size, alignment. */
    private MemorySegment unpackStandard(String name, MemorySegment packed) {
        if (packed.byteSize() < 24) {
            return fail(name, "is cut");
        }
        int kind = packed.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
        if (kind != ZLIB) {
            return fail(name, "is compressed in a way that this does not read (" + kind + ")");
        }
        long size = packed.get(ValueLayout.JAVA_LONG_UNALIGNED, 8);
        return inflate(name, packed.asSlice(24), size);
    }

    /** Behind {@code ZLIB} and the size, its highest byte first. */
    private MemorySegment unpackOld(String name, MemorySegment packed) {
        if (packed.byteSize() < 12) {
            return fail(name, "is cut");
        }
        long size = Long.reverseBytes(packed.get(ValueLayout.JAVA_LONG_UNALIGNED, 4));
        return inflate(name, packed.asSlice(12), size);
    }

    private MemorySegment inflate(String name, MemorySegment packed, long size) {
        if (size < 0 || size > LARGEST || size > (packed.byteSize() + 1) * MOST_RATIO) {
            return fail(name, "claims to unpack to " + size + " bytes");
        }
        Inflater inflater = new Inflater();
        try {
            MemorySegment unpacked = Arena.ofAuto().allocate(size);
            inflater.setInput(packed.asByteBuffer());
            byte[] chunk = new byte[CHUNK];
            long at = 0;
            while (at < size) {
                int count = inflater.inflate(chunk, 0, (int) Math.min(CHUNK, size - at));
                if (count == 0) {
                    return fail(name, "ends early");
                }
                MemorySegment.copy(chunk, 0, unpacked, ValueLayout.JAVA_BYTE, at, count);
                at += count;
            }
            return unpacked;
        } catch (DataFormatException e) {
            return fail(name, "is no zlib data");
        } finally {
            inflater.end();
        }
    }

    private MemorySegment fail(String name, String why) {
        missing.add(".debug_" + name + " " + why);
        return MemorySegment.NULL;
    }
}
