package dev.stanch.cli.goroutines;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.live.LiveTarget;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.capture.recording.Recording;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.FilesTarget;
import dev.stanch.capture.target.ProcessTarget;
import dev.stanch.capture.target.RecordingTarget;
import dev.stanch.capture.target.Target;
import dev.stanch.capture.target.UrlTarget;
import dev.stanch.cli.Terminal;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where dumps come from: a word of the command line is a file, {@code -}, a recording or a target.
 */
final class DumpSources {
    /** Above this a dump stops a live target for too long: its profile must do. */
    private static final double MOST_DUMPED = 20_000;

    private final DumpReading reading;
    private final Terminal terminal;
    private final Access access;
    private final Limits limits;

    DumpSources(DumpReading reading, Terminal terminal, Access access, Limits limits) {
        this.reading = reading;
        this.terminal = terminal;
        this.access = access;
        this.limits = limits;
    }

    List<Dump> read(String word)
            throws CaptureException, FormatException, IOException, InterruptedException {
        if (word.equals("-")) {
            return reading.read("standard input", Instant.now(), terminal.in());
        }
        Path path = Path.of(word);
        if (Files.isRegularFile(path) && !Recording.isRecording(path)) {
            return file(path);
        }
        return switch (Target.parse(List.of(word), access)) {
            case UrlTarget url -> live(url);
            case ProcessTarget process -> live(process);
            case RecordingTarget recording -> recording(recording);
            case FilesTarget files -> files(files);
        };
    }

    private List<Dump> files(FilesTarget files)
            throws FormatException, IOException, InterruptedException {
        List<Dump> dumps = new ArrayList<>();
        for (Path file : files.files()) {
            dumps.addAll(file(file));
        }
        return dumps;
    }

    private List<Dump> file(Path file) throws FormatException, IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file)) {
            return reading.read(file.toString(), Files.getLastModifiedTime(file).toInstant(), in);
        }
    }

    private List<Dump> recording(RecordingTarget target)
            throws CaptureException, FormatException, IOException, InterruptedException {
        try (Recording recording = Recording.open(target.path())) {
            CaptureKind kind =
                    has(recording, CaptureKind.GOROUTINE_DUMP)
                            ? CaptureKind.GOROUTINE_DUMP
                            : CaptureKind.GOROUTINE;
            List<Dump> dumps = new ArrayList<>();
            for (Capture capture : recording.captures()) {
                if (capture.kind() == kind) {
                    dumps.addAll(read(capture, target.name()));
                }
            }
            if (dumps.isEmpty()) {
                throw new CaptureException(
                        Problem.NOT_A_PROFILE,
                        target.name(),
                        "holds no goroutine dump and no goroutine profile; record again with goroutines");
            }
            return dumps;
        }
    }

    private static boolean has(Recording recording, CaptureKind kind) {
        return recording.captures().stream().anyMatch(c -> c.kind() == kind);
    }

    private List<Dump> read(Capture capture, String name)
            throws FormatException, IOException, InterruptedException {
        try (InputStream in = capture.body().open()) {
            return reading.read(
                    "%s at %.0f s".formatted(name, capture.seconds()), capture.at(), in);
        }
    }

    private List<Dump> live(Target target)
            throws CaptureException, FormatException, IOException, InterruptedException {
        try (LiveTarget live = LiveTarget.open(target, access, limits)) {
            Set<CaptureKind> offered = live.offer().kinds();
            boolean few =
                    offered.contains(CaptureKind.GOROUTINE_DUMP)
                            && offered.contains(CaptureKind.COUNTS)
                            && goroutines(live) <= MOST_DUMPED;
            Capture capture = live.take(few ? CaptureKind.GOROUTINE_DUMP : CaptureKind.GOROUTINE);
            try (InputStream in = capture.body().open()) {
                return reading.read(target.name(), capture.at(), in);
            }
        }
    }

    /** Infinite when it is not told. */
    private static double goroutines(LiveTarget live) throws CaptureException {
        try {
            Double count =
                    MetricReader.read(live.take(CaptureKind.COUNTS))
                            .numbers()
                            .get(Metric.GOROUTINES);
            return count == null ? Double.POSITIVE_INFINITY : count;
        } catch (FormatException | IOException e) {
            return Double.POSITIVE_INFINITY;
        }
    }
}
