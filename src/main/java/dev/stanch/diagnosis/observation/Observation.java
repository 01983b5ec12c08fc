package dev.stanch.diagnosis.observation;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.capture.metric.Metrics;
import dev.stanch.diagnosis.observation.DumpSnapshot.Stacked;
import dev.stanch.goroutine.DumpSummary;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.GoroutineDumpReader;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Grouping;
import dev.stanch.goroutine.group.KnownGoroutines;
import dev.stanch.io.FormatException;
import dev.stanch.leak.Site;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.HeapText;
import dev.stanch.profile.codec.HeapTextReader;
import dev.stanch.profile.codec.ProfileReader;
import dev.stanch.trend.Series;
import dev.stanch.trend.SeriesBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was seen of one target so far. Captures are added in time order; what cannot be
 * read becomes a line of {@link #incomplete()} and the rest counts. When the target restarts, what
 * was seen before is dropped, since counts start again.
 */
public final class Observation {
    private static final long LARGEST_PROFILE = 1L << 30;

    /** What only ever rises while a process lives. */
    private static final List<Metric> COUNTERS =
            List.of(Metric.GC_COUNT, Metric.ALLOC_TOTAL_BYTES, Metric.CPU_SECONDS);

    private final Owners owners = new Owners();
    private final KnownGoroutines known = new KnownGoroutines();
    private final List<GoroutineSnapshot> goroutines = new ArrayList<>();
    private final List<GoroutineSnapshot> leakMarks = new ArrayList<>();
    private final List<DumpSnapshot> dumps = new ArrayList<>();
    private final List<GoroutineSnapshot> dumped = new ArrayList<>();
    private final List<HeapSnapshot> heaps = new ArrayList<>();
    private final List<CpuSnapshot> cpus = new ArrayList<>();
    private final Map<Metric, SeriesBuilder> metrics = new EnumMap<>(Metric.class);

    /** What each kind of capture said last. */
    private final Map<CaptureKind, Map<Metric, Double>> counters = new EnumMap<>(CaptureKind.class);

    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, Capture> sources = new LinkedHashMap<>();
    private final Set<String> incomplete = new LinkedHashSet<>();
    private @Nullable Instant started;
    private double firstSecond = Double.NaN;
    private double judgedFrom;
    private double lastSecond;

    /** Folds one capture in. */
    public void add(Capture capture) {
        begin(capture.at(), capture.seconds());
        try {
            fold(capture);
        } catch (FormatException | IOException e) {
            incomplete.add(capture.kind().id() + ": " + e.getMessage());
        }
    }

    private void begin(Instant at, double second) {
        if (started == null) {
            started = at;
            firstSecond = second;
            judgedFrom = second;
        }
        lastSecond = Math.max(lastSecond, second);
    }

    private void fold(Capture capture) throws FormatException, IOException {
        double second = capture.seconds();
        switch (capture.kind()) {
            case GOROUTINE ->
                    goroutines.add(GoroutineSnapshot.of(second, profile(capture), owners));
            case GOROUTINE_LEAK ->
                    leakMarks.add(GoroutineSnapshot.of(second, profile(capture), owners));
            case GOROUTINE_DUMP -> addDump(capture);
            case HEAP, ALLOCS -> addHeap(second, capture, profile(capture));
            case HEAP_TEXT -> addHeapText(second, capture);
            case CPU -> cpus.add(CpuSnapshot.of(second, profile(capture), owners));
            case METRICS, EXPVAR, RUNTIME_JSON, PROCESS, COUNTS -> addMetrics(second, capture);
            case SOURCE -> sources.put(capture.origin(), capture);
            case SYMBOLS, OTHER -> {}
        }
    }

    private static Profile profile(Capture capture) throws FormatException, IOException {
        try (InputStream in = capture.body().open()) {
            return ProfileReader.read(capture.origin(), in, LARGEST_PROFILE);
        }
    }

    private void addHeap(double second, Capture capture, Profile profile) {
        if (!HeapSnapshot.readable(profile)) {
            incomplete.add(capture.origin() + ": no heap profile; it has " + profile.sampleTypes());
            return;
        }
        profile.problems().forEach(problem -> incomplete.add(capture.origin() + ": " + problem));
        heaps.add(HeapSnapshot.of(second, profile, owners));
    }

    private void addHeapText(double second, Capture capture) throws FormatException, IOException {
        try (InputStream in = capture.body().open()) {
            HeapText text = HeapTextReader.read(capture.origin(), in);
            addHeap(second, capture, text.profile());
        }
        addMetrics(second, capture);
    }

    private void addDump(Capture capture) throws FormatException, IOException {
        Grouping grouping = new Grouping();
        try (InputStream in = capture.body().open()) {
            DumpSummary summary = GoroutineDumpReader.read(capture.origin(), in, grouping::add);
            summary.problems()
                    .forEach(problem -> incomplete.add(capture.origin() + ": " + problem));
            addDump(
                    capture.seconds(),
                    grouping.goroutines(),
                    summary.truncated(),
                    grouping.byNumber());
        }
    }

    /** Folds in a dump that was grouped already, taken at {@code at}. */
    public void addDump(
            Instant at, double second, long count, boolean truncated, List<Group> groups) {
        begin(at, second);
        addDump(second, count, truncated, groups);
    }

    private void addDump(double second, long count, boolean truncated, List<Group> groups) {
        List<Stacked> stacks =
                groups.stream()
                        .map(group -> new Stacked(group, StackFrames.of(group.stack(), owners)))
                        .toList();
        dumps.add(DumpSnapshot.of(second, count, truncated, stacks, known));
        dumped.add(DumpSnapshot.asProfile(second, count, stacks));
    }

    private void addMetrics(double second, Capture capture) throws FormatException, IOException {
        Metrics told = MetricReader.read(capture);
        Map<Metric, Double> values = told.numbers();
        if (restarted(capture.kind(), values)) {
            forget(second);
            counters.put(capture.kind(), values);
        }
        values.forEach((metric, value) ->
                metrics.computeIfAbsent(metric, _ -> new SeriesBuilder()).add(second, value));
        told.facts().forEach(this::fact);
    }

    /**
     * Counters that only ever rise have fallen. They are compared with what the same endpoint said
     * before, as one may cache what another tells anew. The time of the start counts only where no
     * counter speaks: it is computed from the wall clock, and moves when that is set.
     */
    private boolean restarted(CaptureKind kind, Map<Metric, Double> values) {
        Map<Metric, Double> before = counters.getOrDefault(kind, Map.of());
        counters.put(kind, values);
        boolean counted = false;
        for (Metric counter : COUNTERS) {
            Double then = before.get(counter);
            Double now = values.get(counter);
            if (then != null && now != null) {
                if (now < then) {
                    return true;
                }
                counted = true;
            }
        }
        Double then = before.get(Metric.PROCESS_START);
        Double now = values.get(Metric.PROCESS_START);
        return !counted && then != null && now != null && now > then + 2;
    }

    private void forget(double second) {
        incomplete.add(
                "the target restarted after %.0f s: counts began again, so only what came later is judged"
                        .formatted(second - firstSecond));
        goroutines.clear();
        leakMarks.clear();
        dumps.clear();
        dumped.clear();
        heaps.clear();
        cpus.clear();
        metrics.clear();
        counters.clear();
        judgedFrom = second;
    }

    /** Adds a fact about the target; the main module is learnt from {@code mainModule}. */
    public void fact(String name, String value) {
        facts.putIfAbsent(name, value);
        if (name.equals("mainModule")) {
            owners.mainModule(value);
        }
    }

    /** Notes what could not be read, and why. */
    public void missing(@Nullable String line) {
        incomplete.add(line == null ? "something could not be read" : line);
    }

    /** From the profiles; where there is none, from the dumps. */
    public List<GoroutineSnapshot> goroutines() {
        return goroutines.isEmpty() ? dumped : goroutines;
    }

    /** Whether {@link #goroutines} are from profiles. */
    public boolean profiled() {
        return !goroutines.isEmpty();
    }

    /** Profiles of the goroutines that the runtime itself found leaked. */
    public List<GoroutineSnapshot> leakMarks() {
        return leakMarks;
    }

    public List<DumpSnapshot> dumps() {
        return dumps;
    }

    public List<HeapSnapshot> heaps() {
        return heaps;
    }

    public List<CpuSnapshot> cpus() {
        return cpus;
    }

    /** A metric's series; empty when it was never seen. */
    public Series metric(Metric metric) {
        SeriesBuilder builder = metrics.get(metric);
        return builder == null ? new SeriesBuilder().build() : builder.build();
    }

    public OptionalDouble latest(Metric metric) {
        Series series = metric(metric);
        return series.size() == 0 ? OptionalDouble.empty() : OptionalDouble.of(series.last());
    }

    public Map<String, String> facts() {
        return facts;
    }

    /** The files of the user's own code that any stack shows, as the binary knows them. */
    public Set<String> userFiles() {
        Set<String> files = new LinkedHashSet<>();
        for (GoroutineSnapshot snapshot : goroutines) {
            snapshot.groups().keySet().forEach(group -> addOwn(files, group.userFrames()));
        }
        for (HeapSnapshot snapshot : heaps) {
            snapshot.groups().keySet().forEach(group -> addOwn(files, group.userFrames()));
        }
        return files;
    }

    private void addOwn(Set<String> files, List<Site> frames) {
        for (Site frame : frames) {
            if (owners.of(frame.function(), frame.file()) == Owner.MAIN) {
                files.add(frame.file());
            }
        }
    }

    /** Source files that came with the captures, by the path that the binary knows. */
    public Map<String, Capture> sources() {
        return sources;
    }

    /**
     * The stack's innermost frame of user code, see {@link StackFrames#site}; null for an empty
     * one.
     */
    public @Nullable Frame site(List<Frame> stack) {
        int site = StackFrames.of(stack, owners).site();
        return site < 0 ? null : stack.get(site);
    }

    /** What libraries keep by right. */
    public KnownGoroutines known() {
        return known;
    }

    public Owners owners() {
        return owners;
    }

    public List<String> incomplete() {
        return List.copyOf(incomplete);
    }

    /** Wall clock of the first capture; null before it. */
    public @Nullable Instant started() {
        return started;
    }

    /** From the first to the last capture. */
    public double duration() {
        return Double.isNaN(firstSecond) ? 0 : lastSecond - firstSecond;
    }

    /** How long what is judged was seen: since the target's last restart. */
    public double judgedSeconds() {
        return Double.isNaN(firstSecond) ? 0 : lastSecond - judgedFrom;
    }
}
