package dev.stanch.diagnosis;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.diagnosis.observation.Observation;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.SourceFinder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The source of the user's code that the stacks show, so that a recording can be read where it is
 * not.
 */
public final class SourceCaptures {
    private static final int MOST_BYTES = 4 << 20;

    private SourceCaptures() {}

    public static List<Capture> of(
            Observation seen, SourceFinder finder, List<NativeFacts> nativeCalls, double second) {
        Set<String> files = new LinkedHashSet<>();
        Set<String> starting = new LinkedHashSet<>(seen.userFiles());
        nativeCalls.forEach(call -> starting.add(call.file()));
        for (String file : starting) {
            files.add(file);
            files.addAll(finder.packageFiles(file));
        }
        List<Capture> captures = new ArrayList<>();
        int left = MOST_BYTES;
        for (String file : files) {
            byte[] text =
                    finder.text(file)
                            .map(t -> t.getBytes(StandardCharsets.UTF_8))
                            .orElse(new byte[0]);
            if (text.length > 0 && text.length <= left) {
                left -= text.length;
                captures.add(
                        new Capture(
                                CaptureKind.SOURCE, Instant.now(), second, 0, file, Body.of(text)));
            }
        }
        return captures;
    }
}
