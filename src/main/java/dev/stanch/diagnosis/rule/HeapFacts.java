package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Site;
import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Place;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the source tells of an allocating line. */
final class HeapFacts {
    private HeapFacts() {}

    static @Nullable AllocationFacts of(Heap heap, Knowledge knowledge) {
        List<Place> stack =
                heap.group().userFrames().stream()
                        .map(frame -> new Place(frame.function(), frame.file(), frame.line()))
                        .toList();
        return stack.isEmpty() ? null : knowledge.code().allocationAt(stack).orElse(null);
    }

    /**
     * The collection that the value ends in: the first store into a container, else the first at
     * all.
     */
    static Optional<Store> container(AllocationFacts facts) {
        Optional<Store> collection =
                facts.stored().stream()
                        .filter(store ->
                                switch (store.kind()) {
                                    case MAP, SLICE, LIST, SYNC_MAP -> true;
                                    case CHANNEL, FIELD, GLOBAL, CLOSURE -> false;
                                })
                        .findFirst();
        return collection.or(() -> facts.stored().stream().findFirst());
    }

    static CollectionFacts collection(Store store, Knowledge knowledge) {
        return knowledge.code().collection(store.container(), store.file());
    }

    static Site site(Store store, Heap heap) {
        String function =
                heap.group().userFrames().stream()
                        .filter(frame ->
                                frame.file().equals(store.file()) && frame.line() == store.line())
                        .map(Site::function)
                        .findFirst()
                        .orElse(functionAround(store, heap));
        return new Site(function, store.file(), store.line());
    }

    private static String functionAround(Store store, Heap heap) {
        return heap.group().userFrames().stream()
                .filter(frame -> frame.file().equals(store.file()))
                .map(Site::function)
                .findFirst()
                .orElse(heap.site().function());
    }

    static boolean collects(StoreKind kind) {
        return switch (kind) {
            case MAP, SLICE, LIST, SYNC_MAP -> true;
            case CHANNEL, FIELD, GLOBAL, CLOSURE -> false;
        };
    }
}
