package dev.stanch.cli;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.live.LiveTarget;
import dev.stanch.capture.local.LocalProcess;
import dev.stanch.capture.recording.LooseFiles;
import dev.stanch.capture.recording.Recording;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.Target;
import dev.stanch.diagnosis.BinaryFacts;
import dev.stanch.diagnosis.Diagnosis;
import dev.stanch.diagnosis.ExecutableCapture;
import dev.stanch.diagnosis.Pace;
import dev.stanch.diagnosis.Question;
import dev.stanch.diagnosis.SourceCaptures;
import dev.stanch.diagnosis.Watch;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.leak.Report;
import dev.stanch.scan.DiskSources;
import dev.stanch.scan.SourceFinder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One target from the command line to its report: a live one is watched, kept captures are
 * replayed, both through the same diagnosis.
 *
 * @param sources extra folders to look for Go source in
 * @param memoryLimit bytes; 0 when not given
 */
record Case(
        Target target, Access access, TargetOptions options, List<Path> sources, long memoryLimit) {

    /** Replays what was kept. */
    Report replay(Recording recording) {
        try (recording) {
            return replay(
                    recording.header().target(),
                    recording.header().facts(),
                    recording.captures(),
                    recording.incomplete());
        }
    }

    Report replay(LooseFiles files) {
        return replay(target.name(), Map.of(), files.captures(), files.incomplete());
    }

    private Report replay(
            String name,
            Map<String, String> facts,
            List<Capture> captures,
            List<String> incomplete) {
        Diagnosis diagnosis =
                new Diagnosis(
                        new Question(name, memoryLimit, finder(), ExecutableCapture.in(captures)));
        facts.forEach(diagnosis.observation()::fact);
        incomplete.forEach(diagnosis.observation()::missing);
        captures.forEach(diagnosis::add);
        return diagnosis.judge();
    }

    /**
     * Watches a live target.
     *
     * @param recordTo where to keep the captures; null to keep none
     * @param recordFirst whether keeping them is the whole purpose: if it fails, the watch ends
     * @param interruption tells whether the user ended it; what was seen until then is judged
     */
    Report watch(
            Pace pace,
            Progress progress,
            @Nullable Path recordTo,
            boolean recordFirst,
            Interruption interruption)
            throws CaptureException, InterruptedException {
        try (LiveTarget live = open(interruption)) {
            LocalProcess process = live.offer().process();
            BinaryFacts binary =
                    process == null ? BinaryFacts.none() : BinaryFacts.read(process.executable());
            SourceFinder finder = finder();
            Diagnosis diagnosis =
                    new Diagnosis(new Question(target.name(), memoryLimit, finder, binary));
            Observation seen = diagnosis.observation();
            live.offer().facts().forEach(seen::fact);
            binary.facts().forEach(seen::fact);
            live.offer().incomplete().forEach(seen::missing);
            binary.incomplete().forEach(seen::missing);
            @Nullable Double cost;
            SourceCaptures sources = new SourceCaptures(finder, binary.nativeCalls());
            try (Keeper keeper = Keeper.to(recordTo, recordFirst, target.name(), seen)) {
                Capture executable = ExecutableCapture.of(binary, live.secondsSinceStart());
                if (executable.body().size() > 0) {
                    keeper.keep(executable);
                }
                Watch.Audience audience =
                        new Watch.Audience() {
                            @Override
                            public void taken(Capture capture) throws CaptureException {
                                keeper.keepUpTo(capture.seconds(), sources);
                                keeper.keep(capture);
                            }

                            @Override
                            public void tick(double seconds, Observation observation) {
                                progress.tick(seconds, observation);
                            }
                        };
                cost = watch(new Watch(live, diagnosis, pace, audience), seen, interruption);
                keeper.keepUpTo(live.secondsSinceStart(), sources);
            }
            return diagnosis.judge(live.requests(), cost);
        } finally {
            progress.end();
        }
    }

    private LiveTarget open(Interruption interruption)
            throws CaptureException, InterruptedException {
        try {
            return LiveTarget.open(target, access, options.limits(), options.jsonPaths());
        } catch (CaptureException e) {
            if (interruption.happened()) {
                throw new InterruptedException("ended before anything was read");
            }
            throw e;
        }
    }

    /** CPU time that the watch cost the target; null when not measured. */
    private static @Nullable Double watch(Watch watch, Observation seen, Interruption interruption)
            throws CaptureException {
        try {
            watch.run();
        } catch (InterruptedException e) {
            if (!interruption.happened()) {
                Thread.currentThread().interrupt();
            }
            seen.missing("ended by the user before the observation was complete");
        }
        if (interruption.happened()) {
            // What follows, writing the recording and the report, is not to be interrupted.
            Thread.interrupted();
        }
        return watch.targetCpuSeconds();
    }

    private SourceFinder finder() {
        return new DiskSources(sources, Path.of(""));
    }
}
