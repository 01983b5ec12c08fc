package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Site;
import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.AllocationForm;
import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Store;
import dev.stanch.trend.Trend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a map, slice or list keeps without end: the cause of heap growth that no other rule
 * explains.
 */
final class GrowingCollectionRule implements Rule {
    private static final String[] INSERTS = {
        "runtime.mapassign",
        "runtime.growslice",
        "container/list.(*List).Push",
        "sync.(*Map).Store",
        "sync.(*Map).LoadOrStore",
        "sync.(*Map).Swap"
    };

    @Override
    public Cause cause() {
        return Cause.GROWING_COLLECTION;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        return leak.main() instanceof Heap heap ? explain(leak, heap, knowledge) : Optional.empty();
    }

    private static Optional<Conclusion> explain(Leak leak, Heap heap, Knowledge knowledge) {
        AllocationFacts facts = HeapFacts.of(heap, knowledge);
        Optional<Store> store =
                facts == null ? Optional.empty() : HeapFacts.container(facts, knowledge);
        if (undecided(heap.trend())
                && !(regrows(facts) && store.isPresent() && !bounded(store.get(), knowledge))) {
            return Optional.empty();
        }
        Optional<CollectionFacts> collection = store.map(s -> HeapFacts.collection(s, knowledge));
        boolean library = libraryList(heap.group().calls());
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        Optional<Calls.Call> insert =
                facts == null ? insertInBinary(heap, knowledge) : Optional.empty();
        insert.ifPresent(call ->
                evidence.add(
                        Evidence.of(
                                "executable",
                                "%s calls %s at %s"
                                        .formatted(
                                                call.at().function(),
                                                call.callee(),
                                                call.at().place()))));
        boolean collects = library || (store.isPresent() && HeapFacts.collects(store.get().kind()));
        boolean bounded =
                collection.isPresent() && (collection.get().bounded() || collection.get().local());
        Confidence confidence = Sureness.of(heap, knowledge, collects, regrows(facts), bounded);
        if (heap.group().owner() != Owner.MAIN && heap.group().owner() != Owner.DEPENDENCY) {
            confidence = Confidence.SUSPECT;
        }
        if (facts != null) {
            evidence.add(Evidence.of("source", heap.site().place() + ": " + facts.text()));
        }
        store.ifPresent(
                s -> evidence.add(Evidence.of("source", "line " + s.line() + ": " + s.text())));
        if (bounded) {
            evidence.add(
                    Evidence.of(
                            "source",
                            store.map(Store::container).orElse("it")
                                    + " is bounded or emptied elsewhere: it may be filling up"));
        }
        Site origin =
                store.map(s -> HeapFacts.origin(s, heap, knowledge))
                        .or(() -> insert.map(Calls.Call::at))
                        .orElse(null);
        return Optional.of(
                new Conclusion(
                        confidence,
                        null,
                        origin,
                        store.map(Store::container).orElse(null),
                        evidence,
                        why(store, bounded, facts != null),
                        Fixes.of(
                                remedy(store),
                                "At " + (origin == null ? heap.site() : origin).place() + ":")));
    }

    private static String why(Optional<Store> store, boolean bounded, boolean source) {
        if (store.isEmpty()) {
            return source
                    ? "What this line allocates stays reachable; the source does not show what keeps it."
                    : "What this line allocates stays reachable. Source or a heap image would tell what keeps it, and whether it is a collection, an array kept by a part of it, or a cycle.";
        }
        String name = store.get().container();
        return bounded
                ? name + " keeps it, and has a bound or an eviction that has not set in yet."
                : name + " keeps it: entries are added and never removed.";
    }

    /**
     * Without source: the innermost function on the way to the allocation that puts something into
     * a collection.
     */
    private static Optional<Calls.Call> insertInBinary(Heap heap, Knowledge knowledge) {
        return heap.group().userFrames().stream()
                .flatMap(frame -> knowledge.calls().first(frame.function(), INSERTS).stream())
                .findFirst();
    }

    /** It grew and stopped: a full cache, or a map or slice between two doublings. */
    static boolean undecided(Trend trend) {
        return trend instanceof Trend.Step || trend instanceof Trend.Plateau;
    }

    private static boolean bounded(Store store, Knowledge knowledge) {
        CollectionFacts facts = HeapFacts.collection(store, knowledge);
        return !facts.known() || facts.bounded();
    }

    private static boolean regrows(@Nullable AllocationFacts facts) {
        return facts != null
                && (facts.form() == AllocationForm.APPEND
                        || facts.form() == AllocationForm.MAP_ASSIGN);
    }

    private static String remedy(Optional<Store> store) {
        if (store.isEmpty()) {
            return "bound-cache";
        }
        return switch (store.get().kind()) {
            case MAP, SYNC_MAP -> "bound-cache-ttl";
            case SLICE -> "drop-slice-prefix";
            case LIST, CHANNEL, FIELD, GLOBAL, CLOSURE -> "bound-cache";
        };
    }

    private static boolean libraryList(String calls) {
        return calls.startsWith("container/list.")
                || calls.startsWith("sync.(*Map)")
                || calls.startsWith("internal/sync.(*HashTrieMap");
    }
}
