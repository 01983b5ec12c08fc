package dev.stanch.capture.live;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.BodyCheck;
import dev.stanch.capture.content.Spool;
import dev.stanch.capture.fetch.Fetcher;
import dev.stanch.capture.fetch.Fetcher.Fetched;
import dev.stanch.capture.local.LocalProcess;
import dev.stanch.capture.local.ProcessReading;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.FilesTarget;
import dev.stanch.capture.target.ProcessTarget;
import dev.stanch.capture.target.RecordingTarget;
import dev.stanch.capture.target.Target;
import dev.stanch.capture.target.UrlTarget;
import dev.stanch.io.FormatException;
import dev.stanch.process.GoBinary;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A running target: what it offers, and captures of it, one request at a time. */
public final class LiveTarget implements AutoCloseable {
    /** Keeps the request line below the 8 KiB that proxies let through. */
    private static final int SYMBOLS_PER_REQUEST = 300;

    private final long start = System.nanoTime();
    private final Spool spool;
    private final Limits limits;
    private final @Nullable Fetcher fetcher;
    private final Map<CaptureKind, URI> urls;
    private final Path root;
    private final Offer offer;
    private final int earlierRequests;
    private @Nullable Double lastCpuSeconds;

    private LiveTarget(
            Spool spool,
            Limits limits,
            @Nullable Fetcher fetcher,
            Map<CaptureKind, URI> urls,
            Path root,
            Offer offer,
            int earlierRequests) {
        this.spool = spool;
        this.limits = limits;
        this.fetcher = fetcher;
        this.urls = urls;
        this.root = root;
        this.offer = offer;
        this.earlierRequests = earlierRequests;
    }

    /** As {@link #open(Target, Access, Limits, List)} with the usual JSON paths alone. */
    public static LiveTarget open(Target target, Access access, Limits limits)
            throws CaptureException {
        return open(target, access, limits, List.of());
    }

    /**
     * Finds out what the target offers.
     *
     * @param jsonPaths further paths where runtime numbers may be had as JSON
     * @throws CaptureException when nothing can be had from it
     * @throws IllegalArgumentException when the target is not a running one
     */
    public static LiveTarget open(
            Target target, Access access, Limits limits, List<String> jsonPaths)
            throws CaptureException {
        Path root = Path.of("/");
        return switch (target) {
            case UrlTarget url -> ofUrl(url, access, limits, jsonPaths, root);
            case ProcessTarget process -> ofProcess(process.pid(), access, limits, jsonPaths, root);
            case RecordingTarget recording ->
                    throw new IllegalArgumentException(recording.name() + " does not run");
            case FilesTarget files ->
                    throw new IllegalArgumentException(files.name() + " do not run");
        };
    }

    private static LiveTarget ofUrl(
            UrlTarget target, Access access, Limits limits, List<String> jsonPaths, Path root)
            throws CaptureException {
        Spool spool = new Spool();
        Fetcher fetcher = new Fetcher(target, access, limits, spool);
        try {
            Endpoints endpoints = new Endpoints(fetcher, limits, limits.metrics());
            endpoints.discover(jsonPaths);
            List<String> incomplete = new ArrayList<>(endpoints.incomplete());
            @Nullable LocalProcess process =
                    new LocalSearch(root).behind(target, fetcher, endpoints, limits, incomplete);
            return of(spool, limits, fetcher, endpoints, root, process, incomplete, 0);
        } catch (CaptureException e) {
            fetcher.close();
            spool.close();
            throw e;
        }
    }

    private static LiveTarget ofProcess(
            long pid, Access access, Limits limits, List<String> jsonPaths, Path root)
            throws CaptureException {
        LocalSearch search = new LocalSearch(root);
        LocalProcess process = search.process(pid);
        Spool spool = new Spool();
        List<String> incomplete = new ArrayList<>();
        int asked = 0;
        @Nullable Fetcher best = null;
        @Nullable Endpoints bestEndpoints = null;
        for (UrlTarget candidate : search.listeners(pid, incomplete)) {
            Fetcher fetcher = new Fetcher(candidate, access, limits, spool);
            Endpoints endpoints = new Endpoints(fetcher, limits, limits.probe());
            boolean better = false;
            try {
                endpoints.discover(jsonPaths);
                better = bestEndpoints == null || endpoints.pprof() != null;
            } catch (CaptureException e) {
                if (e.problem() == Problem.DENIED) {
                    incomplete.add(Words.of(e));
                }
            }
            asked += fetcher.requests();
            if (!better) {
                fetcher.close();
                continue;
            }
            if (best != null) {
                best.close();
            }
            best = fetcher;
            bestEndpoints = endpoints;
            if (endpoints.pprof() != null) {
                break;
            }
        }
        if (best == null || bestEndpoints == null) {
            if (!mayBeGo(process)) {
                spool.close();
                throw new CaptureException(
                        Problem.NOT_A_PROFILE,
                        "process " + pid,
                        process.name()
                                + " is no Go program and serves no debug endpoints; give the id of a Go program");
            }
            incomplete.add(
                    "process "
                            + pid
                            + " has no debug endpoint that could be read: only what /proc tells; import _ \"net/http/pprof\" and listen at localhost:6060");
            Set<CaptureKind> kinds = EnumSet.of(CaptureKind.PROCESS);
            Offer offer = new Offer(kinds, process, facts(process, Map.of()), incomplete);
            return new LiveTarget(spool, limits, null, Map.of(), root, offer, asked);
        }
        incomplete.addAll(bestEndpoints.incomplete());
        return of(
                spool,
                limits,
                best,
                bestEndpoints,
                root,
                process,
                incomplete,
                asked - best.requests());
    }

    /** Whether the executable is one of Go, as far as it may be read. */
    private static boolean mayBeGo(LocalProcess process) {
        try {
            GoBinary.open(process.executable());
            return true;
        } catch (FormatException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static LiveTarget of(
            Spool spool,
            Limits limits,
            Fetcher fetcher,
            Endpoints endpoints,
            Path root,
            @Nullable LocalProcess process,
            List<String> incomplete,
            int earlierRequests) {
        Map<CaptureKind, URI> urls = new EnumMap<>(endpoints.urls());
        Set<CaptureKind> kinds = EnumSet.copyOf(urls.keySet());
        if (process != null) {
            kinds.add(CaptureKind.PROCESS);
        }
        Offer offer = new Offer(kinds, process, facts(process, endpoints.facts()), incomplete);
        return new LiveTarget(spool, limits, fetcher, urls, root, offer, earlierRequests);
    }

    private static Map<String, String> facts(
            @Nullable LocalProcess process, Map<String, String> told) {
        Map<String, String> facts = new LinkedHashMap<>(told);
        if (process != null) {
            facts.put("pid", Long.toString(process.pid()));
            facts.put("executable", process.name());
        }
        return facts;
    }

    public Offer offer() {
        return offer;
    }

    /**
     * Takes a capture of a kind that is offered.
     *
     * @throws CaptureException when it could not be had; others may still be
     * @throws IllegalArgumentException for kinds that need more than their name
     */
    public Capture take(CaptureKind kind) throws CaptureException {
        return switch (kind) {
            case PROCESS -> takeProcess();
            case GOROUTINE,
                    GOROUTINE_LEAK,
                    GOROUTINE_DUMP,
                    HEAP,
                    HEAP_TEXT,
                    ALLOCS,
                    COUNTS,
                    METRICS,
                    EXPVAR,
                    RUNTIME_JSON ->
                    get(kind, url(kind), limits.timeout(kind));
            case CPU -> takeCpu(Duration.ofSeconds(5));
            case SYMBOLS, SOURCE, OTHER ->
                    throw new IllegalArgumentException(kind.id() + " cannot be taken by its name");
        };
    }

    /** Heap profile, after a forced collection if {@code gcFirst}. */
    public Capture takeHeap(boolean gcFirst) throws CaptureException {
        URI url = url(CaptureKind.HEAP);
        return get(
                CaptureKind.HEAP,
                gcFirst ? withQuery(url, "gc=1") : url,
                limits.timeout(CaptureKind.HEAP));
    }

    /** Heap profile as text, after a forced collection if {@code gcFirst}. */
    public Capture takeHeapText(boolean gcFirst) throws CaptureException {
        URI url = url(CaptureKind.HEAP_TEXT);
        return get(
                CaptureKind.HEAP_TEXT,
                gcFirst ? withQuery(url, "debug=1&gc=1") : url,
                limits.timeout(CaptureKind.HEAP_TEXT));
    }

    /** CPU profile; whole seconds, at least one. */
    public Capture takeCpu(Duration duration) throws CaptureException {
        long seconds = Math.max(1, duration.toSeconds());
        URI url = withQuery(url(CaptureKind.CPU), "seconds=" + seconds);
        return get(CaptureKind.CPU, url, limits.profile().plusSeconds(seconds));
    }

    /**
     * Names of code addresses, as the target's symbol endpoint tells them. They are asked for by
     * GET: since Go 1.22 the endpoint is registered for nothing else.
     */
    public Capture takeSymbols(long[] addresses) throws CaptureException {
        Fetcher http = http(CaptureKind.SYMBOLS);
        URI url = url(CaptureKind.SYMBOLS);
        String place = http.shown(url);
        Instant at = Instant.now();
        double seconds = secondsSinceStart();
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        for (int from = 0; from < addresses.length; from += SYMBOLS_PER_REQUEST) {
            int to = Math.min(addresses.length, from + SYMBOLS_PER_REQUEST);
            Fetched fetched =
                    http.get(
                            withQuery(url, query(addresses, from, to)),
                            limits.bytes(CaptureKind.SYMBOLS),
                            limits.timeout(CaptureKind.SYMBOLS));
            BodyCheck.check(CaptureKind.SYMBOLS, place, fetched.body(), limits);
            try (InputStream in = fetched.body().open()) {
                in.transferTo(answers);
            } catch (IOException e) {
                throw new CaptureException(
                        Problem.UNREADABLE, place, "cannot be read (" + Words.of(e) + ")", e);
            }
        }
        double took = secondsSinceStart() - seconds;
        Body body = Body.of(answers.toByteArray());
        return new Capture(CaptureKind.SYMBOLS, at, seconds, took, place, body);
    }

    private static String query(long[] addresses, int from, int to) {
        StringBuilder query = new StringBuilder();
        for (int i = from; i < to; i++) {
            query.append(i == from ? "0x" : "+0x").append(Long.toHexString(addresses[i]));
        }
        return query.toString();
    }

    /** Requests sent so far, those of the discovery included. */
    public int requests() {
        return earlierRequests + (fetcher == null ? 0 : fetcher.requests());
    }

    public double secondsSinceStart() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** CPU time that the target's process has used, where that is known without asking it. */
    public @Nullable Double targetCpuSeconds() {
        @Nullable LocalProcess process = offer.process();
        return process == null ? lastCpuSeconds : ProcessReading.cpuSeconds(root, process.pid());
    }

    /** Ends all connections; bodies that lie in temporary files are gone after it. */
    @Override
    public void close() {
        if (fetcher != null) {
            fetcher.close();
        }
        spool.close();
    }

    private Capture get(CaptureKind kind, URI url, Duration timeout) throws CaptureException {
        Fetcher http = http(kind);
        Instant at = Instant.now();
        double seconds = secondsSinceStart();
        Fetched fetched = http.get(url, limits.bytes(kind), timeout);
        String place = http.shown(url);
        Body body = BodyCheck.check(kind, place, fetched.body(), limits);
        Capture capture = new Capture(kind, at, seconds, fetched.tookSeconds(), place, body);
        if (kind == CaptureKind.METRICS) {
            rememberCpu(capture);
        }
        return capture;
    }

    private void rememberCpu(Capture metrics) {
        try {
            lastCpuSeconds = MetricReader.read(metrics).numbers().get(Metric.CPU_SECONDS);
        } catch (FormatException | IOException e) {
            lastCpuSeconds = null;
        }
    }

    /**
     * The same URL with this query: {@link URI#resolve} would drop the last element of the path.
     */
    private static URI withQuery(URI url, String query) {
        String text = url.toString();
        int old = text.indexOf('?');
        return URI.create((old < 0 ? text : text.substring(0, old)) + "?" + query);
    }

    private Capture takeProcess() throws CaptureException {
        @Nullable LocalProcess process = offer.process();
        if (process == null) {
            throw notOffered(CaptureKind.PROCESS);
        }
        Instant at = Instant.now();
        double seconds = secondsSinceStart();
        String place = "/proc/" + process.pid();
        try {
            ProcessReading reading = ProcessReading.of(root, process.pid());
            return new Capture(
                    CaptureKind.PROCESS,
                    at,
                    seconds,
                    secondsSinceStart() - seconds,
                    place,
                    Body.of(reading.json()));
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREACHABLE, place, "the process is gone or may not be read", e);
        }
    }

    private Fetcher http(CaptureKind kind) throws CaptureException {
        if (fetcher == null) {
            throw notOffered(kind);
        }
        return fetcher;
    }

    private URI url(CaptureKind kind) throws CaptureException {
        @Nullable URI url = urls.get(kind);
        if (url == null) {
            throw notOffered(kind);
        }
        return url;
    }

    private static CaptureException notOffered(CaptureKind kind) {
        return new CaptureException(
                Problem.STATUS,
                kind.id(),
                "not offered by this target; see what it offers in the report's incomplete lines");
    }
}
