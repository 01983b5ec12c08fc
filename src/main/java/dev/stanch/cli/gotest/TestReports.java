package dev.stanch.cli.gotest;

import dev.stanch.cli.Terminal;
import dev.stanch.gotest.TestLeak;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Verdict;
import dev.stanch.report.Quantities;
import dev.stanch.report.SarifReport;
import dev.stanch.report.SectionJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@code stanch test} says behind go test's own words. */
final class TestReports {
    private final Terminal terminal;
    private final Path here;
    private final String target;
    private final Instant started;

    TestReports(Terminal terminal, Path folder, List<String> words, Instant started) {
        this.terminal = terminal;
        this.here = folder.toAbsolutePath().normalize();
        this.target = "go test " + String.join(" ", words);
        this.started = started;
    }

    void print(TestCommand.Format format, Seen seen, boolean showIgnored) throws IOException {
        switch (format) {
            case text -> text(seen, showIgnored);
            case json -> json(seen);
            case sarif -> sarif(seen);
            case junit -> terminal.out().print(new JunitReport(here).of(seen));
            case github -> github(seen);
        }
    }

    private void text(Seen seen, boolean showIgnored) {
        PrintStream out = terminal.out();
        out.println();
        if (seen.programs() == 0) {
            out.println(
                    "stanch: no test program ran to its end, so nothing is known of goroutines");
            return;
        }
        out.println("stanch: " + headline(seen));
        for (Seen.Leak leak : seen.leaks()) {
            out.println();
            leak(out, leak.leak(), leak.leak().finding().confidence().id() + ", ");
            if (seen.runs() > 1) {
                out.println(
                        "   seen     in %d of %d runs%s"
                                .formatted(leak.runs(), seen.runs(), ", first " + leak.first()));
            }
        }
        if (!seen.unfinished().isEmpty()) {
            out.println();
            out.println("Not ended when their test program was (no leaks as yet):");
            for (TestLeak open : seen.unfinished()) {
                out.println();
                leak(out, open, "");
            }
        }
        if (!seen.problems().isEmpty()) {
            out.println();
            seen.problems().forEach(problem -> out.println("incomplete: " + problem));
        }
        ignored(out, seen, showIgnored);
    }

    private static String headline(Seen seen) {
        List<TestLeak> leaks = seen.leaks().stream().map(Seen.Leak::leak).toList();
        String runs =
                seen.runs() == 1
                        ? ""
                        : " (%d runs%s)"
                                .formatted(
                                        seen.runs(),
                                        leaks.isEmpty()
                                                ? "; a leak that needs luck may not have shown itself"
                                                : "");
        if (leaks.isEmpty()) {
            return seen.problems().isEmpty()
                    ? "no goroutines left behind in %s%s"
                            .formatted(Quantities.count(seen.programs(), "package"), runs)
                    : "unsure: no goroutines left behind were seen, but not all ran to the end";
        }
        List<TestLeak> goroutines = leaks.stream().filter(TestReports::isGoroutine).toList();
        List<TestLeak> growing = leaks.stream().filter(l -> !isGoroutine(l)).toList();
        List<String> parts = new ArrayList<>();
        if (!goroutines.isEmpty()) {
            long count = goroutines.stream().mapToLong(TestLeak::count).sum();
            parts.add(
                    "%s left behind by %s"
                            .formatted(Quantities.count(count, "goroutine"), tests(goroutines)));
        }
        if (!growing.isEmpty()) {
            parts.add(
                    "memory grows at %s with every round"
                            .formatted(Quantities.count(growing.size(), "line")));
        }
        return String.join("; ", parts) + runs;
    }

    private static String tests(List<TestLeak> leaks) {
        return Quantities.count(
                leaks.stream().map(l -> l.folder() + l.test()).distinct().count(), "test");
    }

    private void leak(PrintStream out, TestLeak leak, String confidence) {
        Finding finding = leak.finding();
        out.println(leak.named() + "  " + relative(leak.folder()));
        out.println("   " + confidence + what(leak));
        place(out, isGoroutine(leak) ? "where  " : "allocs ", finding.site());
        if (finding.origin() != null) {
            place(out, isGoroutine(leak) ? "started" : "through", finding.origin());
        }
    }

    private void place(PrintStream out, String what, Site site) {
        out.println("   %s  %s:%d".formatted(what, relative(site.file()), site.line()));
        out.println("            " + site.function());
    }

    static String what(TestLeak leak) {
        Finding finding = leak.finding();
        return isGoroutine(leak)
                ? "%s: %s"
                        .formatted(
                                finding.waitReason(), Quantities.count(leak.count(), "goroutine"))
                : finding.evidence().getFirst().text();
    }

    private static boolean isGoroutine(TestLeak leak) {
        return leak.finding().cause() != Cause.GROWING_COLLECTION;
    }

    private static void ignored(PrintStream out, Seen seen, boolean showIgnored) {
        List<Seen.Right> byRight = seen.byRight();
        if (!byRight.isEmpty()) {
            long right = byRight.stream().mapToLong(r -> r.leak().count()).sum();
            out.println();
            out.println(
                    Quantities.count(right, "goroutine")
                            + " ignored"
                            + (showIgnored ? ":" : " (--show-ignored lists them)"));
        }
        if (showIgnored) {
            for (Seen.Right right : byRight) {
                out.println(
                        "   %d at %s: %s"
                                .formatted(
                                        right.leak().count(),
                                        right.leak().finding().site().function(),
                                        right.reason()));
            }
        }
    }

    private void json(Seen seen) throws IOException {
        StringBuilder text = new StringBuilder();
        List<Map<String, String>> tests =
                seen.leaks().stream()
                        .map(l -> Map.of("test", l.leak().test(), "package", l.leak().folder()))
                        .toList();
        SectionJson.writeFindings(report(seen), tests, text);
        terminal.out().print(text);
    }

    private Report report(Seen seen) {
        List<Finding> found = seen.leaks().stream().map(l -> l.leak().finding()).toList();
        List<String> incomplete = new ArrayList<>(seen.problems());
        if (seen.programs() == 0) {
            incomplete.add("no test program ran to its end");
        }
        for (TestLeak open : seen.unfinished()) {
            incomplete.add(
                    "%s had not ended: %s at %s:%d"
                            .formatted(
                                    open.named(),
                                    what(open),
                                    open.finding().site().file(),
                                    open.finding().site().line()));
        }
        return new Report(
                target,
                started,
                Duration.between(started, Instant.now()).toMillis() / 1000.0,
                !found.isEmpty()
                        ? Verdict.LEAKING
                        : incomplete.isEmpty() ? Verdict.CLEAN : Verdict.UNSURE,
                headline(seen),
                found,
                List.of(),
                null,
                Map.of(),
                null,
                0,
                null,
                List.of(),
                incomplete);
    }

    private void sarif(Seen seen) throws IOException {
        StringBuilder text = new StringBuilder();
        List<SarifReport.Result> results = new ArrayList<>();
        for (Seen.Leak leak : seen.leaks()) {
            results.add(
                    new SarifReport.Result(
                            leak.leak().finding(),
                            what(leak.leak()) + ", left by " + leak.leak().named(),
                            leak.leak().key()));
        }
        new SarifReport(here).write(results, seen.problems(), text);
        terminal.out().print(text);
    }

    /** Annotations of GitHub's workflow commands. */
    private void github(Seen seen) {
        for (Seen.Leak seenLeak : seen.leaks()) {
            TestLeak leak = seenLeak.leak();
            Finding finding = leak.finding();
            terminal.out()
                    .println(
                            "::error file=%s,line=%d,title=%s::%s"
                                    .formatted(
                                            relative(finding.site().file()),
                                            finding.site().line(),
                                            isGoroutine(leak) ? "goroutine leak" : "memory growth",
                                            isGoroutine(leak)
                                                    ? "%s leaves %s in %s behind"
                                                            .formatted(
                                                                    leak.test().isEmpty()
                                                                            ? "the package"
                                                                            : leak.test(),
                                                                    Quantities.count(
                                                                            leak.count(),
                                                                            "goroutine"),
                                                                    finding.waitReason())
                                                    : what(leak)));
        }
    }

    private String relative(String path) {
        Path absolute = Path.of(path);
        if (!absolute.startsWith(here)) {
            return path;
        }
        String shown = here.relativize(absolute).toString();
        return shown.isEmpty() ? "." : shown;
    }
}
