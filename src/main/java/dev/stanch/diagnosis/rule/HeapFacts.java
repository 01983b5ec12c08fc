package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
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
     * The collection that keeps the value: the nearest that nothing bounds, else the nearest that
     * is known, else the nearest at all; without any the last store, since the ones before it are
     * parts of what is stored there.
     */
    static Optional<Store> container(AllocationFacts facts, Knowledge knowledge) {
        List<Store> collections =
                facts.stored().stream().filter(store -> collects(store.kind())).toList();
        List<Store> known =
                collections.stream().filter(store -> collection(store, knowledge).known()).toList();
        return known.stream()
                .filter(store -> !collection(store, knowledge).bounded())
                .findFirst()
                .or(() -> known.stream().findFirst())
                .or(() -> collections.stream().findFirst())
                .or(() -> facts.stored().reversed().stream().findFirst());
    }

    static CollectionFacts collection(Store store, Knowledge knowledge) {
        return knowledge.code().collection(store.container(), store.file());
    }

    /**
     * Where the user's code puts the value into what keeps it: where that is done by a library, the
     * user's call into it.
     */
    static Site origin(Store store, Heap heap, Knowledge knowledge) {
        Site site = site(store, heap);
        boolean library = knowledge.owner(site) != Owner.MAIN;
        return library && heap.group().owner() == Owner.MAIN ? heap.site() : site;
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
