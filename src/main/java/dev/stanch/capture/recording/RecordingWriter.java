package dev.stanch.capture.recording;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.Json;
import dev.stanch.capture.content.Sniff;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps captures as a recording, by the layout of {@code docs/formats/recording.md}. A capture's
 * file is complete and has its name before its line is appended, so that the recording is readable
 * at every moment, also when the writer is killed.
 */
public final class RecordingWriter implements AutoCloseable {
    static final String SCHEMA = "stanch.recording/1";
    static final String HEADER = "recording.json";
    public static final String INDEX = "captures.jsonl";
    static final String PART = ".part";
    public static final String PARTIAL = ".partial";

    private final Path folder;
    private final @Nullable Path zip;
    private final RandomAccessFile index;
    private boolean closed;
    private int next = 1;

    private RecordingWriter(Path folder, @Nullable Path zip, RandomAccessFile index) {
        this.folder = folder;
        this.zip = zip;
        this.index = index;
    }

    /**
     * Begins a recording.
     *
     * @param path a folder that is new or empty, or a new file whose name ends in {@code .zip}
     * @throws CaptureException when it exists or cannot be written
     */
    public static RecordingWriter create(
            Path path, String target, Instant started, Map<String, String> facts)
            throws CaptureException {
        boolean zipped = path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
        Path folder = zipped ? path.resolveSibling(path.getFileName() + PARTIAL) : path;
        try {
            if ((zipped && Files.exists(path)) || isFull(folder)) {
                throw new CaptureException(
                        Problem.UNWRITABLE, path.toString(), "exists already; give a new name");
            }
            Files.createDirectories(folder);
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("schema", SCHEMA);
            header.put("target", target);
            header.put("started", started.toString());
            header.put("toolVersion", toolVersion());
            header.put("facts", facts);
            Path part = folder.resolve(HEADER + PART);
            Files.write(part, Json.write(header));
            Files.move(part, folder.resolve(HEADER), StandardCopyOption.ATOMIC_MOVE);
            // Not a channel: that would be closed for good when the recording thread is
            // interrupted, which is how Ctrl-C ends it.
            RandomAccessFile index =
                    new RandomAccessFile(Files.createFile(folder.resolve(INDEX)).toFile(), "rw");
            return new RecordingWriter(folder, zipped ? path : null, index);
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNWRITABLE,
                    path.toString(),
                    "cannot be written (" + Words.of(e) + "); give another place",
                    e);
        }
    }

    /**
     * Keeps a capture.
     *
     * @throws CaptureException when it cannot be written; what was kept before stays readable
     */
    public synchronized void add(Capture capture) throws CaptureException {
        boolean proto = capture.kind().isProto();
        try {
            boolean packed = proto || isGzip(capture.body());
            String name = name(capture.kind(), packed);
            long size = write(capture.body(), name, packed);
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("kind", capture.kind().id());
            line.put("file", name);
            line.put("at", capture.at().toString());
            line.put("seconds", capture.seconds());
            line.put("tookSeconds", capture.tookSeconds());
            line.put("origin", capture.origin());
            line.put("size", size);
            line.put("stored", packed ? "as-is" : "gzip");
            append(line);
            next++;
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /** Notes what could not be had. */
    public synchronized void addIncomplete(String line) throws CaptureException {
        try {
            append(Map.of("incomplete", Words.oneLine(line)));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /**
     * Ends the recording; zips it where that was asked for.
     *
     * @throws CaptureException when that fails; the folder stays readable then
     */
    @Override
    public synchronized void close() throws CaptureException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            index.close();
            if (zip != null) {
                zip(zip);
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private CaptureException unwritable(IOException e) {
        return new CaptureException(
                Problem.UNWRITABLE,
                folder.toString(),
                "cannot be written ("
                        + Words.of(e)
                        + "); what was recorded until now stays readable there: make room and record on elsewhere",
                e);
    }

    private String name(CaptureKind kind, boolean packed) {
        String end =
                switch (kind) {
                    case GOROUTINE, GOROUTINE_LEAK, HEAP, ALLOCS, CPU -> ".pb.gz";
                    case EXPVAR, RUNTIME_JSON, PROCESS -> ".json.gz";
                    case COUNTS -> ".html.gz";
                    case SOURCE -> ".go.gz";
                    case GOROUTINE_DUMP, HEAP_TEXT, SYMBOLS, METRICS -> ".txt.gz";
                    case OTHER -> packed ? ".bin" : ".bin.gz";
                };
        return String.format(Locale.ROOT, "%04d-%s%s", next, kind.id(), end);
    }

    /** Writes a body's file and returns the body's own size. */
    private long write(Body body, String name, boolean asIs) throws IOException {
        Path part = folder.resolve(name + PART);
        try {
            long size;
            try (InputStream in = body.open();
                    OutputStream file = Files.newOutputStream(part);
                    OutputStream out = asIs ? file : new GZIPOutputStream(file, 1 << 15)) {
                size = in.transferTo(out);
            }
            Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return size;
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    private void append(Map<String, Object> line) throws IOException {
        byte[] json = Json.write(line);
        byte[] ended = Arrays.copyOf(json, json.length + 1);
        ended[json.length] = '\n';
        long before = index.length();
        index.seek(before);
        try {
            index.write(ended);
        } catch (IOException e) {
            index.setLength(before);
            throw e;
        }
    }

    private void zip(Path to) throws IOException {
        Path part = to.resolveSibling(to.getFileName() + PART);
        try {
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(part));
                    Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    out.putNextEntry(new ZipEntry(file.getFileName().toString()));
                    Files.copy(file, out);
                    out.closeEntry();
                }
            }
            Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static boolean isFull(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private static boolean isGzip(Body body) throws IOException {
        try (InputStream in = body.open()) {
            return Sniff.isGzip(in.readNBytes(2));
        }
    }

    private static String toolVersion() {
        @Nullable String version = RecordingWriter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
