package dev.stanch.profile.codec.archive;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files in a folder or archive; nothing is ever unpacked to the disk. */
sealed interface ArchiveFiles permits FolderFiles, ZipFiles, TarFiles {
    /** More are not looked at. */
    int MOST_FILES = 100_000;

    /**
     * A file.
     *
     * @param name its path inside, with slashes
     * @param timeNanos when it was changed last, nanoseconds since 1970
     */
    record Entry(String name, long timeNanos, Content content) {}

    /** How the bytes of a file are had; each call begins anew. */
    interface Content {
        InputStream open() throws IOException;
    }

    /** All plain files in the order of their names. */
    List<Entry> entries() throws FormatException, IOException;

    /**
     * The files of what is at this path.
     *
     * @param maxBytes how much may come out of an archive
     * @throws FormatException if it is neither a folder nor an archive, or a damaged one
     */
    static ArchiveFiles of(Path path, long maxBytes) throws FormatException, IOException {
        if (Files.isDirectory(path)) {
            return new FolderFiles(path);
        }
        if (isZip(path)) {
            return new ZipFiles(path);
        }
        if (isTar(path)) {
            return new TarFiles(path, maxBytes);
        }
        throw new FormatException(
                path.toString(), 0, "expected a folder, a zip or a tar with profiles");
    }

    /** Whether there is a folder or archive at this path. */
    static boolean isArchive(Path path) throws IOException {
        return Files.isDirectory(path)
                || (Files.isRegularFile(path) && (isZip(path) || isTar(path)));
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] magic = in.readNBytes(4);
            return magic.length == 4
                    && magic[0] == 'P'
                    && magic[1] == 'K'
                    && ((magic[2] == 3 && magic[3] == 4) || (magic[2] == 5 && magic[3] == 6));
        }
    }

    private static boolean isTar(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path);
                ByteInput input = ByteInput.open(path.toString(), in, TarHeader.BYTES)) {
            return input.require(TarHeader.BYTES)
                    && TarHeader.isHeader(input.window(), input.position());
        }
    }
}
