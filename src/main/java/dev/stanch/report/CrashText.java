package dev.stanch.report;

import dev.stanch.goroutine.WaitKind;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.report.TextPage.Style;
import java.util.List;
import java.util.stream.Collectors;

/** What ended a program, for a person: its own words, where it happened, and what goes with it. */
final class CrashText {
    private static final int CULPRIT_FRAMES = 12;

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

    /** For a send on a closed channel: who else is sending. */
    private void senders(Crash crash, TextPage page) {
        switch (crash.kind()) {
            case SEND_ON_CLOSED_CHANNEL, CLOSE_OF_CLOSED_CHANNEL -> {
                List<Judged> senders =
                        dumps.groups().stream()
                                .filter(j ->
                                        j.group().waitKind() == WaitKind.CHAN_SEND
                                                || j.group().waitKind() == WaitKind.SELECT)
                                .limit(5)
                                .toList();
                String label = "senders";
                for (Judged sender : senders) {
                    page.field(3, label, Style.PLAIN, DumpWords.line(sender));
                    label = "";
                }
            }
            default -> {}
        }
    }
}
