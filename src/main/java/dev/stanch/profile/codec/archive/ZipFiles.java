package dev.stanch.profile.codec.archive;

import dev.stanch.io.FormatException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** The files in a zip. */
record ZipFiles(Path path) implements ArchiveFiles {
    @Override
    public List<Entry> entries() throws FormatException, IOException {
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .limit(MOST_FILES)
                    .map(this::entry)
                    .sorted(Comparator.comparing(Entry::name))
                    .toList();
        } catch (ZipException damaged) {
            throw new FormatException(
                    path.toString(), -1, "a damaged zip (" + damaged.getMessage() + ")");
        }
    }

    private Entry entry(ZipEntry entry) {
        String name = entry.getName();
        long time =
                entry.getLastModifiedTime() == null
                        ? 0
                        : entry.getLastModifiedTime().to(TimeUnit.NANOSECONDS);
        return new Entry(name, time, () -> open(name));
    }

    /** The stream of a file, with which the zip is closed. */
    private InputStream open(String name) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            ZipEntry entry = zip.getEntry(name);
            InputStream in = entry == null ? null : zip.getInputStream(entry);
            if (in == null) {
                throw new IOException(name + " is no longer in " + path);
            }
            return new FilterInputStream(in) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (IOException | RuntimeException failed) {
            zip.close();
            throw failed;
        }
    }
}
