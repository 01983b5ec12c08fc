package dev.stanch.scan;

import dev.stanch.scan.allocation.Allocations;
import dev.stanch.scan.collection.Growth;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Neighbours;
import dev.stanch.scan.release.Natives;
import dev.stanch.scan.release.Resources;
import dev.stanch.scan.wait.HandedOver;
import dev.stanch.scan.wait.Starts;
import dev.stanch.scan.wait.Waits;
import dev.stanch.source.GoFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Answers what the Go source does at a line. Every answer is empty when the source is absent or the
 * line does not match; no answer throws on broken code. Parsed packages are kept, so one instance
 * serves one diagnosis.
 */
public final class CodeFacts {
    private static final int MAX_PACKAGES = 64;

    private final SourceFinder sources;
    private final Neighbours neighbours;
    private final Map<String, Optional<Code>> packages = new LinkedHashMap<>();

    // Several rules ask the same of one line, and following a value is dear.
    private final Answers<Place, WaitFacts> waits = new Answers<>();
    private final Answers<List<Place>, AllocationFacts> allocations = new Answers<>();
    private final Answers<Place, CollectionFacts> collections = new Answers<>();

    public CodeFacts(SourceFinder sources) {
        this.sources = sources;
        this.neighbours = new Neighbours(sources, this::code);
    }

    /** The package of a file, read once; empty when it is absent or broken beyond reading. */
    private synchronized Optional<Code> code(String path) {
        Optional<Code> known = packages.get(path);
        if (known != null) {
            return known;
        }
        for (Optional<Code> other : packages.values()) {
            if (other.isPresent() && other.get().goPackage.file(path) != null) {
                packages.put(path, other);
                return other;
            }
        }
        if (packages.values().stream().distinct().count() >= MAX_PACKAGES) {
            packages.clear();
        }
        Optional<Code> loaded = load(path);
        packages.put(path, loaded);
        return loaded;
    }

    private Optional<Code> load(String path) {
        try {
            return Optional.ofNullable(Code.load(sources, path));
        } catch (StackOverflowError tooDeep) {
            return Optional.empty();
        }
    }

    private <T> Optional<T> ask(String file, BiFunction<Code, GoFile, Optional<T>> question) {
        Optional<Code> code = code(file);
        GoFile parsed = code.isEmpty() ? null : code.get().goPackage.file(file);
        if (code.isEmpty() || parsed == null) {
            return Optional.empty();
        }
        try {
            return question.apply(code.get(), parsed);
        } catch (StackOverflowError tooDeep) {
            return Optional.empty();
        }
    }

    /** How the code at the line waits. */
    public Optional<WaitFacts> waitAt(String file, int line) {
        return waits.of(
                new Place("", file, line),
                () -> ask(file, (code, parsed) -> new Waits(code).at(parsed, line)));
    }

    /** The {@code go} statement at the line, or the literal handed to a group's Go. */
    public Optional<StartFacts> startAt(String file, int line) {
        return ask(file, (code, parsed) -> new Starts(code).at(parsed, line));
    }

    /**
     * The statement that hands the function around the line to a call that starts it ({@code
     * g.Go(func…}, {@code time.AfterFunc}, {@code iter.Pull}), when the {@code go} statement itself
     * stands in a library.
     */
    public Optional<CodeLine> closureStart(String file, int line) {
        return ask(file, (code, parsed) -> new HandedOver(code, neighbours).at(parsed, line));
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
        if (stack.isEmpty()) {
            return Optional.empty();
        }
        return allocations.of(
                List.copyOf(stack),
                () ->
                        ask(
                                stack.getFirst().file(),
                                (code, parsed) ->
                                        new Allocations(code, neighbours).at(parsed, stack)));
    }

    /**
     * What the package of {@code file} does to a collection, named as {@link Store#container()}
     * names it.
     */
    public CollectionFacts collection(String containerName, String file) {
        return collections
                .of(
                        new Place(containerName, file, 0),
                        () ->
                                ask(
                                        file,
                                        (code, parsed) ->
                                                Optional.of(new Growth(code).of(containerName))))
                .orElseGet(() ->
                        new CollectionFacts(
                                containerName,
                                "",
                                List.of(),
                                List.of(),
                                List.of(),
                                false,
                                false,
                                ""));
    }

    /** All places in the packages of these files that take memory outside of Go's heap. */
    public List<NativeFacts> nativeAllocations(Collection<String> files) {
        return eachPackage(files, code -> new Natives(code).all());
    }

    /** Resources of the packages of these files that are not given back on every path. */
    public List<ResourceFacts> unclosed(Collection<String> files) {
        return eachPackage(files, code -> new Resources(code).unclosed());
    }

    private <T> List<T> eachPackage(Collection<String> files, Function<Code, List<T>> question) {
        Set<Code> asked = new LinkedHashSet<>();
        var all = new ArrayList<T>();
        for (String file : files) {
            Optional<List<T>> answer =
                    ask(
                            file,
                            (code, parsed) ->
                                    asked.add(code)
                                            ? Optional.of(question.apply(code))
                                            : Optional.empty());
            answer.ifPresent(all::addAll);
        }
        return List.copyOf(all);
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
