package dev.stanch.lab;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.cli.ExitCode;
import dev.stanch.cli.InProcess;
import dev.stanch.cli.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** What {@code stanch diagnose --format json} says of a program of the lab. */
final class LabDiagnosis {
    /** As long as the issue's own measure: enough for every program of the lab. */
    static final int SECONDS = 20;

    private LabDiagnosis() {}

    static LabOutcome ofRecording(LabTruth truth, Path recording) throws IOException {
        return judge(truth, recording.toString());
    }

    static LabOutcome ofLive(LabTruth truth, LabPrograms programs) throws IOException {
        try (LabService service = programs.start(truth)) {
            return judge(truth, service.url(), "--for", SECONDS + "s");
        }
    }

    private static LabOutcome judge(LabTruth truth, String target, String... options)
            throws IOException {
        String[] arguments = new String[4 + options.length];
        arguments[0] = "diagnose";
        arguments[1] = target;
        arguments[2] = "--format";
        arguments[3] = "json";
        System.arraycopy(options, 0, arguments, 4, options.length);
        Ended ended = InProcess.run(arguments);
        if (ended.code() != ExitCode.NOTHING_FOUND && ended.code() != ExitCode.FINDINGS) {
            throw new IOException(
                    truth.program() + ": exit code " + ended.code() + ": " + ended.err());
        }
        Map<String, Object> report = JSON.std.mapFrom(ended.out());
        return LabOutcome.of(truth, report);
    }
}
