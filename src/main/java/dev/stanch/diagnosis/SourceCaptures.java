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
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The source of the user's code that the stacks show, so that a recording can be read where it is
 * not. Each file comes once, as soon as a stack shows it.
 */
public final class SourceCaptures {
    private static final int MOST_BYTES = 4 << 20;
    private final SourceFinder finder;
    private final List<NativeFacts> nativeCalls;
    private final Set<String> known = new HashSet<>();
    private int profiles = -1;
    private int left = MOST_BYTES;

    /**
     * @param nativeCalls calls of C in the executable: their files count as shown
     */
    public SourceCaptures(SourceFinder finder, List<NativeFacts> nativeCalls) {
        this.finder = finder;
        this.nativeCalls = nativeCalls;
    }

    /** What the profiles since the last call show for the first time. */
    public List<Capture> next(Observation seen, double second) {
        int now = seen.goroutines().size() + seen.heaps().size();
        if (now == profiles) {
            return List.of();
        }
        profiles = now;
        Set<String> shown = new LinkedHashSet<>(seen.userFiles());
        nativeCalls.forEach(call -> shown.add(call.file()));
        shown.removeIf(known::contains);
        Set<String> files = new LinkedHashSet<>();
        for (String file : shown) {
            files.add(file);
            files.addAll(finder.packageFiles(file));
        }
        List<Capture> captures = new ArrayList<>();
        for (String file : files) {
            if (known.add(file)) {
                read(file, second).ifPresent(captures::add);
            }
        }
        return captures;
    }

    private Optional<Capture> read(String file, double second) {
        byte[] text =
                finder.text(file).map(t -> t.getBytes(StandardCharsets.UTF_8)).orElse(new byte[0]);
        if (text.length == 0 || text.length > left) {
            return Optional.empty();
        }
        left -= text.length;
        return Optional.of(
                new Capture(CaptureKind.SOURCE, Instant.now(), second, 0, file, Body.of(text)));
    }
}
