package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Site;
import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects that refer to each other and have a finalizer, which the collector then never frees; or a
 * chain linked both ways that one outside reference keeps whole. Only the source tells it from a
 * collection.
 */
final class ReferenceCycleRule implements Rule {
    @Override
    public Cause cause() {
        return Cause.REFERENCE_CYCLE;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        if (!(leak.main() instanceof Heap main)) {
            return Optional.empty();
        }
        for (Heap heap : heaps(leak, main)) {
            AllocationFacts facts = HeapFacts.of(heap, knowledge);
            if (facts != null && (facts.cyclic() || facts.finalizerLine() > 0)) {
                boolean collected =
                        facts.stored().stream().map(Store::kind).anyMatch(HeapFacts::collects);
                boolean finalized =
                        facts.finalizerLine() > 0
                                && (facts.cyclic() || keepsItself(facts) || !collected);
                if (finalized || (facts.cyclic() && !collected)) {
                    return Optional.of(conclude(leak, main, facts, knowledge));
                }
            }
        }
        return HeapFacts.of(main, knowledge) == null
                ? fromBinary(leak, main, knowledge)
                : Optional.empty();
    }

    /**
     * Without source: a function on the way to the allocation sets a finalizer, and still nothing
     * is freed.
     */
    private static Optional<Conclusion> fromBinary(Leak leak, Heap heap, Knowledge knowledge) {
        Optional<Calls.Call> finalizer =
                heap.group().userFrames().stream()
                        .limit(2)
                        .flatMap(frame ->
                                knowledge
                                        .calls()
                                        .first(frame.function(), "runtime.SetFinalizer")
                                        .stream())
                        .findFirst();
        if (finalizer.isEmpty() || heap.kept() < 0.8) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        Site at = finalizer.get().at();
        evidence.add(
                Evidence.of("executable", at.function() + " sets a finalizer at " + at.place()));
        return Optional.of(
                new Conclusion(
                        Sureness.of(heap, knowledge, false, false, false),
                        null,
                        at,
                        null,
                        evidence,
                        "The objects have a finalizer and are never freed: most likely they refer to each other, and Go never frees a cycle with a finalizer in it.",
                        Fixes.of("cleanup", "At " + heap.site().place() + ":")));
    }

    /** The finalizer's own function refers to the object. */
    private static boolean keepsItself(AllocationFacts facts) {
        return facts.stored().stream()
                .anyMatch(store ->
                        store.kind() == StoreKind.CLOSURE
                                && store.text().contains("runtime.SetFinalizer("));
    }

    private static List<Heap> heaps(Leak leak, Heap main) {
        List<Heap> heaps = new ArrayList<>(List.of(main));
        leak.companions()
                .forEach(c -> {
                    if (c instanceof Heap h) {
                        heaps.add(h);
                    }
                });
        return heaps;
    }

    /** Whether the store is one of the links of the cycle itself. */
    private static boolean inCycle(Store store, AllocationFacts facts) {
        String container = store.container().replaceAll("[()*]", "");
        return facts.cycleFields().stream().anyMatch(container::endsWith);
    }

    /** Whether the store is into another field of what forms the cycle. */
    private static boolean linked(Store store, AllocationFacts facts) {
        String container = store.container().replaceAll("[()*]", "");
        int dot = container.lastIndexOf('.');
        return dot > 0
                && facts.cycleFields().stream()
                        .anyMatch(field -> field.startsWith(container.substring(0, dot + 1)));
    }

    private static Conclusion conclude(
            Leak leak, Heap heap, AllocationFacts facts, Knowledge knowledge) {
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        String fields = String.join(" and ", facts.cycleFields());
        evidence.add(Evidence.of("source", heap.site().place() + ": " + facts.text()));
        if (!fields.isEmpty()) {
            evidence.add(Evidence.of("source", "the objects refer to each other by " + fields));
        }
        boolean finalizer = facts.finalizerLine() > 0;
        if (finalizer) {
            evidence.add(
                    Evidence.of("source", "a finalizer is set at line " + facts.finalizerLine()));
        }
        Optional<Store> kept =
                facts.stored().stream()
                        .filter(store -> !inCycle(store, facts) && !linked(store, facts))
                        .findFirst()
                        .or(() ->
                                facts.stored().stream()
                                        .filter(store -> !inCycle(store, facts))
                                        .findFirst());
        Site origin =
                finalizer
                        ? new Site(
                                heap.site().function(), heap.site().file(), facts.finalizerLine())
                        : kept.map(store -> HeapFacts.site(store, heap)).orElse(null);
        String why =
                finalizer
                        ? "The objects form a cycle (%s) and have a finalizer: Go never frees a cycle with a finalizer in it."
                                .formatted(fields.isEmpty() ? "through their fields" : fields)
                        : "The objects are linked both ways (%s), so one outside reference%s keeps the whole chain."
                                .formatted(
                                        fields.isEmpty() ? "through their fields" : fields,
                                        kept.map(s -> ", " + s.container() + ",").orElse(""));
        return new Conclusion(
                Sureness.of(heap, knowledge, true, false, false),
                null,
                origin,
                kept.map(Store::container).orElse(null),
                evidence,
                why,
                Fixes.of(finalizer ? "cleanup" : "break-cycle", "At " + heap.site().place() + ":"));
    }
}
