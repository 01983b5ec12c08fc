package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.AllocationGroup;
import dev.stanch.diagnosis.observation.HeapSnapshot;
import dev.stanch.diagnosis.observation.HeapSnapshot.Amounts;
import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Site;
import dev.stanch.scan.Release;
import dev.stanch.scan.ResourceFacts;
import dev.stanch.scan.ResourceKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's line behind goroutines that hold no user frame: a library started them for a resource
 * that the user must give back. Two witnesses: lines whose calls into that library hold ever more
 * memory, and calls in the source whose result is not closed.
 *
 * @param fix what to change there
 * @param sure whether the witnesses leave one line only
 */
record UserLine(Site site, String why, Evidence evidence, boolean sure, Fix fix) {
    private static final Set<String> CLIENT_CALLS =
            Set.of("net/http.Get", "net/http.Head", "net/http.Post", "net/http.PostForm");

    static Optional<UserLine> behind(Goroutines g, Knowledge knowledge) {
        String library = g.group().library();
        List<Site> growing = growingCallers(library, knowledge);
        List<ResourceFacts> open =
                knowledge.code().unclosed(knowledge.observation().userFiles()).stream()
                        .filter(resource -> of(resource.kind(), library))
                        .sorted(
                                Comparator.comparing(
                                        (ResourceFacts r) -> r.release() != Release.NEVER))
                        .toList();
        for (ResourceFacts resource : open) {
            if (growing.stream().anyMatch(site -> at(site, resource))) {
                return Optional.of(told(resource, true));
            }
        }
        if (!open.isEmpty()) {
            return Optional.of(told(open.getFirst(), open.size() == 1));
        }
        Site origin = g.origin();
        List<Site> starters =
                origin == null ? List.of() : knowledge.calls().callers(origin.function()::equals);
        Optional<Site> starter =
                starters.stream()
                        .filter(growing::contains)
                        .findFirst()
                        .or(() -> starters.stream().findFirst());
        if (origin != null && starter.isPresent()) {
            return Optional.of(starts(starter.get(), origin, starters.size() == 1));
        }
        List<Site> through =
                origin == null ? List.of() : allocatesThrough(origin.function(), knowledge);
        if (origin != null && !through.isEmpty()) {
            return Optional.of(starts(through.getFirst(), origin, through.size() == 1));
        }
        if (growing.isEmpty() && origin != null) {
            List<Site> callers =
                    knowledge.calls().callers(callee -> acquires(callee, origin, library));
            return callers.size() == 1
                    ? Optional.of(starts(callers.getFirst(), origin, false))
                    : Optional.empty();
        }
        return growing.stream().findFirst().map(site -> grown(site, library));
    }

    /**
     * Whether a call of this function of the library can be what the goroutine was started for, as
     * far as the standard library's own names tell: a client's connection is not a server's, rows
     * are not a transaction.
     */
    private static boolean acquires(String callee, Site origin, String library) {
        if (!Owners.packagePath(callee).equals(library)) {
            return false;
        }
        String starter = origin.function();
        if (starter.startsWith("net/http.(*Transport).")) {
            return callee.startsWith("net/http.(*Client).")
                    || callee.equals("net/http.(*Transport).RoundTrip")
                    || CLIENT_CALLS.contains(callee);
        }
        if (starter.startsWith("database/sql.(*Rows).")) {
            return callee.contains(").Query");
        }
        if (starter.startsWith("database/sql.(*DB).begin")) {
            return callee.contains(").Begin");
        }
        return true;
    }

    private static UserLine told(ResourceFacts resource, boolean sure) {
        Site site = new Site(resource.function(), resource.file(), resource.line());
        return new UserLine(
                site,
                "They belong to what %s at %s acquires and does not give back."
                        .formatted(resource.call(), site.place()),
                Evidence.of(
                        "source",
                        site.place() + ": " + resource.text() + " — " + resource.detail()),
                sure,
                Fixes.of(remedy(resource.kind()), "At " + site.place() + ":"));
    }

    private static UserLine starts(Site site, Site origin, boolean sure) {
        return new UserLine(
                site,
                "%s starts them, for the call at %s.".formatted(origin.function(), site.place()),
                Evidence.of(
                        "executable",
                        site.function() + " reaches " + origin.function() + " at " + site.place()),
                sure,
                Fixes.of("context-cancel", "At " + site.place() + ":"));
    }

    private static UserLine grown(Site site, String library) {
        return new UserLine(
                site,
                "The calls into %s at %s hold ever more memory.".formatted(library, site.place()),
                Evidence.of(
                        "heap profile",
                        "what " + library + " allocates for " + site.place() + " grows"),
                false,
                Fixes.of("context-cancel", "At " + site.place() + ":"));
    }

    private static String remedy(ResourceKind kind) {
        return switch (kind) {
            case HTTP_BODY, SQL_ROWS, SQL_STATEMENT, FILE -> "close-body";
            case CONNECTION -> "io-deadline";
            case CANCEL -> "cancel-context";
        };
    }

    private static boolean at(Site site, ResourceFacts resource) {
        return site.line() == resource.line() && site.file().equals(resource.file());
    }

    /**
     * The user's lines that call into the library and hold more at the end than at the start, the
     * most first.
     */
    private static List<Site> growingCallers(String library, Knowledge knowledge) {
        List<HeapSnapshot> heaps = knowledge.observation().heaps();
        if (heaps.size() < 2) {
            return List.of();
        }
        HeapSnapshot first = heaps.getFirst();
        HeapSnapshot last = heaps.getLast();
        record Grown(Site site, long bytes) {}
        List<Grown> grown = new ArrayList<>();
        last.groups()
                .forEach((group, amounts) -> {
                    long before = first.groups().getOrDefault(group, Amounts.NONE).inUseBytes();
                    if (callsInto(group, library) && amounts.inUseBytes() > before) {
                        grown.add(new Grown(group.site(), amounts.inUseBytes() - before));
                    }
                });
        grown.sort(Comparator.comparingLong(Grown::bytes).reversed());
        return grown.stream().map(Grown::site).distinct().toList();
    }

    /** The user's lines from which the function was reached when it allocated, the most first. */
    private static List<Site> allocatesThrough(String function, Knowledge knowledge) {
        if (knowledge.observation().heaps().isEmpty()) {
            return List.of();
        }
        Map<Site, Long> bytes = new HashMap<>();
        knowledge
                .observation()
                .heaps()
                .getLast()
                .groups()
                .forEach((group, amounts) -> {
                    boolean through =
                            group.owner() == Owner.MAIN
                                    && group.userFrames().stream()
                                            .anyMatch(frame -> frame.function().equals(function));
                    if (through) {
                        bytes.merge(group.site(), amounts.allocatedBytes(), Long::sum);
                    }
                });
        return bytes.entrySet().stream()
                .sorted(Map.Entry.<Site, Long>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean callsInto(AllocationGroup group, String library) {
        return group.owner() == Owner.MAIN && Owners.packagePath(group.calls()).equals(library);
    }

    private static boolean of(ResourceKind kind, String library) {
        return switch (kind) {
            case HTTP_BODY -> library.equals("net/http") || library.equals("internal/poll");
            case SQL_ROWS, SQL_STATEMENT -> library.equals("database/sql");
            case CANCEL ->
                    library.equals("context")
                            || library.equals("database/sql")
                            || library.equals("net/http");
            case CONNECTION ->
                    library.equals("net")
                            || library.equals("internal/poll")
                            || library.equals("crypto/tls");
            case FILE -> library.equals("os") || library.equals("internal/poll");
        };
    }
}
