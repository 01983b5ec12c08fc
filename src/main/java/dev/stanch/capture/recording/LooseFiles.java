package dev.stanch.capture.recording;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.Json;
import dev.stanch.capture.content.PackedBody;
import dev.stanch.capture.content.ProtoPeek;
import dev.stanch.capture.content.Sniff;
import dev.stanch.capture.local.ProcessReading;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files that were handed in without a recording: what each is is told by its content, when it was
 * taken by the profile itself, else by the file's time; of equal times the order given decides.
 *
 * @param captures in time order
 * @param incomplete files that are nothing known, and why
 */
public record LooseFiles(List<Capture> captures, List<String> incomplete) {
    private static final long LARGEST = 1L << 30;
    private static final int PLAIN_PROTO = 0x0a;

    public LooseFiles {
        captures = List.copyOf(captures);
        incomplete = List.copyOf(incomplete);
    }

    /**
     * Looks at each file.
     *
     * @throws CaptureException when not one of them is anything known
     */
    public static LooseFiles open(List<Path> files) throws CaptureException {
        List<Capture> found = new ArrayList<>();
        List<String> incomplete = new ArrayList<>();
        @Nullable CaptureException first = null;
        for (Path file : files) {
            try {
                found.add(of(file));
            } catch (CaptureException e) {
                first = first == null ? e : first;
                incomplete.add(Words.of(e));
            }
        }
        if (found.isEmpty() && first != null) {
            throw first;
        }
        found.sort(Comparator.comparing(Capture::at));
        List<Capture> captures = new ArrayList<>();
        for (Capture capture : found) {
            Duration since = Duration.between(found.getFirst().at(), capture.at());
            captures.add(
                    new Capture(
                            capture.kind(),
                            capture.at(),
                            since.toNanos() / 1e9,
                            0,
                            capture.origin(),
                            capture.body()));
        }
        return new LooseFiles(captures, incomplete);
    }

    private static Capture of(Path file) throws CaptureException {
        String place = file.toString();
        try {
            Body raw = new RawFile(file, Files.size(file));
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            byte[] magic;
            try (InputStream in = raw.open()) {
                magic = in.readNBytes(2);
            }
            String head = Sniff.head(raw);
            boolean gzip = Sniff.isGzip(magic);
            Body text = gzip ? new PackedBody(raw, -1, LARGEST) : raw;
            @Nullable CaptureKind kind = textKind(file, head, text);
            if (kind != null) {
                return new Capture(kind, changed, 0, 0, place, text);
            }
            if (gzip || (magic.length > 0 && magic[0] == PLAIN_PROTO)) {
                ProtoPeek peek = ProtoPeek.of(place, raw, LARGEST);
                Instant at =
                        peek.timeNanos() > 0 ? Instant.ofEpochSecond(0, peek.timeNanos()) : changed;
                return new Capture(kind(peek), at, 0, 0, place, raw);
            }
            throw new CaptureException(
                    Problem.NOT_A_PROFILE,
                    place,
                    Sniff.looksLike(raw)
                            + ", nothing known; give pprof profiles, goroutine dumps, metrics or a recording");
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    place,
                    "cannot be read (" + Words.of(e) + "); check the path and its permissions",
                    e);
        }
    }

    private static CaptureKind kind(ProtoPeek peek) {
        if (peek.types().contains("inuse_space")) {
            return peek.defaultType().equals("alloc_space") ? CaptureKind.ALLOCS : CaptureKind.HEAP;
        }
        if (peek.types().contains("goroutineleak")) {
            return CaptureKind.GOROUTINE_LEAK;
        }
        if (peek.types().contains("goroutine")) {
            return CaptureKind.GOROUTINE;
        }
        return peek.types().contains("cpu") ? CaptureKind.CPU : CaptureKind.OTHER;
    }

    private static @Nullable CaptureKind textKind(Path file, String head, Body body)
            throws IOException {
        if (head.startsWith("goroutine profile: total ")) {
            return CaptureKind.GOROUTINE;
        }
        if (head.startsWith("goroutineleak profile: total ")) {
            return CaptureKind.GOROUTINE_LEAK;
        }
        if (Sniff.isJson(head)) {
            return jsonKind(file, body);
        }
        if (file.toString().endsWith(".go")) {
            return CaptureKind.SOURCE;
        }
        return Sniff.text(head);
    }

    private static @Nullable CaptureKind jsonKind(Path file, Body body) throws IOException {
        try (InputStream in = body.open()) {
            Json.Flat json = Json.read(file.toString(), in);
            if (ProcessReading.SCHEMA.equals(json.texts().get("schema"))) {
                return CaptureKind.PROCESS;
            }
            Map<String, Double> numbers = json.numbers();
            if (numbers.containsKey("memstats.HeapAlloc")) {
                return CaptureKind.EXPVAR;
            }
            boolean known = numbers.keySet().stream().anyMatch(MetricReader::knows);
            return known ? CaptureKind.RUNTIME_JSON : null;
        } catch (FormatException e) {
            return null;
        }
    }

    private record RawFile(Path file, long size) implements Body {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }
}
