package dev.stanch.cli.goroutines;

import dev.stanch.diagnosis.BinaryFacts;
import dev.stanch.diagnosis.Diagnosis;
import dev.stanch.diagnosis.Question;
import dev.stanch.diagnosis.Standings;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.crash.FatalError;
import dev.stanch.goroutine.crash.Recursion;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Survival;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Report;
import dev.stanch.leak.Verdict;
import dev.stanch.report.DumpReport;
import dev.stanch.report.Explanation.Topic;
import dev.stanch.report.Explanations;
import dev.stanch.report.TopicSearch;
import dev.stanch.scan.DiskSources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** From dumps, the oldest first, to their report. */
final class DumpCase {
    private static final long LEAST_QUEUE = 2;

    private final List<Dump> dumps;
    private final List<Path> sources;

    DumpCase(List<Dump> dumps, List<Path> sources) {
        this.dumps = dumps;
        this.sources = sources;
    }

    DumpReport report() throws IOException {
        List<String> incomplete = new ArrayList<>();
        for (Dump dump : dumps) {
            dump.problems().forEach(problem -> incomplete.add(dump.name() + ": " + problem));
        }
        Dump newest = dumps.getLast();
        boolean byId = dumps.size() > 1 && dumps.stream().allMatch(Dump::hasIds);
        Survival survival = new Survival();
        dumps.forEach(dump -> survival.add(dump.ids(), dump.groups()));
        if (byId && !survival.oneProcess(0, dumps.size() - 1)) {
            incomplete.add(
                    "the dumps are not of one process (the same ids run other functions): who stayed is not told");
            byId = false;
        }
        Diagnosis diagnosis = diagnosis(byId);
        Report report = withoutTime(diagnosis.judge(), incomplete);
        Crash crash =
                dumps.reversed().stream()
                        .map(Dump::crash)
                        .filter(c -> c != null)
                        .findFirst()
                        .orElse(null);
        Group culprit = crash == null ? null : culprit(crash, newest);
        return new DumpReport(
                report,
                dumps.stream().map(DumpCase::input).toList(),
                new Standings(diagnosis.observation())
                        .of(
                                newest.groups(),
                                byId ? survival.curves() : List.of(),
                                report.findings()),
                crash,
                culprit,
                culprit == null || crash == null || crash.kind() != FatalError.STACK_OVERFLOW
                        ? null
                        : Recursion.of(culprit.stack(), culprit.elidedFrames()).orElse(null),
                crash == null || crash.asked() ? null : topic(crash),
                newest.waits().queues(LEAST_QUEUE),
                newest.waits().circles(),
                byId ? survival.difference(0, dumps.size() - 1) : null);
    }

    /** Seconds by the clock where the dumps have different times, else one apart. */
    private Diagnosis diagnosis(boolean oneProcess) {
        String names = dumps.stream().map(Dump::name).collect(Collectors.joining(", "));
        Diagnosis diagnosis =
                new Diagnosis(
                        new Question(
                                names,
                                0,
                                new DiskSources(sources, Path.of("")),
                                BinaryFacts.none()));
        List<Dump> judged = oneProcess ? dumps : dumps.subList(dumps.size() - 1, dumps.size());
        double last = -1;
        for (Dump dump : judged) {
            double second = Duration.between(judged.getFirst().at(), dump.at()).toMillis() / 1000.0;
            double later = second > last ? second : last + 1;
            diagnosis
                    .observation()
                    .addDump(dump.at(), later, dump.goroutines(), dump.truncated(), dump.groups());
            last = later;
        }
        return diagnosis;
    }

    /** What a verdict on memory would need is not asked of a dump. */
    private static Report withoutTime(Report report, List<String> incomplete) {
        boolean leaks =
                report.findings().stream().anyMatch(f -> f.confidence() != Confidence.SUSPECT);
        return new Report(
                report.target(),
                report.started(),
                report.seconds(),
                leaks ? Verdict.LEAKING : Verdict.UNSURE,
                report.summary(),
                report.findings(),
                report.symptoms(),
                null,
                report.facts(),
                null,
                report.requests(),
                null,
                report.plots(),
                incomplete);
    }

    private static DumpReport.Input input(Dump dump) {
        return new DumpReport.Input(
                dump.name(),
                dump.goroutines(),
                dump.shown(),
                dump.groups().size(),
                dump.truncated());
    }

    private static @Nullable Group culprit(Crash crash, Dump dump) {
        int number = dump.ids().get(crash.culprit());
        return crash.culprit() == 0 || number < 0 ? null : dump.groups().get(number);
    }

    private static @Nullable String topic(Crash crash) throws IOException {
        return new TopicSearch(Explanations.topics())
                .exact(crash.kind().id())
                .map(Topic::id)
                .orElse(null);
    }
}
