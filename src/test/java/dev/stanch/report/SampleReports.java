package dev.stanch.report;

import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Forecast;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Remedies;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Symptom;
import dev.stanch.leak.Verdict;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reports as a diagnosis could end with. */
final class SampleReports {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");

    private SampleReports() {}

    static Report leaking() {
        var facts = new LinkedHashMap<String, String>();
        facts.put("Go version", "go1.26.8");
        facts.put("main module", "example.com/hub v1.4.0");
        facts.put("PID", "4711");
        facts.put("RSS", "412 MiB");
        facts.put("limit", "512 MiB (cgroup)");
        return new Report(
                "http://127.0.0.1:6060",
                START,
                20,
                Verdict.LEAKING,
                "Goroutines pile up at hub.go:88: 12.1 more each second, memory is full in about"
                        + " 1 h 30 min.",
                List.of(blocked(), cache()),
                List.of(
                        new Symptom("rss-growth", "RSS grows by 52 kB/s"),
                        new Symptom(
                                "goroutine-growth",
                                "the goroutine count rose from 4,070 to 4,312")),
                new Forecast(512L << 20, "cgroup", 412L << 20, 52_000.0, 4_200, 5_400, 7_500),
                facts,
                null,
                42,
                0.031,
                List.of(
                        plot("goroutines", "count", 4070, 12.1),
                        plot("live heap", "bytes", 300e6, 41_000),
                        plot("RSS", "bytes", 430e6, 52_000)),
                List.of("/metrics: 404 Not Found"));
    }

    private static Finding blocked() {
        return new Finding(
                Cause.BLOCKED_GOROUTINE,
                Confidence.PROVEN,
                new Site("main.(*Hub).publish", "/srv/build/src/example.com/hub/hub.go", 88),
                new Site("main.(*Hub).Subscribe", "/srv/build/src/example.com/hub/hub.go", 41),
                "main.hub.subscribers",
                "chan send",
                120.0,
                4_312L,
                12.1,
                90_000_000L,
                41_000.0,
                5_400.0,
                List.of(
                        Evidence.of("goroutine profile", "4,312 goroutines wait here", 4312),
                        Evidence.of(
                                "goroutineleak profile",
                                "the runtime marks 4,300 of them as leaked: nothing that runs can"
                                        + " reach their channel",
                                4300)),
                "Each subscriber that goes away leaves one goroutine that sends to a channel which"
                        + " nobody receives from any more.",
                Remedies.of("context-cancel").fix(),
                plot("goroutines at hub.go:88", "count", 4070, 12.1));
    }

    private static Finding cache() {
        return new Finding(
                Cause.GROWING_COLLECTION,
                Confidence.LIKELY,
                new Site(
                        "github.com/a-company/platform/services/thumbnails/internal/cache"
                                + ".(*Store[go.shape.string,go.shape.[]uint8]).Put",
                        "github.com/a-company/platform/services/thumbnails/internal/cache/store.go",
                        137),
                null,
                null,
                null,
                null,
                null,
                null,
                18_874_368L,
                9_500.0,
                null,
                List.of(Evidence.of("heap profile", "in-use space grew in 8 of 8 intervals")),
                "A map is filled and nothing is ever deleted from it.",
                new Fix("Give the map a limit.", Fix.Grade.REVIEW, null, null),
                null);
    }

    static Report clean() {
        return new Report(
                "http://prometheus.example:9090",
                START,
                60,
                Verdict.CLEAN,
                "",
                List.of(),
                List.of(),
                null,
                Map.of("Go version", "go1.22.12"),
                null,
                1,
                null,
                List.of(),
                List.of());
    }

    static Report unsure() {
        return new Report(
                "before.pprof after.pprof",
                START,
                0,
                Verdict.UNSURE,
                "",
                List.of(),
                List.of(),
                new Forecast(1L << 30, "GOMEMLIMIT", 900L << 20, 1e4, 3600, 12_345, 1.0 / 0),
                Map.of(),
                null,
                0,
                null,
                List.of(),
                List.of("two captures are no trend: three or more are needed"));
    }

    /** A target that tries everything against its reader. */
    static Report hostile() {
        String attack =
                "\u001b[2J\u001b]0;owned\u0007<script>alert(1)</script> `x` [a](http://evil) @all"
                        + " #1 \ud800 \u202e|\r\n# title\n<!-- ";
        return new Report(
                attack,
                START,
                Double.NaN,
                Verdict.LEAKING,
                attack,
                List.of(
                        new Finding(
                                Cause.NATIVE_MEMORY,
                                Confidence.SUSPECT,
                                new Site(attack, attack + "/" + attack, 7),
                                new Site(attack, attack, 0),
                                attack,
                                attack,
                                Double.NaN,
                                Long.MAX_VALUE,
                                Double.POSITIVE_INFINITY,
                                Long.MIN_VALUE,
                                -1e300,
                                1e300,
                                List.of(new Evidence(attack, attack, Double.NaN)),
                                attack,
                                new Fix(attack, Fix.Grade.REVIEW, "```\n" + attack, attack),
                                new Plot(
                                        attack,
                                        attack,
                                        new double[] {0, 1, Double.NaN, 3},
                                        new double[] {1, Double.NaN, 2, 1e308}))),
                List.of(new Symptom(attack, attack)),
                null,
                Map.of(attack, attack),
                Double.NaN,
                1,
                Double.NEGATIVE_INFINITY,
                List.of(),
                List.of(attack));
    }

    private static Plot plot(String title, String unit, double start, double pace) {
        double[] seconds = new double[21];
        double[] values = new double[21];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i;
            values[i] = Math.rint(start + pace * i + pace * Math.sin(i));
        }
        return new Plot(title, unit, seconds, values);
    }
}
