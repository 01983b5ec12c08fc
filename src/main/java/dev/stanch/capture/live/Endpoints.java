package dev.stanch.capture.live;

import static java.util.Objects.requireNonNull;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.PprofIndex;
import dev.stanch.capture.content.ProtoPeek;
import dev.stanch.capture.fetch.Fetcher;
import dev.stanch.capture.fetch.Fetcher.Fetched;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.capture.metric.Metrics;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a target's endpoints lie, found by asking: the pprof index, or where there is none the
 * profiles themselves; expvar; metrics; JSON of the program's own making.
 */
final class Endpoints {
    static final List<String> JSON_PATHS =
            List.of(
                    "/debug/memory",
                    "/debug/memstats",
                    "/debug/mem",
                    "/memory",
                    "/mem",
                    "/memstats",
                    "/stats",
                    "/debug/stats");

    /** So many endpoints that hang are a target that hangs. */
    private static final int MOST_TIMEOUTS = 3;

    private final Fetcher fetcher;
    private final Limits limits;
    private final Duration timeout;
    private final Map<CaptureKind, URI> urls = new EnumMap<>(CaptureKind.class);
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> incomplete = new ArrayList<>();
    private @Nullable CaptureException worst;
    private @Nullable URI pprof;
    private int timeouts;

    Endpoints(Fetcher fetcher, Limits limits, Duration timeout) {
        this.fetcher = fetcher;
        this.limits = limits;
        this.timeout = timeout;
    }

    /**
     * Asks for everything.
     *
     * @throws CaptureException when the target cannot be reached, or offers nothing that we know
     */
    void discover(List<String> jsonPaths) throws CaptureException {
        findPprof();
        findNumbers(CaptureKind.EXPVAR, "/debug/vars");
        findNumbers(CaptureKind.METRICS, "/metrics");
        boolean numbers =
                urls.containsKey(CaptureKind.EXPVAR) || urls.containsKey(CaptureKind.METRICS);
        Set<String> paths = new LinkedHashSet<>(jsonPaths);
        if (!numbers) {
            paths.add("");
            paths.addAll(JSON_PATHS);
        }
        for (String path : paths) {
            if (!urls.containsKey(CaptureKind.RUNTIME_JSON)) {
                probeNumbers(CaptureKind.RUNTIME_JSON, jsonUrl(path));
            }
        }
        if (!jsonPaths.isEmpty() && !urls.containsKey(CaptureKind.RUNTIME_JSON)) {
            incomplete.add("no runtime numbers as JSON at " + String.join(", ", jsonPaths));
        }
        if (urls.isEmpty()) {
            throw worst != null ? worst : nothing();
        }
        boolean hidden =
                worst != null
                        && (worst.problem() == Problem.DENIED
                                || worst.problem() == Problem.TIMEOUT);
        if (hidden) {
            incomplete.add(Words.of(requireNonNull(worst)));
        }
    }

    Map<CaptureKind, URI> urls() {
        return urls;
    }

    Map<String, String> facts() {
        return facts;
    }

    List<String> incomplete() {
        return incomplete;
    }

    /** Folder of the pprof endpoints, ending in a slash; null when there are none. */
    @Nullable URI pprof() {
        return pprof;
    }

    private void findPprof() throws CaptureException {
        List<URI> places = new ArrayList<>();
        places.add(fetcher.url("/debug/pprof/"));
        if (!fetcher.url("").getRawPath().isEmpty()) {
            places.add(fetcher.url("/pprof/"));
            places.add(fetcher.url("/"));
        }
        for (URI place : places) {
            @Nullable Fetched page = ask(place, limits.jsonBytes());
            if (page != null && index(page)) {
                return;
            }
        }
        // an index that hangs is not asked again under other names
        for (URI place : timeouts > 0 ? List.<URI>of() : places) {
            probeProfiles(place);
            if (pprof != null) {
                return;
            }
        }
    }

    private boolean index(Fetched page) {
        Map<String, Long> counts;
        try {
            counts = PprofIndex.counts(text(page.body()));
        } catch (IOException e) {
            return false;
        }
        if (!counts.containsKey("goroutine") && !counts.containsKey("heap")) {
            return false;
        }
        String path = page.url().getRawPath();
        URI folder = page.url().resolve(path.endsWith("/") ? path : path + "/");
        pprof = folder;
        urls.put(CaptureKind.COUNTS, page.url());
        if (counts.containsKey("goroutine")) {
            goroutines(folder);
        }
        if (counts.containsKey("goroutineleak")) {
            urls.put(CaptureKind.GOROUTINE_LEAK, folder.resolve("goroutineleak"));
        }
        if (counts.containsKey("heap")) {
            heaps(folder);
        }
        if (counts.containsKey("allocs")) {
            urls.put(CaptureKind.ALLOCS, folder.resolve("allocs"));
        }
        urls.put(CaptureKind.CPU, folder.resolve("profile"));
        urls.put(CaptureKind.SYMBOLS, folder.resolve("symbol"));
        return true;
    }

    /** Profiles may be mounted one by one, without an index. */
    private void probeProfiles(URI folder) throws CaptureException {
        if (isProfile(folder.resolve("heap"))) {
            heaps(folder);
            pprof = folder;
        }
        if (isProfile(folder.resolve("goroutine"))) {
            goroutines(folder);
            pprof = folder;
        }
        if (pprof != null) {
            urls.put(CaptureKind.CPU, folder.resolve("profile"));
            urls.put(CaptureKind.SYMBOLS, folder.resolve("symbol"));
            incomplete.add(
                    "no index page at "
                            + fetcher.shown(folder)
                            + ": a leak profile of the runtime would not be seen");
        }
    }

    private boolean isProfile(URI url) throws CaptureException {
        @Nullable Fetched fetched = ask(url, limits.profileBytes());
        if (fetched == null) {
            return false;
        }
        try {
            ProtoPeek.of(fetcher.shown(url), fetched.body(), limits.inflatedBytes());
            return true;
        } catch (CaptureException e) {
            remember(e);
            return false;
        }
    }

    private void goroutines(URI folder) {
        urls.put(CaptureKind.GOROUTINE, folder.resolve("goroutine"));
        urls.put(CaptureKind.GOROUTINE_DUMP, folder.resolve("goroutine?debug=2"));
    }

    private void heaps(URI folder) {
        urls.put(CaptureKind.HEAP, folder.resolve("heap"));
        urls.put(CaptureKind.HEAP_TEXT, folder.resolve("heap?debug=1"));
    }

    private void findNumbers(CaptureKind kind, String path) throws CaptureException {
        URI below = fetcher.url(path);
        URI root = fetcher.rootUrl(path);
        if (!probeNumbers(kind, below) && !root.equals(below)) {
            probeNumbers(kind, root);
        }
    }

    private URI jsonUrl(String path) {
        return path.isEmpty() || path.startsWith("/") ? fetcher.url(path) : fetcher.url("/" + path);
    }

    private boolean probeNumbers(CaptureKind kind, URI url) throws CaptureException {
        @Nullable Fetched fetched = ask(url, limits.bytes(kind));
        if (fetched == null) {
            return false;
        }
        Capture capture =
                new Capture(kind, Instant.EPOCH, 0, 0, fetcher.shown(url), fetched.body());
        try {
            Metrics told = MetricReader.read(capture);
            Map<Metric, Double> metrics = told.numbers();
            boolean known =
                    kind != CaptureKind.RUNTIME_JSON
                            || metrics.containsKey(Metric.GOROUTINES)
                            || metrics.containsKey(Metric.HEAP_ALLOC);
            if (!metrics.isEmpty() && known) {
                urls.put(kind, fetched.url());
                facts.putAll(told.facts());
                return true;
            }
        } catch (FormatException | IOException e) {
            return false;
        }
        return false;
    }

    /**
     * The answer, or null when this endpoint is not to be had.
     *
     * @throws CaptureException when the whole target is not to be had
     */
    private @Nullable Fetched ask(URI url, long maxBytes) throws CaptureException {
        try {
            return fetcher.get(url, maxBytes, timeout);
        } catch (CaptureException e) {
            remember(e);
            timeouts += e.problem() == Problem.TIMEOUT ? 1 : 0;
            boolean gone =
                    e.problem() == Problem.UNREACHABLE
                            || e.problem() == Problem.TLS
                            || timeouts >= MOST_TIMEOUTS;
            if (gone && urls.isEmpty()) {
                throw e;
            }
            return null;
        }
    }

    /** Keeps the failure that tells most: a missing path tells least. */
    private void remember(CaptureException failure) {
        boolean tellsMore = failure.problem() != Problem.STATUS;
        if (worst == null || (worst.problem() == Problem.STATUS && tellsMore)) {
            worst = failure;
        }
    }

    private CaptureException nothing() {
        return new CaptureException(
                Problem.NOT_A_PROFILE,
                fetcher.shown(fetcher.url("")),
                "answers, but offers neither pprof nor metrics; import _ \"net/http/pprof\" in the program, or give the address of its debug server");
    }

    private static String text(Body body) throws IOException {
        try (var in = body.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
