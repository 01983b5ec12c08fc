package dev.stanch.diagnosis;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.diagnosis.rule.Calls;
import dev.stanch.diagnosis.rule.Calls.Call;
import dev.stanch.leak.Site;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the executable tells, kept with a recording as lines of fields between tabs: {@code native},
 * function, file, line, call, release, detail; and {@code call}, function, file, line, callee.
 */
public final class ExecutableCapture {
    private static final String ORIGIN = "executable";
    private static final int MOST_BYTES = 4 << 20;

    private ExecutableCapture() {}

    public static Capture of(BinaryFacts facts, double second) {
        StringBuilder text = new StringBuilder();
        for (NativeFacts call : facts.nativeCalls()) {
            line(
                    text,
                    "native",
                    call.function(),
                    call.file(),
                    call.line() + "",
                    call.call(),
                    call.release().name(),
                    call.detail());
        }
        for (Call call : facts.calls().all()) {
            line(
                    text,
                    "call",
                    call.at().function(),
                    call.at().file(),
                    call.at().line() + "",
                    call.callee());
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Capture(CaptureKind.OTHER, Instant.now(), second, 0, ORIGIN, Body.of(bytes));
    }

    private static void line(StringBuilder text, String... fields) {
        text.append(String.join("\t", fields)).append('\n');
    }

    /** What these captures keep of an executable; lines that are damaged are left out. */
    public static BinaryFacts in(List<Capture> captures) {
        List<NativeFacts> natives = new ArrayList<>();
        List<Call> calls = new ArrayList<>();
        for (Capture capture : captures) {
            if (capture.kind() == CaptureKind.OTHER && capture.origin().equals(ORIGIN)) {
                read(capture, natives, calls);
            }
        }
        return new BinaryFacts(java.util.Map.of(), natives, Calls.of(calls), List.of());
    }

    private static void read(Capture capture, List<NativeFacts> natives, List<Call> calls) {
        String text;
        try (InputStream in = capture.body().open()) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return;
        }
        for (String line : text.split("\n", -1)) {
            String[] fields = line.split("\t", -1);
            if (fields.length < 5 || !fields[3].matches("\\d{1,9}")) {
                continue;
            }
            Site site = new Site(fields[1], fields[2], Integer.parseInt(fields[3]));
            if (fields[0].equals("call")) {
                calls.add(new Call(site, fields[4]));
            } else if (fields[0].equals("native") && fields.length == 7) {
                Release release = fields[5].equals("NEVER") ? Release.NEVER : Release.SOME_PATHS;
                natives.add(
                        new NativeFacts(
                                site.function(),
                                site.file(),
                                site.line(),
                                "",
                                fields[4],
                                release,
                                fields[6]));
            }
        }
    }
}
