package dev.stanch.diagnosis.rule;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.diagnosis.BinaryFacts;
import dev.stanch.diagnosis.Diagnosis;
import dev.stanch.diagnosis.Question;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import dev.stanch.scan.MemorySources;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A made-up target: captures of it in time order, its source, and what its executable tells. */
final class Scene {
    static final String FILE = "/app/main.go";
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<ValueType> HEAP_TYPES =
            List.of(
                    new ValueType("alloc_objects", "count"),
                    new ValueType("alloc_space", "bytes"),
                    new ValueType("inuse_objects", "count"),
                    new ValueType("inuse_space", "bytes"));
    private final String source;
    private final Diagnosis diagnosis;

    private Scene(String source, boolean visible, Calls calls) {
        this.source = source;
        this.diagnosis =
                new Diagnosis(
                        new Question(
                                "scene",
                                0,
                                new MemorySources(visible ? Map.of(FILE, source) : Map.of()),
                                new BinaryFacts(Map.of(), List.of(), calls, List.of())));
    }

    /** A target whose source is at hand: the rest of a {@code package main}. */
    static Scene of(String body) {
        return new Scene("package main\n\n" + body, true, Calls.none());
    }

    /** The same source, which nobody has; only the executable's calls are known. */
    static Scene withoutSource(String body, Calls.Call... calls) {
        return new Scene("package main\n\n" + body, false, Calls.of(List.of(calls)));
    }

    /** The number of the line that ends with {@code // mark}. */
    int line(String mark) {
        List<String> lines = source.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line with // " + mark);
    }

    Site site(String function, String mark) {
        return new Site(function, FILE, line(mark));
    }

    Frame frame(String function, String mark) {
        return new Frame(function, FILE, line(mark));
    }

    static Frame runtime(String function) {
        return new Frame(function, "/go/src/runtime/proc.go", 1);
    }

    static Frame standard(String function, String file) {
        return new Frame(function, "/go/src/" + file, 1);
    }

    /**
     * Goroutines at one place.
     *
     * @param stack leaf first, from the runtime's own frames on
     */
    record Waiting(List<Frame> stack, int count) {}

    /** A stack that waits: the runtime's frames of a kind of wait, then the given ones. */
    static List<Frame> waits(String runtimeFunctions, Frame... frames) {
        List<Frame> stack = new ArrayList<>();
        stack.add(runtime("runtime.gopark"));
        for (String function : runtimeFunctions.split(" ", -1)) {
            stack.add(
                    function.startsWith("runtime.")
                            ? runtime(function)
                            : standard(function, function.substring(0, 4) + "/x.go"));
        }
        stack.addAll(List.of(frames));
        stack.add(runtime("runtime.goexit"));
        return stack;
    }

    Scene goroutines(double second, Waiting... groups) {
        return add(CaptureKind.GOROUTINE, second, goroutineProfile(groups));
    }

    Scene leaked(double second, Waiting... groups) {
        return add(CaptureKind.GOROUTINE_LEAK, second, goroutineProfile(groups));
    }

    private static byte[] goroutineProfile(Waiting... groups) {
        var builder = new ProfileBuilder(List.of(new ValueType("goroutine", "count")));
        for (Waiting group : groups) {
            builder.addSample(group.stack(), group.count());
        }
        return written(builder);
    }

    /**
     * Goroutines in a dump, with following ids.
     *
     * @param state as the dump prints it, such as {@code chan send, 2 minutes}
     * @param started the line of {@code created by}, such as {@code main.main in goroutine 1}
     */
    record Dumped(
            long firstId, int count, String state, List<Frame> frames, String started, int line) {}

    Scene dump(double second, Dumped... groups) {
        var text = new StringBuilder();
        for (Dumped group : groups) {
            for (int i = 0; i < group.count(); i++) {
                text.append("goroutine %d [%s]:\n".formatted(group.firstId() + i, group.state()));
                for (Frame frame : group.frames()) {
                    text.append(
                            "%s()\n\t%s:%d +0x1d\n"
                                    .formatted(frame.function(), frame.file(), frame.line()));
                }
                text.append(
                        "created by %s\n\t%s:%d +0x2e\n\n"
                                .formatted(group.started(), FILE, group.line()));
            }
        }
        return add(CaptureKind.GOROUTINE_DUMP, second, bytes(text.toString()));
    }

    /**
     * What one stack allocated, scaled to the whole heap.
     *
     * @param stack leaf first
     * @param objects in use
     * @param allocated objects ever
     */
    record Allocated(List<Frame> stack, long objects, long allocated, long size) {}

    Scene heap(double second, Allocated... groups) {
        var builder =
                new ProfileBuilder(HEAP_TYPES).period(new ValueType("space", "bytes"), 524288);
        for (Allocated group : groups) {
            builder.addSample(
                    group.stack(),
                    group.allocated(),
                    group.allocated() * group.size(),
                    group.objects(),
                    group.objects() * group.size());
        }
        return add(CaptureKind.HEAP, second, written(builder));
    }

    /** Prometheus text: a line is {@code name value}. */
    Scene metrics(double second, String... lines) {
        return add(CaptureKind.METRICS, second, bytes(String.join("\n", lines) + "\n"));
    }

    Scene add(CaptureKind kind, double second, byte[] bytes) {
        diagnosis.add(
                new Capture(
                        kind,
                        START.plusMillis((long) (second * 1000)),
                        second,
                        0.01,
                        "scene",
                        Body.of(bytes)));
        return this;
    }

    Report judge() {
        return diagnosis.judge();
    }

    /** What is found when it must be one thing. */
    Finding finding() {
        List<Finding> findings = judge().findings();
        if (findings.size() != 1) {
            throw new AssertionError("expected one finding, got " + findings);
        }
        return findings.getFirst();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] written(ProfileBuilder builder) {
        var out = new ByteArrayOutputStream();
        try {
            ProfileWriter.write(builder.build(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
