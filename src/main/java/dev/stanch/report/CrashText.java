package dev.stanch.report;

import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.report.TextPage.Style;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What ended a program, for a person: its own words, where it happened, and what goes with it. */
final class CrashText {
    private static final int CULPRIT_FRAMES = 12;
    private static final int MOST_SENDERS = 5;

    private final DumpReport dumps;

    CrashText(DumpReport dumps) {
        this.dumps = dumps;
    }

    void print(TextPage page) {
        Crash crash = dumps.crash();
        if (crash == null || crash.asked()) {
            return;
        }
        page.blank().paragraph(0, Style.TITLE, "What ended it");
        String label = "said";
        for (String line : crash.lines()) {
            page.field(3, label, Style.PLAIN, line);
            label = "";
        }
        var recursion = dumps.recursion();
        if (recursion != null) {
            String round =
                    recursion.cycle().stream()
                            .map(f -> DumpWords.shortName(f.function()))
                            .collect(Collectors.joining(" → "));
            page.field(
                    3,
                    "recursion",
                    Style.BAD,
                    round
                            + " → "
                            + DumpWords.shortName(recursion.cycle().getFirst().function())
                            + " ×%,d".formatted(recursion.times()));
            recursion.cycle().forEach(f -> page.field(3, "", Style.PLAIN, DumpWords.place(f)));
        }
        Group culprit = dumps.culprit();
        if (culprit != null) {
            page.field(
                    3,
                    "happened",
                    Style.PLAIN,
                    "in goroutine " + crash.culprit() + DumpWords.started(culprit));
            if (recursion == null) {
                DumpWords.stack(culprit, page, CULPRIT_FRAMES);
            }
        }
        senders(crash, page);
        if (dumps.topic() != null) {
            page.field(3, "more", Style.PLAIN, "stanch explain " + dumps.topic());
        }
    }

    /**
     * For a channel that was closed: who else uses one, those that stand in the culprit's own
     * function first.
     */
    private void senders(Crash crash, TextPage page) {
        switch (crash.kind()) {
            case SEND_ON_CLOSED_CHANNEL, CLOSE_OF_CLOSED_CHANNEL -> {
                Set<String> own = functionsOfCulprit();
                List<Judged> senders =
                        dumps.groups().stream()
                                .filter(j -> sends(j.group(), own))
                                .limit(MOST_SENDERS)
                                .toList();
                String label = "senders";
                for (Judged sender : senders) {
                    String line = "%,d ".formatted(sender.group().count()) + DumpWords.line(sender);
                    page.field(3, label, Style.PLAIN, line);
                    label = "";
                }
                if (senders.isEmpty() && dumps.groups().size() == 1) {
                    page.field(
                            3,
                            label,
                            Style.WARN,
                            "not shown: Go prints only the goroutine that crashed; with"
                                    + " GOTRACEBACK=all in its environment, all of them");
                }
            }
            default -> {}
        }
    }

    private boolean sends(Group group, Set<String> culprits) {
        if (group.count() == 1 && group.equals(dumps.culprit())) {
            return false;
        }
        return group.waitKind() == WaitKind.CHAN_SEND
                || group.waitKind() == WaitKind.SELECT
                || group.stack().stream().anyMatch(f -> culprits.contains(f.function()));
    }

    /**
     * The function that it happened in, unless that is main, where others stand for other reasons.
     */
    private Set<String> functionsOfCulprit() {
        Group culprit = dumps.culprit();
        return culprit == null
                ? Set.of()
                : culprit.stack().stream()
                        .map(Frame::function)
                        .filter(f -> !f.equals("panic") && !f.startsWith("runtime."))
                        .limit(1)
                        .filter(f -> !f.equals("main.main"))
                        .collect(Collectors.toSet());
    }
}
