package dev.stanch.capture.recording;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.Json;
import dev.stanch.capture.content.PackedBody;
import dev.stanch.io.FormatException;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Captures of one target that were kept, in time order; nothing is ever written to it. */
public final class Recording implements AutoCloseable {
    private static final int MOST_CAPTURES = 200_000;
    private static final int MOST_COMPLAINTS = 50;
    private static final long LARGEST_INDEX = 64 << 20;

    /**
     * What stands at the head of a recording.
     *
     * @param target name of the target, without secrets
     * @param started wall clock at the start of the observation
     * @param toolVersion version of stanch that recorded it
     * @param facts what the target and its process told, without secrets
     */
    public record Header(
            String target, Instant started, String toolVersion, Map<String, String> facts) {}

    private final Path path;
    private final RecordingFiles files;
    private final Header header;
    private final List<Capture> captures = new ArrayList<>();
    private final List<String> incomplete = new ArrayList<>();

    private Recording(Path path, RecordingFiles files) throws CaptureException {
        this.path = path;
        this.files = files;
        this.header = readHeader();
        readIndex();
        captures.sort(Comparator.comparingDouble(Capture::seconds));
        if (path.toString().endsWith(RecordingWriter.PARTIAL)) {
            incomplete.add(path + ": not ended: its recorder was killed, or records still");
        }
        if (captures.isEmpty()) {
            incomplete.add(path + ": the recording holds no capture");
        }
    }

    /**
     * Opens a folder or zip; its bodies are read only when they are asked for.
     *
     * @throws CaptureException when it is no recording at all
     */
    public static Recording open(Path path) throws CaptureException {
        RecordingFiles files = RecordingFiles.of(path);
        boolean opened = false;
        try {
            Recording recording = new Recording(path, files);
            opened = true;
            return recording;
        } finally {
            if (!opened) {
                files.close();
            }
        }
    }

    /** Whether a path looks like one: its files have the names, or it is a zip. */
    public static boolean isRecording(Path path) {
        if (Files.isDirectory(path)) {
            return Files.exists(path.resolve(RecordingWriter.INDEX))
                    || Files.exists(path.resolve(RecordingWriter.HEADER));
        }
        return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
    }

    public Header header() {
        return header;
    }

    public List<Capture> captures() {
        return List.copyOf(captures);
    }

    /** What was noted while recording, and what is damaged now. */
    public List<String> incomplete() {
        return List.copyOf(incomplete);
    }

    /** Ends access to the bodies. */
    @Override
    public void close() {
        files.close();
    }

    private Header readHeader() throws CaptureException {
        if (!files.has(RecordingWriter.INDEX) && !files.has(RecordingWriter.HEADER)) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    path.toString(),
                    "no recording: it holds no "
                            + RecordingWriter.INDEX
                            + "; give a folder or .zip that stanch record wrote");
        }
        String name = path + "/" + RecordingWriter.HEADER;
        try (InputStream in = files.open(RecordingWriter.HEADER)) {
            Map<String, String> texts = Json.texts(name, PackedBody.bounded(in, 1 << 20));
            String schema = texts.getOrDefault("schema", "");
            if (!schema.equals(RecordingWriter.SCHEMA)) {
                incomplete.add(name + ": unknown schema '" + Words.firstLine(schema, 60) + "'");
            }
            Map<String, String> facts = new LinkedHashMap<>();
            texts.forEach((key, text) -> {
                if (key.startsWith("facts.")) {
                    facts.put(key.substring(6), text);
                }
            });
            return new Header(
                    texts.getOrDefault("target", path.toString()),
                    instant(texts.get("started")),
                    texts.getOrDefault("toolVersion", "unknown"),
                    Map.copyOf(facts));
        } catch (FormatException | IOException e) {
            incomplete.add(name + ": not readable, the target's name and facts are lost");
            return new Header(path.toString(), Instant.EPOCH, "unknown", Map.of());
        }
    }

    private void readIndex() throws CaptureException {
        String name = path + "/" + RecordingWriter.INDEX;
        int number = 0;
        try (InputStream in = files.open(RecordingWriter.INDEX);
                BufferedReader lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        PackedBody.bounded(in, LARGEST_INDEX),
                                        StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null && captures.size() < MOST_CAPTURES) {
                number++;
                if (!line.isBlank()) {
                    entry(name + " line " + number, line);
                }
            }
        } catch (IOException e) {
            if (captures.isEmpty()) {
                throw new CaptureException(
                        Problem.UNREADABLE,
                        name,
                        "not readable (" + Words.of(e) + "); give another copy of the recording",
                        e);
            }
            complain(name + ": damaged after line " + number + ", the rest is lost");
        }
    }

    private void entry(String place, String line) throws IOException {
        Json.Flat entry;
        try {
            byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
            entry = Json.read(place, new ByteArrayInputStream(bytes));
        } catch (FormatException e) {
            complain(place + ": damaged or cut off, passed over");
            return;
        }
        @Nullable String note = entry.texts().get("incomplete");
        if (note != null) {
            complain(Words.oneLine(note));
            return;
        }
        String file = entry.texts().getOrDefault("file", "");
        Optional<CaptureKind> kind = CaptureKind.ofId(entry.texts().getOrDefault("kind", ""));
        if (kind.isEmpty()) {
            complain(place + ": unknown kind, passed over");
        } else if (!files.has(file)) {
            complain(place + ": its file is missing or not a plain name, passed over");
        } else {
            captures.add(capture(kind.get(), file, entry));
        }
    }

    private Capture capture(CaptureKind kind, String file, Json.Flat entry) {
        Body stored =
                new StoredBody(files, file, entry.numbers().getOrDefault("size", -1.0).longValue());
        boolean packed = "gzip".equals(entry.texts().get("stored"));
        long size = stored.size();
        // the size stands in a line that anybody may write: it bounds, but never above the most
        long limit = size < 0 ? RecordingFiles.LARGEST : Math.min(size, RecordingFiles.LARGEST);
        double seconds = entry.numbers().getOrDefault("seconds", 0.0);
        return new Capture(
                kind,
                instant(entry.texts().get("at")),
                Double.isFinite(seconds) ? seconds : 0,
                entry.numbers().getOrDefault("tookSeconds", 0.0),
                Words.oneLine(entry.texts().getOrDefault("origin", file)),
                packed ? new PackedBody(stored, size, limit) : stored);
    }

    private void complain(String line) {
        if (incomplete.size() < MOST_COMPLAINTS) {
            incomplete.add(line);
        } else if (incomplete.size() == MOST_COMPLAINTS) {
            incomplete.add(path + ": more damage, not listed");
        }
    }

    private static Instant instant(@Nullable String text) {
        try {
            return text == null ? Instant.EPOCH : Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    private record StoredBody(RecordingFiles files, String name, long size) implements Body {
        @Override
        public InputStream open() throws IOException {
            return files.open(name);
        }
    }
}
