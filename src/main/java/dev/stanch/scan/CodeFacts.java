package dev.stanch.scan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Answers what the Go source does at a line. Every answer is empty when the source is absent or the
 * line does not match; no answer throws on broken code. Parsed packages are kept, so one instance
 * serves one diagnosis.
 */
public final class CodeFacts {
    private final SourceFinder sources;

    public CodeFacts(SourceFinder sources) {
        this.sources = sources;
    }

    /** How the code at the line waits. */
    public Optional<WaitFacts> waitAt(String file, int line) {
        return Optional.empty();
    }

    /** The {@code go} statement at the line. */
    public Optional<StartFacts> startAt(String file, int line) {
        return Optional.empty();
    }

    /** What the line allocates; the function as the profile names it, empty when unknown. */
    public Optional<AllocationFacts> allocationAt(String file, int line, String function) {
        return allocationAt(List.of(new Place(function, file, line)));
    }

    /**
     * What the innermost frame allocates, with the flow of the value through the given callers,
     * leaf first.
     */
    public Optional<AllocationFacts> allocationAt(List<Place> stack) {
        return Optional.empty();
    }

    /**
     * What the package of {@code file} does to a collection, named as {@link Store#container()}
     * names it.
     */
    public CollectionFacts collection(String containerName, String file) {
        return new CollectionFacts(containerName, "", List.of(), List.of(), List.of(), false);
    }

    /** All places in the packages of these files that take memory outside of Go's heap. */
    public List<NativeFacts> nativeAllocations(Collection<String> files) {
        return List.of();
    }

    /** Resources of the packages of these files that are not given back on every path. */
    public List<ResourceFacts> unclosed(Collection<String> files) {
        return List.of();
    }

    /** One source line, without its line end. */
    public Optional<String> line(String file, int line) {
        var lines = excerpt(file, line, 0);
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.getFirst());
    }

    /** The lines from {@code line - around} to {@code line + around}, as far as they exist. */
    public List<String> excerpt(String file, int line, int around) {
        var text = sources.text(file);
        if (text.isEmpty() || line < 1) {
            return List.of();
        }
        var all = text.get().lines().toList();
        if (line > all.size()) {
            return List.of();
        }
        return new ArrayList<>(
                all.subList(Math.max(0, line - 1 - around), Math.min(all.size(), line + around)));
    }
}
