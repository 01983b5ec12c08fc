package dev.stanch.capture.recording;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.PackedBody;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a recording, in a folder or a zip; only plain names, only reading. */
sealed interface RecordingFiles extends AutoCloseable {
    /** Names that a recording may hold: nothing that leads out of it. */
    Pattern PLAIN = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,200}");

    long LARGEST = 1L << 30;

    /** Opens a file; reading ends with an error beyond {@link #LARGEST}. */
    InputStream open(String name) throws IOException;

    boolean has(String name);

    @Override
    void close();

    static RecordingFiles of(Path path) throws CaptureException {
        if (Files.isDirectory(path)) {
            return new Folder(path);
        }
        try {
            return Zip.of(path);
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    path.toString(),
                    "not a readable recording ("
                            + Words.firstLine(Words.of(e), 120)
                            + "); give a folder or .zip that stanch record wrote",
                    e);
        }
    }

    /** Files of a folder; links are not followed. */
    record Folder(Path folder) implements RecordingFiles {
        @Override
        public InputStream open(String name) throws IOException {
            if (!has(name)) {
                throw new NoSuchFileException(name);
            }
            return PackedBody.bounded(Files.newInputStream(folder.resolve(name)), LARGEST);
        }

        @Override
        public boolean has(String name) {
            return PLAIN.matcher(name).matches()
                    && Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public void close() {}
    }

    /** Entries of a zip, which may all lie in one folder of it. */
    record Zip(ZipFile file, String prefix) implements RecordingFiles {
        private static final int MOST_ENTRIES = 200_000;

        static Zip of(Path path) throws IOException {
            ZipFile file = new ZipFile(path.toFile());
            try {
                if (file.size() > MOST_ENTRIES) {
                    throw new IOException("more than " + MOST_ENTRIES + " entries");
                }
                return new Zip(file, prefix(file));
            } catch (IOException e) {
                file.close();
                throw e;
            }
        }

        private static String prefix(ZipFile file) throws IOException {
            String prefix = "";
            Enumeration<? extends ZipEntry> entries = file.entries();
            while (entries.hasMoreElements()) {
                String name = entries.nextElement().getName();
                if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
                    throw new IOException(
                            "the entry '" + Words.firstLine(name, 60) + "' leads out of it");
                }
                if (name.endsWith("/" + RecordingWriter.HEADER)
                        || name.endsWith("/" + RecordingWriter.INDEX)) {
                    prefix = name.substring(0, name.lastIndexOf('/') + 1);
                }
            }
            return file.getEntry(RecordingWriter.INDEX) == null ? prefix : "";
        }

        @Override
        public InputStream open(String name) throws IOException {
            ZipEntry entry = has(name) ? file.getEntry(prefix + name) : null;
            if (entry == null) {
                throw new NoSuchFileException(name);
            }
            return PackedBody.bounded(file.getInputStream(entry), LARGEST);
        }

        @Override
        public boolean has(String name) {
            return PLAIN.matcher(name).matches() && file.getEntry(prefix + name) != null;
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
