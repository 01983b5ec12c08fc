package dev.stanch.heap;

import dev.stanch.heap.graph.Paths;
import dev.stanch.heap.object.Places;
import dev.stanch.heap.object.Spans;
import dev.stanch.heap.root.Goroutine;
import java.util.List;
import java.util.function.IntFunction;

/** Ways to what goroutines wait at, in words. */
final class Ways {
    private static final int LONGEST = 160;

    private final Spans spans;
    private final int firstSlot;
    private final Paths paths;
    private final Places places;
    private final IntFunction<String> root;

    /**
     * @param firstSlot the node of the first slot
     * @param root what a way that begins at a node begins with
     */
    Ways(Spans spans, int firstSlot, Paths paths, Places places, IntFunction<String> root) {
        this.spans = spans;
        this.firstSlot = firstSlot;
        this.paths = paths;
        this.places = places;
        this.root = root;
    }

    String to(Goroutine goroutine) {
        for (long primitive : goroutine.primitives()) {
            int slot = spans.slotOf(primitive);
            List<Integer> way = slot < 0 ? List.of() : paths.to(firstSlot + slot);
            if (!way.isEmpty()) {
                return inWords(way);
            }
        }
        return "";
    }

    private String inWords(List<Integer> way) {
        StringBuilder text = new StringBuilder(root.apply(way.getFirst()));
        String last = "";
        int times = 1;
        for (int i = 2; i < way.size(); i++) {
            String part = places.between(way.get(i - 1) - firstSlot, way.get(i) - firstSlot);
            if (part.equals(last) && !part.isEmpty()) {
                times++;
                continue;
            }
            text.append(repeated(times)).append(part);
            last = part;
            times = 1;
        }
        text.append(repeated(times));
        return text.length() <= LONGEST
                ? text.toString()
                : text.substring(0, LONGEST / 2)
                        + " … "
                        + text.substring(text.length() - LONGEST / 2);
    }

    private static String repeated(int times) {
        return times == 1 ? "" : " (" + times + " times)";
    }
}
