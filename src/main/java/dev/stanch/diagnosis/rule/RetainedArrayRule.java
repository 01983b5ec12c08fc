package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Site;
import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.Reslice;
import dev.stanch.scan.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A small part of a large array or string is kept, and with it all of it. */
final class RetainedArrayRule implements Rule {
    @Override
    public Cause cause() {
        return Cause.RETAINED_ARRAY;
    }

    @Override
    public Optional<Conclusion> explain(Leak leak, Knowledge knowledge) {
        if (!(leak.main() instanceof Heap heap)) {
            return Optional.empty();
        }
        AllocationFacts facts = HeapFacts.of(heap, knowledge);
        Reslice part = facts == null ? null : facts.resliced();
        if (facts == null || part == null) {
            return Optional.empty();
        }
        List<Evidence> evidence = new ArrayList<>(Facts.of(leak));
        evidence.add(Evidence.of("source", heap.site().place() + ": " + facts.text()));
        evidence.add(Evidence.of("source", "line " + part.line() + ": " + part.text()));
        Optional<Store> store = HeapFacts.container(facts, knowledge);
        Site origin =
                store.map(s -> HeapFacts.origin(s, heap, knowledge))
                        .orElse(new Site(heap.site().function(), part.file(), part.line()));
        boolean text = part.how().startsWith("strings.") || facts.type().equals("string");
        double each = heap.objects() == 0 ? 0 : (double) heap.bytes() / heap.objects();
        return Optional.of(
                new Conclusion(
                        Sureness.of(heap, knowledge, true, false, false),
                        null,
                        origin,
                        store.map(Store::container).orElse(null),
                        evidence,
                        "Only a part of it is kept (%s at line %d), but a part keeps the whole array: %s each."
                                .formatted(part.how(), part.line(), Facts.bytes(each)),
                        Fixes.of(
                                text ? "strings-clone" : "clone-slice",
                                "At line " + part.line() + ":")));
    }
}
