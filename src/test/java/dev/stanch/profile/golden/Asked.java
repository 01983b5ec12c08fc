package dev.stanch.profile.golden;

import dev.stanch.cli.InProcess;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.zip.GZIPInputStream;

/** What {@code stanch pprof} prints for one command line, and how it compares with pprof. */
@SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals
record Asked(boolean failed, byte[] out, String err) {
    enum Outcome {
        EQUAL,
        /**
         * Where pprof varies from run to run: the same as one of its answers up to the order of
         * equals.
         */
        SAME_UP_TO_ORDER,
        DIFFERENT
    }

    static Asked stanch(List<String> arguments) {
        List<String> all = new ArrayList<>();
        all.add("pprof");
        all.addAll(arguments);
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        try {
            InProcess.EndedInBytes ended =
                    InProcess.run(Map.of("TZ", "UTC"), all.toArray(String[]::new));
            return new Asked(ended.code() != 0, unpacked(ended.out()), ended.err());
        } finally {
            TimeZone.setDefault(before);
        }
    }

    Outcome against(List<GoldenRecord.Answer> answers) {
        for (GoldenRecord.Answer answer : answers) {
            if (answer.failed() == failed && Arrays.equals(answer.out(), out)) {
                return Outcome.EQUAL;
            }
        }
        if (answers.size() < 2) {
            return Outcome.DIFFERENT;
        }
        List<String> lines = Unordered.lines(out);
        List<String> names = Unordered.names(out);
        for (GoldenRecord.Answer answer : answers) {
            if (answer.failed() == failed
                    && (Unordered.lines(answer.out()).equals(lines)
                            || Unordered.names(answer.out()).equals(names))) {
                return Outcome.SAME_UP_TO_ORDER;
            }
        }
        return Outcome.DIFFERENT;
    }

    private static byte[] unpacked(byte[] out) {
        if (out.length < 2 || out[0] != 0x1f || out[1] != (byte) 0x8b) {
            return out;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(out))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
