package dev.stanch.diagnosis;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.Release;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The executable's calls into C and of mmap, kept with a recording: a line each of function, file,
 * line, call, release and detail, between tabs.
 */
public final class NativeCallsCapture {
    private static final String ORIGIN = "native-calls";
    private static final int MOST_BYTES = 1 << 20;

    private NativeCallsCapture() {}

    public static Capture of(List<NativeFacts> calls, double second) {
        StringBuilder text = new StringBuilder();
        for (NativeFacts call : calls) {
            text.append(
                            String.join(
                                    "\t",
                                    call.function(),
                                    call.file(),
                                    Integer.toString(call.line()),
                                    call.call(),
                                    call.release().name(),
                                    call.detail()))
                    .append('\n');
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Capture(
                CaptureKind.OTHER, Instant.now(), second, 0, ORIGIN, new HeldBody(bytes));
    }

    /** The calls in these captures; lines that are damaged are left out. */
    public static List<NativeFacts> in(List<Capture> captures) {
        List<NativeFacts> calls = new ArrayList<>();
        for (Capture capture : captures) {
            if (capture.kind() == CaptureKind.OTHER && capture.origin().equals(ORIGIN)) {
                calls.addAll(read(capture));
            }
        }
        return calls;
    }

    private static List<NativeFacts> read(Capture capture) {
        List<NativeFacts> calls = new ArrayList<>();
        try (InputStream in = capture.body().open()) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            for (String line : text.split("\n", -1)) {
                String[] fields = line.split("\t", -1);
                if (fields.length == 6 && fields[2].matches("\\d{1,9}")) {
                    calls.add(
                            new NativeFacts(
                                    fields[0],
                                    fields[1],
                                    Integer.parseInt(fields[2]),
                                    "",
                                    fields[3],
                                    fields[4].equals("NEVER") ? Release.NEVER : Release.SOME_PATHS,
                                    fields[5]));
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return calls;
    }
}
