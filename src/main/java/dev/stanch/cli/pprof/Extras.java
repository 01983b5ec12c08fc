package dev.stanch.cli.pprof;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.recording.LooseFiles;
import dev.stanch.cli.Terminal;
import dev.stanch.diagnosis.BinaryFacts;
import dev.stanch.diagnosis.Diagnosis;
import dev.stanch.diagnosis.Question;
import dev.stanch.diagnosis.observation.HeapSnapshot;
import dev.stanch.diagnosis.observation.HeapSnapshot.Amounts;
import dev.stanch.diagnosis.rule.HeapGrowth;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.report.SiteTables;
import dev.stanch.report.SiteTables.Growing;
import dev.stanch.report.SiteTables.Keeping;
import dev.stanch.report.TerminalReport;
import dev.stanch.scan.DiskSources;
import dev.stanch.trend.SeriesBuilder;
import dev.stanch.trend.Trend;
import dev.stanch.web.SiteCourses;
import dev.stanch.web.SiteCourses.SiteCourse;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What pprof does not have: several heap profiles of one program as a course over time, judged by
 * the same code as {@code stanch diagnose}, and what is kept of all that was allocated.
 */
final class Extras {
    private static final int USUAL_ROWS = 15;
    private final List<Fetched> sources;
    private final Terminal terminal;
    private final List<Path> folders;
    private @Nullable Diagnosis diagnosis;

    /**
     * @param sourcePath where Go source is looked for too, folders between colons
     */
    Extras(List<Fetched> sources, String sourcePath, Terminal terminal) {
        this.sources = sources;
        this.folders =
                Stream.of(sourcePath.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .toList();
        this.terminal = terminal;
    }

    /** Whether the sources are heap profiles from several moments, all kept on this machine. */
    static boolean isCourse(List<Fetched> sources) {
        return sources.size() > 1
                && sources.stream().allMatch(Extras::isKept)
                && sources.stream()
                        .allMatch(one -> one.profile().sampleTypeIndex("inuse_space") >= 0)
                && sources.stream().map(Fetched::moment).distinct().count() == sources.size();
    }

    private static boolean isKept(Fetched one) {
        return one.source() instanceof Source.OfFile || one.source() instanceof Source.OfCapture;
    }

    /** The one that was taken last. */
    static Fetched last(List<Fetched> course) {
        return course.stream().max(Comparator.comparing(Fetched::moment)).orElseThrow();
    }

    /** What the course means, and what stops it. */
    Report verdict() throws IOException {
        Report report = diagnosis().judge();
        StringBuilder text = new StringBuilder();
        new TerminalReport(terminal.columns(), terminal.colour()).write(report, text);
        terminal.out().print(text);
        return report;
    }

    /** What each site held at each moment, the steepest growth first. */
    SiteCourses courses() throws IOException {
        List<HeapSnapshot> heaps = diagnosis().observation().heaps();
        Map<Site, List<Amounts>> courses = new LinkedHashMap<>();
        for (int i = 0; i < heaps.size(); i++) {
            for (var one : sites(heaps.get(i)).entrySet()) {
                List<Amounts> course =
                        courses.computeIfAbsent(one.getKey(), _ -> new ArrayList<>());
                while (course.size() < i) {
                    course.add(Amounts.NONE);
                }
                course.add(one.getValue());
            }
        }
        double[] seconds = heaps.stream().mapToDouble(HeapSnapshot::seconds).toArray();
        List<SiteCourse> told = new ArrayList<>();
        courses.forEach((site, course) -> told.add(course(site, course, seconds)));
        told.sort(
                Comparator.comparingDouble(SiteCourse::rate)
                        .thenComparingLong(one -> one.inUse().getLast())
                        .reversed());
        Instant first = last(sources).moment();
        Instant begin =
                first.minusMillis((long) (1000 * (seconds[seconds.length - 1] - seconds[0])));
        return new SiteCourses(
                Arrays.stream(seconds)
                        .mapToObj(s -> begin.plusMillis((long) (1000 * (s - seconds[0]))))
                        .toList(),
                told);
    }

    /** A site that a profile does not have holds nothing there; what it allocated stays counted. */
    private static SiteCourse course(Site site, List<Amounts> course, double[] seconds) {
        List<Long> inUse = new ArrayList<>();
        List<Long> allocated = new ArrayList<>();
        SeriesBuilder series = new SeriesBuilder();
        for (int i = 0; i < seconds.length; i++) {
            Amounts amounts = i < course.size() ? course.get(i) : Amounts.NONE;
            inUse.add(amounts.inUseBytes());
            allocated.add(
                    Math.max(
                            amounts.allocatedBytes(),
                            allocated.isEmpty() ? 0 : allocated.getLast()));
            series.add(seconds[i], (double) amounts.inUseBytes());
        }
        Trend trend = HeapGrowth.judge(series.build());
        return new SiteCourse(
                site.function(),
                site.place(),
                inUse,
                allocated,
                trend.getClass().getSimpleName().toLowerCase(Locale.ROOT),
                trend instanceof Trend.Growing growing ? growing.rate() : 0);
    }

    /** A line for each site that grew. */
    void growth() throws IOException {
        List<HeapSnapshot> heaps = diagnosis().observation().heaps();
        if (heaps.size() < 2) {
            throw new IOException(
                    "growth needs two or more heap profiles of one program, taken at different"
                            + " times; give them all, or a recording");
        }
        double seconds = heaps.getLast().seconds() - heaps.getFirst().seconds();
        Map<Site, double[]> courses = new LinkedHashMap<>();
        for (int i = 0; i < heaps.size(); i++) {
            for (var one : sites(heaps.get(i)).entrySet()) {
                courses.computeIfAbsent(one.getKey(), _ -> new double[heaps.size()])[i] =
                        one.getValue().inUseBytes();
            }
        }
        List<Growing> all = new ArrayList<>();
        courses.forEach(
                (site, bytes) -> all.add(new Growing(site, Arrays.stream(bytes).boxed().toList())));
        List<Growing> grown = SiteTables.grown(all).stream().limit(USUAL_ROWS).toList();
        terminal.out()
                .printf(
                        "Heap in use by site, %d profiles over %.1f s; %d of %d sites grew%n",
                        heaps.size(), seconds, SiteTables.grown(all).size(), all.size());
        terminal.out().print(tables().growth(grown, seconds));
    }

    /**
     * A line for each site by what it keeps.
     *
     * @param rows negative for the usual number
     */
    void kept(int rows) throws IOException {
        List<HeapSnapshot> heaps = diagnosis().observation().heaps();
        if (heaps.isEmpty()) {
            throw new IOException("kept needs a heap profile");
        }
        List<Keeping> all = new ArrayList<>();
        sites(heaps.getLast())
                .forEach((site, amounts) ->
                        all.add(
                                new Keeping(
                                        site,
                                        amounts.inUseBytes(),
                                        amounts.inUseObjects(),
                                        amounts.allocatedBytes(),
                                        amounts.allocatedObjects())));
        all.removeIf(one -> one.inUseBytes() <= 0);
        all.sort(
                Comparator.comparing(SiteTables::neverFrees)
                        .thenComparingLong(Keeping::inUseBytes)
                        .reversed());
        int most = rows < 0 ? USUAL_ROWS : rows == 0 ? all.size() : rows;
        terminal.out().print(tables().kept(all.stream().limit(most).toList()));
    }

    private static Map<Site, Amounts> sites(HeapSnapshot heap) {
        Map<Site, Amounts> sites = new HashMap<>();
        heap.groups()
                .forEach((group, amounts) -> sites.merge(group.site(), amounts, Amounts::plus));
        return sites;
    }

    private SiteTables tables() {
        return new SiteTables(terminal.columns(), terminal.unicode());
    }

    private Diagnosis diagnosis() throws IOException {
        if (diagnosis == null) {
            Diagnosis made =
                    new Diagnosis(
                            new Question(
                                    name(),
                                    0,
                                    new DiskSources(folders, Path.of("")),
                                    BinaryFacts.none()));
            captures().forEach(made::add);
            diagnosis = made;
        }
        return diagnosis;
    }

    private String name() {
        String first = sources.getFirst().source().word();
        return sources.size() == 1 ? first : first + " and " + (sources.size() - 1) + " more";
    }

    /** In time order. */
    private List<Capture> captures() throws IOException {
        List<Path> files = new ArrayList<>();
        List<Capture> captures = new ArrayList<>();
        for (Fetched one : sources) {
            switch (one.source()) {
                case Source.OfFile file -> files.add(file.file());
                case Source.OfCapture kept -> captures.add(kept.capture());
                case Source.OfArchive _, Source.OfUrl _, Source.OfProcess _ -> {}
            }
        }
        if (captures.isEmpty() && files.isEmpty()) {
            throw new IOException("this is shown of files and recordings only; save it first");
        }
        if (!files.isEmpty()) {
            try {
                LooseFiles.open(files).captures().forEach(captures::add);
            } catch (CaptureException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
        return captures;
    }
}
