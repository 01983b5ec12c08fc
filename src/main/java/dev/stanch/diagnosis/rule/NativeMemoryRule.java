package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.rule.Candidate.Native;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Memory that C code or a mapping took and nobody gave back. */
final class NativeMemoryRule implements Rule {
    @Override
    public Cause cause() {
        return Cause.NATIVE_MEMORY;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        if (!(leak.main() instanceof Native memory)) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        for (NativeFacts place : memory.places()) {
            evidence.add(
                    Evidence.of(
                            "source",
                            "%s at %s:%d: %s"
                                    .formatted(
                                            place.call(),
                                            place.file()
                                                    .substring(place.file().lastIndexOf('/') + 1),
                                            place.line(),
                                            place.detail())));
        }
        boolean named = !memory.places().isEmpty() && lost(memory.places().getFirst().release());
        boolean mapped =
                named
                        && memory.places()
                                .getFirst()
                                .call()
                                .toLowerCase(java.util.Locale.ROOT)
                                .contains("mmap");
        boolean own = knowledge.owner(memory.place()) == Owner.MAIN;
        return Optional.of(
                new Conclusion(
                        named && own ? Confidence.LIKELY : Confidence.SUSPECT,
                        memory.place(),
                        null,
                        null,
                        evidence,
                        named
                                ? "%s takes memory outside of the Go heap that is not given back; no Go tool sees it, only RSS grows."
                                        .formatted(memory.places().getFirst().call())
                                : "Memory outside of the Go heap grows, but no source or binary tells which call takes it.",
                        Fixes.of(
                                mapped ? "munmap" : "c-free",
                                "At " + memory.place().place() + ":")));
    }

    /**
     * Whether the memory is not given back; what is handed over may well be given back elsewhere.
     */
    private static boolean lost(Release release) {
        return release == Release.NEVER || release == Release.SOME_PATHS;
    }
}
