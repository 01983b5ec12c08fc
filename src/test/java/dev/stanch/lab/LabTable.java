package dev.stanch.lab;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code docs/lab-runs.md}: how often the answer was right. */
final class LabTable {
    private LabTable() {}

    static String of(List<LabTruth> truths, List<LabOutcome> outcomes) {
        StringBuilder text = new StringBuilder();
        long right = outcomes.stream().filter(LabOutcome::isRight).count();
        text.append(
                """
                # Runs of the lab

                Each program of `lab/` was started afresh, diagnosed live for %d seconds, and the report held against its
                `truth.json`: cause, exact site (file and line), exact origin where it has one; for a healthy program nothing
                above `suspect`. **%d of %d runs are right.** Made by

                    PARALLEL=%d lab/table.sh %d

                on one machine of %d processors, so that the programs disturb one another; what takes all processors
                (%s) ran alone. "Confidence" counts that of the finding that was judged; for a healthy program `none` is best. "Worst miss" is what the farthest report said.

                | program | truth | runs | cause right | site right | origin right | confidence | worst miss |
                |---|---|---|---|---|---|---|---|
                """
                        .formatted(
                                LabDiagnosis.SECONDS,
                                right,
                                outcomes.size(),
                                LabTool.parallel(),
                                outcomes.size() / truths.size(),
                                Runtime.getRuntime().availableProcessors(),
                                truths.stream()
                                        .filter(LabTruth::alone)
                                        .map(truth -> "`" + truth.program() + "`")
                                        .collect(Collectors.joining(", "))));
        for (LabTruth truth : truths) {
            List<LabOutcome> own =
                    outcomes.stream()
                            .filter(o -> o.truth().program().equals(truth.program()))
                            .toList();
            row(text, truth, own);
        }
        row(text, "**all**", "", outcomes);
        return text.toString();
    }

    private static void row(StringBuilder text, LabTruth truth, List<LabOutcome> own) {
        row(text, "`" + truth.program() + "`", truth.healthy() ? "healthy" : truth.cause(), own);
    }

    private static void row(
            StringBuilder text, String program, String truth, List<LabOutcome> own) {
        text.append(
                "| %s | %s | %d | %d | %d | %d | %s | %s |%n"
                        .formatted(
                                program,
                                truth,
                                own.size(),
                                count(own, LabOutcome::causeIsRight),
                                count(own, LabOutcome::siteIsRight),
                                count(own, LabOutcome::originIsRight),
                                confidences(own),
                                truth.isEmpty() ? "" : worst(own)));
    }

    private static long count(List<LabOutcome> outcomes, Predicate<LabOutcome> what) {
        return outcomes.stream().filter(what).count();
    }

    /** {@code likely 9, proven 1}. */
    private static String confidences(List<LabOutcome> outcomes) {
        return outcomes.stream()
                .collect(
                        Collectors.groupingBy(
                                LabOutcome::confidence, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String worst(List<LabOutcome> outcomes) {
        return outcomes.stream()
                .filter(outcome -> !outcome.isRight())
                .min((a, b) -> Integer.compare(a.partsRight(), b.partsRight()))
                .map(LabOutcome::said)
                .orElse("–");
    }
}
