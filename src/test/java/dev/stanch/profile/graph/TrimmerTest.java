package dev.stanch.profile.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Graphs of random profiles against a reference that follows pprof's description literally. */
class TrimmerTest {
    private record Edge(long weight, boolean residual, boolean inline) {}

    @Test
    void graphsAreThoseOfTheReference() {
        Random random = new Random(42);
        for (int round = 0; round < 300; round++) {
            List<List<Frame>> stacks = new ArrayList<>();
            List<Long> values = new ArrayList<>();
            Profile profile = randomProfile(random, stacks, values);
            Cuts cuts = cuts(random.nextInt(3) * 5, random.nextInt(3) * 0.05, Cuts.Order.FLAT);
            Trimmed trimmed = Trimmed.of(profile, new TrimPath("", ""), cuts, null);
            Reference reference = new Reference(stacks, values);
            Set<String> kept = reference.trim(cuts);
            assertThat(shownNames(trimmed)).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(trimmed.droppedNodes()).isEqualTo(reference.droppedNodes);
            for (int node : trimmed.graph().shown()) {
                String name = trimmed.graph().name(node);
                assertThat(trimmed.graph().flatValue(node))
                        .isEqualTo(reference.flat.getOrDefault(name, 0L));
                assertThat(trimmed.graph().cumValue(node))
                        .isEqualTo(reference.cum.getOrDefault(name, 0L));
            }
            assertThat(edges(trimmed)).isEqualTo(reference.edges(kept));
        }
    }

    @Test
    void everyNodeOfACallTreeHasOneCaller() {
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            List<Long> values = new ArrayList<>();
            Profile profile = randomProfile(random, new ArrayList<>(), values);
            Cuts cuts =
                    new Cuts(
                            new Cuts.Values(0, false),
                            false,
                            8,
                            0.02,
                            0,
                            Cuts.Order.PICTURE,
                            true,
                            false,
                            Cuts.EdgeUse.ALL,
                            name -> true);
            Trimmed trimmed = Trimmed.of(profile, new TrimPath("", ""), cuts, null);
            Graph graph = trimmed.graph();
            assertThat(graph.shownCount()).isLessThanOrEqualTo(8);
            for (int node : graph.shown()) {
                int[] callers = graph.edges().in(node);
                assertThat(callers.length).isLessThanOrEqualTo(1);
                long cum = graph.cumValue(node);
                for (int edge : callers) {
                    assertThat(graph.edges().weight(edge)).isEqualTo(cum);
                    assertThat(graph.shown()).contains(graph.edges().source(edge));
                }
            }
        }
    }

    @Test
    void inliningIsToldAlsoWhereNoOtherEdgeIsCounted() {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("n", "count")));
        Frame inlined = new Frame("leaf", "", 0, 0, true);
        builder.addSample(List.of(inlined, new Frame("caller", "", 0)), 3);
        builder.addSample(List.of(new Frame("other", "", 0), new Frame("caller", "", 0)), 4);
        Cuts cuts =
                new Cuts(
                        new Cuts.Values(0, false),
                        false,
                        0,
                        0,
                        0,
                        Cuts.Order.CUM,
                        false,
                        false,
                        Cuts.EdgeUse.INLINING,
                        name -> true);
        Graph graph = Trimmed.of(builder.build(), new TrimPath("", ""), cuts, null).graph();
        assertThat(graph.edges().size()).isEqualTo(1);
        assertThat(graph.edges().isInline(0)).isTrue();
        assertThat(shownNames(graph)).containsExactly("caller", "other", "leaf");
    }

    private static Cuts cuts(int nodes, double fraction, Cuts.Order order) {
        return new Cuts(
                new Cuts.Values(0, false),
                false,
                nodes,
                fraction,
                0,
                order,
                false,
                false,
                Cuts.EdgeUse.ALL,
                name -> true);
    }

    private static Profile randomProfile(
            Random random, List<List<Frame>> stacks, List<Long> values) {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("n", "count")));
        int samples = 1 + random.nextInt(30);
        for (int i = 0; i < samples; i++) {
            List<Frame> stack = new ArrayList<>();
            int depth = 1 + random.nextInt(8);
            for (int j = 0; j < depth; j++) {
                boolean inlined = j < depth - 1 && random.nextInt(4) == 0;
                stack.add(new Frame("f" + random.nextInt(12), "", 0, 0, inlined));
            }
            long value = random.nextInt(5) == 0 ? 0 : random.nextInt(100) - 10L;
            builder.addSample(stack, value);
            stacks.add(stack);
            values.add(value);
        }
        return builder.build();
    }

    private static List<String> shownNames(Trimmed trimmed) {
        return shownNames(trimmed.graph());
    }

    private static List<String> shownNames(Graph graph) {
        List<String> names = new ArrayList<>();
        for (int node : graph.shown()) {
            names.add(graph.name(node));
        }
        return names;
    }

    private static Map<String, Edge> edges(Trimmed trimmed) {
        Edges edges = trimmed.graph().edges();
        Map<String, Edge> result = new TreeMap<>();
        for (int edge = 0; edge < edges.size(); edge++) {
            String from = trimmed.graph().name(edges.source(edge));
            String to = trimmed.graph().name(edges.target(edge));
            result.put(
                    from + ">" + to,
                    new Edge(edges.weight(edge), edges.isResidual(edge), edges.isInline(edge)));
        }
        return result;
    }

    /** One sample at a time, with maps by name. */
    private static final class Reference {
        private final List<List<Frame>> stacks;
        private final List<Long> values;
        private final Map<String, Long> flat = new HashMap<>();
        private final Map<String, Long> cum = new LinkedHashMap<>();
        private boolean isCut;
        private int droppedNodes;

        Reference(List<List<Frame>> stacks, List<Long> values) {
            this.stacks = stacks;
            this.values = values;
            for (int i = 0; i < stacks.size(); i++) {
                long value = values.get(i);
                Set<String> seen = new HashSet<>();
                for (Frame frame : stacks.get(i)) {
                    if (value != 0 && seen.add(frame.function())) {
                        cum.merge(frame.function(), value, Long::sum);
                    }
                }
                flat.merge(stacks.get(i).getFirst().function(), value, Long::sum);
            }
        }

        Set<String> trim(Cuts cuts) {
            List<String> nodes = new ArrayList<>(cum.keySet());
            nodes.removeIf(
                    name -> cum.getOrDefault(name, 0L) == 0 && flat.getOrDefault(name, 0L) == 0);
            long total = nodes.stream().mapToLong(name -> flat.getOrDefault(name, 0L)).sum();
            long cutoff = Math.abs((long) (total * cuts.nodeFraction()));
            int before = nodes.size();
            if (cutoff > 0) {
                nodes.removeIf(name -> Math.abs(cum.getOrDefault(name, 0L)) < cutoff);
            }
            droppedNodes = before - nodes.size();
            nodes.sort((a, b) -> {
                long left = Math.abs(flat.getOrDefault(a, 0L));
                long right = Math.abs(flat.getOrDefault(b, 0L));
                return left == right ? a.compareTo(b) : Long.compare(right, left);
            });
            boolean isLimited = cuts.nodeCount() > 0 && nodes.size() > cuts.nodeCount();
            isCut = droppedNodes > 0 || isLimited;
            return new HashSet<>(isLimited ? nodes.subList(0, cuts.nodeCount()) : nodes);
        }

        Map<String, Edge> edges(Set<String> kept) {
            Map<String, Edge> result = new TreeMap<>();
            for (int i = 0; i < stacks.size(); i++) {
                if (values.get(i) != 0) {
                    add(stacks.get(i), values.get(i), kept, result);
                }
            }
            return result;
        }

        private void add(List<Frame> stack, long value, Set<String> kept, Map<String, Edge> edges) {
            String parent = "";
            boolean residual = false;
            Set<String> seen = new HashSet<>();
            for (Frame frame : stack.reversed()) {
                String name = frame.function();
                if (isCut && !kept.contains(name)) {
                    residual = true;
                    continue;
                }
                String key = parent + ">" + name;
                if (!parent.isEmpty() && !parent.equals(name) && seen.add(key)) {
                    edges.merge(
                            key,
                            new Edge(value, residual, frame.inlined()),
                            (a, b) ->
                                    new Edge(
                                            a.weight + b.weight,
                                            a.residual || b.residual,
                                            a.inline && b.inline));
                }
                parent = name;
                residual = false;
            }
        }
    }
}
