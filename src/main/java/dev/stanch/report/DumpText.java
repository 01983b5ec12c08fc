package dev.stanch.report;

import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.goroutine.group.LockWaits.Circle;
import dev.stanch.goroutine.group.LockWaits.Holder;
import dev.stanch.goroutine.group.LockWaits.Waited;
import dev.stanch.goroutine.group.Standing;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.report.TextPage.Style;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The report of dumps for a tired person: the answer first, then the groups, the worst first. */
public final class DumpText {
    private static final int MOST_BENIGN = 8;
    private static final int MOST_QUEUES = 5;

    private final DumpReport dumps;
    private final int top;
    private final boolean full;

    /**
     * @param top how many groups of each standing are shown
     * @param full whether with their whole stacks
     */
    public DumpText(DumpReport dumps, int top, boolean full) {
        this.dumps = dumps;
        this.top = top;
        this.full = full;
    }

    public String text(int columns, boolean colour, boolean unicode) {
        TextPage page = new TextPage(columns, colour, unicode);
        answer(page);
        new CrashText(dumps).print(page);
        findings(page);
        circles(page);
        queues(page);
        groups(page);
        benign(page);
        String label = "missing";
        for (String gap : dumps.report().incomplete()) {
            page.field(0, label, Style.WARN, gap);
            label = "";
        }
        return page.toString();
    }

    private void answer(TextPage page) {
        Crash crash = dumps.crash();
        if (crash != null && !crash.asked()) {
            page.paragraph(0, Style.BAD, "CRASH: " + crash.message());
        }
        long certain = count(Standing.CERTAIN);
        long likely = count(Standing.LIKELY);
        long suspicious = count(Standing.SUSPICIOUS);
        if (certain > 0) {
            page.paragraph(
                    0,
                    Style.BAD,
                    "LEAKING: "
                            + goroutines(certain, " can never wake,", Standing.CERTAIN)
                            + more(likely + suspicious));
        } else if (likely > 0) {
            page.paragraph(
                    0,
                    Style.BAD,
                    "LEAKING: "
                            + goroutines(likely, " piled up and stayed,", Standing.LIKELY)
                            + more(suspicious));
        } else if (suspicious > 0) {
            page.paragraph(
                    0,
                    Style.WARN,
                    "UNSURE: "
                            + goroutines(suspicious, "", Standing.SUSPICIOUS)
                            + " may leak; another dump a minute later would tell");
        } else {
            page.paragraph(
                    0,
                    Style.WARN,
                    "UNSURE: nothing here is certain to leak; one look cannot tell more");
        }
        inputs(page);
    }

    private String goroutines(long count, String what, Standing standing) {
        return Quantities.count(count, "goroutine")
                + what
                + " at "
                + Quantities.count(places(standing), "place");
    }

    private void inputs(TextPage page) {
        for (DumpReport.Input input : dumps.inputs()) {
            String shown =
                    input.shown() == input.goroutines()
                            ? ""
                            : ", %,d of them shown".formatted(input.shown());
            page.paragraph(
                    0,
                    Style.FAINT,
                    "%s: %s%s, %s%s"
                            .formatted(
                                    input.name(),
                                    Quantities.count(input.goroutines(), "goroutine"),
                                    shown,
                                    Quantities.count(input.stacks(), "different stack"),
                                    input.truncated() ? ", cut off" : ""));
        }
        var difference = dumps.difference();
        if (difference != null) {
            page.paragraph(
                    0,
                    Style.PLAIN,
                    "from the first dump to the last: %,d stayed, %,d new, %,d gone"
                            .formatted(
                                    difference.survivors(), difference.came(), difference.went()));
        }
    }

    private static String more(long others) {
        return others == 0 ? "" : "; " + Quantities.count(others, "more goroutine") + " may leak";
    }

    private long count(Standing standing) {
        return dumps.groups().stream()
                .filter(j -> j.standing() == standing)
                .mapToLong(j -> j.group().count())
                .sum();
    }

    private long places(Standing standing) {
        return dumps.groups().stream()
                .filter(j -> j.standing() == standing)
                .map(j -> j.site() == null ? "" : j.site().file() + j.site().line())
                .distinct()
                .count();
    }

    private void findings(TextPage page) {
        int number = 1;
        for (Finding finding : dumps.report().findings()) {
            if (number > top) {
                break;
            }
            page.blank()
                    .paragraph(
                            0,
                            finding.confidence() == Confidence.SUSPECT ? Style.WARN : Style.TITLE,
                            "%d. %s at %s (%s)"
                                    .formatted(
                                            number++,
                                            Phrases.cause(finding.cause()),
                                            Phrases.shortPlace(finding.site()),
                                            finding.confidence().id()));
            page.field(3, "where", Style.TITLE, Phrases.place(finding.site()));
            page.field(3, "", Style.PLAIN, finding.site().function());
            if (finding.origin() != null) {
                page.field(
                        3,
                        Phrases.originLabel(finding),
                        Style.PLAIN,
                        Phrases.place(finding.origin()) + " " + finding.origin().function());
            }
            if (Phrases.waits(finding) != null) {
                page.field(3, "waits", Style.PLAIN, String.valueOf(Phrases.waits(finding)));
            }
            if (finding.count() != null) {
                page.field(
                        3, "leaked", Style.PLAIN, Quantities.count(finding.count(), "goroutine"));
            }
            page.field(3, "why", Style.PLAIN, finding.why());
            String label = "evidence";
            for (var evidence : finding.evidence()) {
                page.field(3, label, Style.PLAIN, evidence.source() + ": " + evidence.text());
                label = "";
            }
            page.field(3, "stop it", Style.GOOD, finding.fix().summary());
        }
    }

    private void circles(TextPage page) {
        for (Circle circle : dumps.circles()) {
            page.blank()
                    .paragraph(
                            0,
                            Style.BAD,
                            "Locks that may wait for each other (each has the lock that another waits"
                                    + " for among its arguments)");
            for (var step : circle.steps()) {
                page.field(
                        3,
                        "%d".formatted(step.id()),
                        Style.PLAIN,
                        "waits for %s 0x%x at %s"
                                .formatted(
                                        step.what(),
                                        step.address(),
                                        DumpWords.place(step.caller())));
            }
        }
    }

    private void queues(TextPage page) {
        boolean first = true;
        for (Waited queue : dumps.queues().stream().limit(MOST_QUEUES).toList()) {
            if (first) {
                page.blank().paragraph(0, Style.TITLE, "Waiting for the same thing");
                first = false;
            }
            page.field(
                    3,
                    "%,d".formatted(queue.waiters()),
                    Style.PLAIN,
                    "on %s 0x%x, the first at %s%s"
                            .formatted(
                                    queue.what(),
                                    queue.address(),
                                    DumpWords.place(queue.caller()),
                                    holders(queue.mayHold())));
        }
    }

    private static String holders(List<Holder> holders) {
        return holders.isEmpty()
                ? ""
                : holders.stream()
                        .map(h -> "goroutine " + h.id() + " at " + DumpWords.place(h.at()))
                        .collect(Collectors.joining(", ", "; may be held by ", ""));
    }

    private void groups(TextPage page) {
        for (Standing standing : Standing.values()) {
            if (standing == Standing.BENIGN && !full) {
                continue;
            }
            List<Judged> here =
                    dumps.groups().stream().filter(j -> j.standing() == standing).toList();
            if (here.isEmpty()) {
                continue;
            }
            page.blank().paragraph(0, Style.TITLE, title(standing));
            for (Judged judged : here.subList(0, Math.min(top, here.size()))) {
                page.field(
                        0,
                        "%,d".formatted(judged.group().count()),
                        style(standing),
                        DumpWords.line(judged));
                detail(judged, page);
            }
            if (here.size() > top) {
                page.paragraph(
                        3,
                        Style.FAINT,
                        "and %s (--top %d shows them)"
                                .formatted(
                                        Quantities.count(here.size() - top, "more stack"),
                                        here.size()));
            }
        }
    }

    private void detail(Judged judged, TextPage page) {
        Group group = judged.group();
        if (!judged.survival().isEmpty()) {
            page.field(
                    0,
                    "",
                    Style.FAINT,
                    "there in each dump: "
                            + judged.survival().stream()
                                    .map("%,d"::formatted)
                                    .collect(Collectors.joining(" → ")));
        }
        if (!group.labels().isEmpty()) {
            page.field(
                    0,
                    "",
                    Style.FAINT,
                    "labels "
                            + group.labels().entrySet().stream()
                                    .limit(6)
                                    .map(e -> e.getKey() + " ×" + e.getValue())
                                    .collect(Collectors.joining(", ")));
        }
        if (full) {
            DumpWords.stack(group, page, Integer.MAX_VALUE);
        }
    }

    private void benign(TextPage page) {
        if (full) {
            return;
        }
        Map<String, Long> reasons = new LinkedHashMap<>();
        for (Judged judged : dumps.groups()) {
            if (judged.standing() == Standing.BENIGN) {
                reasons.merge(judged.reason(), judged.group().count(), Long::sum);
            }
        }
        if (reasons.isEmpty()) {
            return;
        }
        page.blank().paragraph(0, Style.TITLE, title(Standing.BENIGN));
        reasons.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_BENIGN)
                .forEach(
                        e -> page.field(0, "%,d".formatted(e.getValue()), Style.FAINT, e.getKey()));
    }

    private static String title(Standing standing) {
        return switch (standing) {
            case CERTAIN -> "Can never wake";
            case LIKELY -> "Grew and stayed";
            case SUSPICIOUS -> "Suspicious";
            case OPEN -> "Nothing for or against";
            case BENIGN -> "There by right";
        };
    }

    private static Style style(Standing standing) {
        return switch (standing) {
            case CERTAIN, LIKELY -> Style.BAD;
            case SUSPICIOUS -> Style.WARN;
            case OPEN -> Style.PLAIN;
            case BENIGN -> Style.FAINT;
        };
    }
}
