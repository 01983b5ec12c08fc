package dev.stanch.profile.codec.archive;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The files in a tar, which may be packed with gzip or zstd. They are kept in memory as they are in
 * the tar, for it can only be read from its start.
 *
 * @param maxBytes how much may come out of the packing
 */
record TarFiles(Path path, long maxBytes) implements ArchiveFiles {
    private static final int LONGEST_NAME = 64 << 10;

    @Override
    public List<Entry> entries() throws FormatException, IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return read(path.toString(), in, maxBytes);
        }
    }

    /** The files in a tar that is read from a stream. */
    static List<Entry> read(String name, InputStream in, long maxBytes)
            throws FormatException, IOException {
        try (ByteInput input = ByteInput.open(name, in, maxBytes)) {
            List<Entry> entries = entries(input);
            input.checkWhole();
            entries.sort(Comparator.comparing(Entry::name));
            return entries;
        }
    }

    private static List<Entry> entries(ByteInput input) throws FormatException, IOException {
        List<Entry> entries = new ArrayList<>();
        long most = Runtime.getRuntime().maxMemory() / 4;
        long kept = 0;
        String longName = "";
        while (entries.size() < MOST_FILES && input.require(TarHeader.BYTES)) {
            if (!TarHeader.isHeader(input.window(), input.position())) {
                break;
            }
            TarHeader header = TarHeader.of(input.window(), input.position());
            input.advance(TarHeader.BYTES);
            if (header.size() < 0) {
                throw input.wrong("a file with no size that can be, in the tar");
            }
            switch (header.type()) {
                case '0' -> {
                    kept += header.size() + 1_000;
                    if (kept > most) {
                        throw input.wrong(
                                "the tar's files do not fit into memory: unpack it first");
                    }
                    String name = longName.isEmpty() ? header.name() : longName;
                    byte[] bytes = content(input, header.size());
                    long nanos =
                            Math.multiplyExact(
                                    Math.clamp(header.seconds(), 0, 9_000_000_000L),
                                    1_000_000_000L);
                    entries.add(new Entry(name, nanos, () -> new ByteArrayInputStream(bytes)));
                    longName = "";
                }
                case 'L' -> longName = gnuName(input, header.size());
                case 'x' -> longName = paxName(input, header.size());
                default -> {
                    pad(input, header.size(), header.size());
                    longName = "";
                }
            }
        }
        return entries;
    }

    /** Memory grows with the bytes that come, not with what the header says. */
    private static byte[] content(ByteInput input, long size) throws FormatException, IOException {
        byte[] bytes = input.stream().readNBytes((int) Math.min(size, Integer.MAX_VALUE - 16));
        if (bytes.length < size) {
            throw input.ended(size - bytes.length + " more bytes of a file");
        }
        pad(input, 0, size);
        return bytes;
    }

    private static void pad(ByteInput input, long skip, long size)
            throws FormatException, IOException {
        input.skip(skip);
        long rest = size % TarHeader.BYTES;
        if (rest > 0) {
            input.skip(TarHeader.BYTES - rest);
        }
    }

    private static String gnuName(ByteInput input, long size) throws FormatException, IOException {
        String name = shortText(input, size);
        int end = name.indexOf('\0');
        return end < 0 ? name : name.substring(0, end);
    }

    /** The {@code path} of lines such as {@code 30 path=folder/heap.pb.gz}; empty without one. */
    private static String paxName(ByteInput input, long size) throws FormatException, IOException {
        return shortText(input, size)
                .lines()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .filter(line -> line.startsWith("path="))
                .map(line -> line.substring("path=".length()))
                .findFirst()
                .orElse("");
    }

    private static String shortText(ByteInput input, long size)
            throws FormatException, IOException {
        if (size > LONGEST_NAME) {
            throw input.wrong("a name of " + size + " bytes in the tar");
        }
        return new String(content(input, size), StandardCharsets.UTF_8);
    }
}
