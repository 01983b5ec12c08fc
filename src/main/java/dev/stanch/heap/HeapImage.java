package dev.stanch.heap;

import dev.stanch.heap.graph.Dominators;
import dev.stanch.heap.graph.Edges;
import dev.stanch.heap.graph.Paths;
import dev.stanch.heap.graph.Reach;
import dev.stanch.heap.layout.Types;
import dev.stanch.heap.layout.UnknownLayoutException;
import dev.stanch.heap.object.ObjectTypes;
import dev.stanch.heap.object.Places;
import dev.stanch.heap.object.Spans;
import dev.stanch.heap.root.Goroutine;
import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * The objects of a taken heap as a graph, and what it tells. Nodes are: 0, above all; goroutines;
 * global variables; what the runtime's records keep; every slot of every span; and groups of
 * goroutines, last, since who is in which follows from the rest.
 */
public final class HeapImage {
    private static final int FIRST_GOROUTINE = 1;
    private static final int MOST_SHARES = 100;

    private final Taken taken;
    private final Spans spans;
    private final Roots roots;
    private final List<Goroutine> live = new ArrayList<>();
    private final List<String> variables;
    private final List<List<Integer>> groups = new ArrayList<>();
    private final Set<Long> allGoroutines = new HashSet<>();
    private int firstVariable;
    private int special;
    private int firstSlot;
    private int firstGroup;

    private HeapImage(Taken taken, Roots roots) {
        this.taken = taken;
        spans = taken.heap().spans();
        this.roots = roots;
        variables = List.copyOf(roots.globals().keySet());
    }

    /**
     * Analyses a taken heap.
     *
     * @param name of the global variable that has an address in memory
     * @throws FormatException when memory is not as expected
     */
    public static Answers answers(String input, Taken taken, LongFunction<String> name)
            throws FormatException {
        try {
            return new HeapImage(taken, Roots.read(taken, name)).answers();
        } catch (UnknownLayoutException e) {
            throw new FormatException(
                    input, -1, "no answer, since a check failed: " + e.getMessage());
        } catch (IndexOutOfBoundsException | ArithmeticException e) {
            throw new FormatException(
                    input, -1, "no answer, since its memory is not as expected: " + e.getMessage());
        }
    }

    private Answers answers() {
        Map<List<Object>, List<Integer>> byStack = new LinkedHashMap<>();
        for (Goroutine goroutine : roots.goroutines()) {
            allGoroutines.add(goroutine.address());
            if (goroutine.status() != Goroutine.DEAD && goroutine.status() != 0) {
                byStack.computeIfAbsent(
                                List.of(goroutine.stack(), goroutine.creator()),
                                _ -> new ArrayList<>())
                        .add(live.size());
                live.add(goroutine);
            }
        }
        firstVariable = FIRST_GOROUTINE + live.size();
        special = firstVariable + variables.size();
        firstSlot = special + 1;
        firstGroup = Math.addExact(firstSlot, spans.slots());
        Types names = taken.module().types().in(taken.memory());
        ObjectTypes types =
                ObjectTypes.of(
                        taken.memory(), taken.heap(), names, roots.words(), channelsWaitedAt());
        Edges edges = edges(2 * byStack.size());
        splitByFate(byStack.values(), awake(edges), edges);
        Ways ways =
                new Ways(
                        spans,
                        firstSlot,
                        Paths.from(rootsOfWays(), edges),
                        new Places(taken.memory(), spans, names, types),
                        this::root);
        Dominators dominators = Dominators.of(edges);
        long[] weights = new long[edges.nodes()];
        long[] ones = new long[edges.nodes()];
        fill(weights, ones);
        long[] bytes = dominators.sums(weights);
        long[] objects = dominators.sums(ones);
        int[] place = new int[firstSlot + groups.size()];
        for (int i = 0; i < dominators.reached(); i++) {
            int node = dominators.node(i);
            if (node < firstSlot) {
                place[node] = i;
            } else if (node >= firstGroup) {
                place[firstSlot + node - firstGroup] = i;
            }
        }
        long allocatedBytes = 0;
        long allocated = 0;
        for (int node = firstSlot; node < firstGroup; node++) {
            allocated += ones[node];
            allocatedBytes += weights[node];
        }
        long empty = groups.stream().filter(List::isEmpty).count();
        return new Answers(
                objects[0],
                bytes[0],
                allocated,
                allocatedBytes,
                edges.count() - empty,
                live.size(),
                holders(bytes, objects, place, dominators, types, names),
                waiters(bytes, objects, place, ways),
                Histogram.of(taken, types, dominators, firstSlot),
                incomplete());
    }

    /** Each stack becomes two groups, of those that can never wake and of the others. */
    private void splitByFate(Iterable<List<Integer>> byStack, Reach awake, Edges edges) {
        for (List<Integer> members : byStack) {
            for (boolean fate : new boolean[] {true, false}) {
                List<Integer> part =
                        members.stream()
                                .filter(i -> awake.has(FIRST_GOROUTINE + i) != fate)
                                .toList();
                edges.begin(firstGroup + groups.size());
                part.forEach(member -> edges.add(FIRST_GOROUTINE + member));
                groups.add(part);
            }
        }
        edges.end();
    }

    private static boolean isStuck(int group) {
        return group % 2 == 0;
    }

    /** All but those of the groups. */
    private Edges edges(int mostGroups) {
        Edges edges = new Edges(Math.addExact(firstGroup, mostGroups));
        edges.begin(0);
        for (int node = firstVariable; node < firstSlot; node++) {
            edges.add(node);
        }
        for (int i = 0; i < mostGroups; i++) {
            edges.add(firstGroup + i);
        }
        for (int i = 0; i < live.size(); i++) {
            edges.begin(FIRST_GOROUTINE + i);
            int own = spans.slotOf(live.get(i).address());
            if (own >= 0) {
                edges.add(firstSlot + own);
            }
            live.get(i).pointers().forEach(pointer -> add(edges, pointer));
        }
        for (int i = 0; i < variables.size(); i++) {
            edges.begin(firstVariable + i);
            roots.globals()
                    .getOrDefault(variables.get(i), List.of())
                    .forEach(pointer -> add(edges, pointer));
        }
        edges.begin(special);
        taken.heap().specialRoots().forEach(pointer -> add(edges, pointer));
        for (long object : taken.heap().finalized()) {
            int slot = spans.slotOf(object);
            if (slot >= 0) {
                int span = spans.spanOfSlot(slot);
                taken.heap()
                        .pointers()
                        .pointers(span, spans.address(slot), pointer -> add(edges, pointer));
            }
        }
        for (int span = 0; span < spans.count(); span++) {
            if (!spans.holdsObjects(span) || spans.noscan(span)) {
                continue;
            }
            long address = spans.start(span);
            for (int slot = spans.firstSlot(span); slot < spans.endSlot(span); slot++) {
                if (spans.isAllocated(slot)) {
                    edges.begin(firstSlot + slot);
                    taken.heap().pointers().pointers(span, address, pointer -> add(edges, pointer));
                }
                address += spans.elementSize(span);
            }
        }
        edges.end();
        return edges;
    }

    /**
     * A goroutine is what its own node keeps: the runtime's lists, and the queues of channels, do
     * not make that it can run.
     */
    private void add(Edges edges, long pointer) {
        int slot = spans.slotOf(pointer);
        if (slot >= 0 && !allGoroutines.contains(pointer)) {
            edges.add(firstSlot + slot);
        }
    }

    /**
     * What goroutines that run, or will, can reach. One that is blocked counts when what it waits
     * at was reached, again and again until nothing is added: findGoroutineLeaks in runtime/mgc.go.
     */
    private Reach awake(Edges edges) {
        Reach reach = new Reach(edges);
        for (int node = firstVariable; node < firstSlot; node++) {
            reach.from(node);
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 0; i < live.size(); i++) {
                if (!reach.has(FIRST_GOROUTINE + i) && mayRun(live.get(i), reach)) {
                    reach.from(FIRST_GOROUTINE + i);
                    changed = true;
                }
            }
        }
        return reach;
    }

    private boolean mayRun(Goroutine goroutine, Reach reach) {
        // The first goroutine ends the program; one that waits there is how servers are written.
        if (!goroutine.isBlocked() || goroutine.id() == 1) {
            return true;
        }
        for (long primitive : goroutine.primitives()) {
            int slot = spans.slotOf(primitive);
            if (slot < 0 || reach.has(firstSlot + slot)) {
                return true;
            }
        }
        return false;
    }

    private void fill(long[] weights, long[] ones) {
        for (int span = 0; span < spans.count(); span++) {
            if (spans.holdsObjects(span)) {
                for (int slot = spans.firstSlot(span); slot < spans.endSlot(span); slot++) {
                    if (spans.isAllocated(slot)) {
                        weights[firstSlot + slot] = spans.elementSize(span);
                        ones[firstSlot + slot] = 1;
                    }
                }
            }
        }
    }

    private List<Holder> holders(
            long[] bytes,
            long[] objects,
            int[] place,
            Dominators dominators,
            ObjectTypes types,
            Types names) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            order.add(firstVariable + i);
        }
        order.sort(Comparator.comparingLong((Integer node) -> bytes[place[node]]).reversed());
        List<Integer> large = order.subList(0, Math.min(MOST_SHARES, order.size()));
        Shares shares = new Shares(Set.copyOf(large), dominators, firstSlot, spans, types, names);
        return order.stream()
                .map(node ->
                        new Holder(
                                variables.get(node - firstVariable),
                                objects[place[node]],
                                bytes[place[node]],
                                shares.of(node)))
                .toList();
    }

    private List<Long> channelsWaitedAt() {
        return live.stream()
                .filter(g -> g.waitReason().startsWith("chan") || g.waitReason().equals("select"))
                .flatMap(g -> g.primitives().stream())
                .toList();
    }

    /** Where what is kept is kept from: global variables, and goroutines that need nobody. */
    private List<Integer> rootsOfWays() {
        List<Integer> from = new ArrayList<>();
        for (int node = firstVariable; node < firstSlot; node++) {
            from.add(node);
        }
        for (int i = 0; i < live.size(); i++) {
            if (!live.get(i).isBlocked() || live.get(i).id() == 1) {
                from.add(FIRST_GOROUTINE + i);
            }
        }
        return from;
    }

    private List<Waiters> waiters(long[] bytes, long[] objects, int[] place, Ways ways) {
        List<Waiters> all = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            List<Integer> members = groups.get(i);
            if (members.isEmpty()) {
                continue;
            }
            int at = place[firstSlot + i];
            Goroutine example = live.get(members.getFirst());
            all.add(
                    new Waiters(
                            isStuck(i),
                            example,
                            members.size(),
                            objects[at],
                            bytes[at],
                            members.stream().limit(10).map(m -> live.get(m).id()).toList(),
                            isStuck(i) || !example.isBlocked() ? "" : ways.to(example)));
        }
        all.sort(
                Comparator.comparing(Waiters::stuck)
                        .thenComparingLong(Waiters::bytes)
                        .thenComparingInt(Waiters::count)
                        .reversed());
        return all;
    }

    /** What a way that begins at a node begins with. */
    private String root(int node) {
        if (node == special) {
            return "a finalizer, cleanup or weak pointer";
        }
        return node >= firstVariable
                ? variables.get(node - firstVariable)
                : "goroutine " + live.get(node - FIRST_GOROUTINE).id() + ": ";
    }

    private List<String> incomplete() {
        List<String> gaps = new ArrayList<>();
        long loose = live.stream().filter(goroutine -> !goroutine.precise()).count();
        if (loose > 0) {
            gaps.add(
                    loose
                            + " goroutines were interrupted where the compiler tells nothing of the"
                            + " stack: a part of theirs was read word by word and may keep too much");
        }
        return gaps;
    }
}
