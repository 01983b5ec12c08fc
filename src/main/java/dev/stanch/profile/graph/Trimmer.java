package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import dev.stanch.profile.measure.GoFloat;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Pprof's three steps to a readable graph: nodes below a share of the total go first, then all but
 * the wanted number of nodes, then light edges (and, in a picture, residual edges that only repeat
 * other ways). After each of the first two steps the edges are counted anew from the samples; nodes
 * keep their weights.
 */
final class Trimmer {
    private final Profile profile;
    private final Cuts cuts;
    private final NodeTags.@Nullable Form tagForm;
    private final GraphBuilder builder;
    private final Paths paths;
    private final Graph graph;
    private final boolean isPicture;

    /** Which nodes later edges join; null for all. */
    private @Nullable BitSet kept;

    Trimmer(Profile profile, NodeTable places, Cuts cuts, NodeTags.@Nullable Form tagForm) {
        this.profile = profile;
        this.cuts = cuts;
        this.tagForm = tagForm;
        this.isPicture = cuts.order() == Cuts.Order.PICTURE;
        StackWeights stacks = StackWeights.of(profile, cuts.values());
        boolean isMean = cuts.values().isMean();
        this.builder = new GraphBuilder(profile, places, stacks, isMean);
        if (cuts.isTree()) {
            TreeBuilder tree = new TreeBuilder(profile, places, stacks, isMean);
            this.graph = tree.build(cuts.dropNegative());
            this.paths = tree;
        } else {
            Weights weights = builder.weights();
            int[] shown = weights.select(places.size(), cuts.dropNegative());
            this.graph = new Graph(places, weights, new Edges(isMean), shown);
            this.paths = builder;
        }
    }

    Trimmed trim() {
        long total = 0;
        for (int node : graph.nodes()) {
            total += graph.weights().flat(node);
        }
        long nodeCutoff = cutoff(total, cuts.nodeFraction());
        long edgeCutoff = cutoff(total, cuts.edgeFraction());
        int before = graph.nodes().length;
        if (nodeCutoff > 0) {
            keep(heavyNodes(nodeCutoff));
        }
        int originalCount = graph.nodes().length;
        if (isPicture) {
            countEdges();
        }
        graph.show(sorted());
        NodeTags tags = tagForm == null ? null : tags(tagForm, nodeCutoff);
        boolean isLimited = cuts.nodeCount() > 0;
        boolean isCutAgain = isLimited && limit(tags, edgeCutoff);
        if (!isPicture) {
            countEdges();
        }
        int dropped = dropLightEdges(edgeCutoff);
        if (isPicture) {
            RedundantEdges.remove(graph);
        }
        // Where all nodes fit, pprof has dropped the light edges before and counts none here.
        int droppedEdges = isLimited && !isCutAgain ? 0 : dropped;
        return new Trimmed(graph, tags, originalCount, before - originalCount, droppedEdges);
    }

    private static long cutoff(long total, double fraction) {
        return Math.abs(GoFloat.toInt64((double) total * fraction));
    }

    private int[] heavyNodes(long cutoff) {
        return Arrays.stream(graph.nodes())
                .filter(node -> Math.abs(graph.weights().cum(node)) >= cutoff)
                .toArray();
    }

    /** Keeps only some of the shown nodes; whether that changed anything. */
    private boolean keep(int[] nodes) {
        if (nodes.length == graph.nodes().length) {
            return false;
        }
        BitSet set = new BitSet();
        for (int node : nodes) {
            set.set(node);
        }
        if (cuts.isTree()) {
            TreeCutter.cut(graph, set);
        } else {
            kept = set;
        }
        graph.show(nodes);
        return true;
    }

    /** Keeps the wanted number of nodes; whether there were more. */
    private boolean limit(@Nullable NodeTags tags, long edgeCutoff) {
        int[] nodes = graph.nodes();
        int count = Math.min(cuts.nodeCount(), nodes.length);
        if (isPicture) {
            dropLightEdges(edgeCutoff);
            count = tags == null ? count : withTags(nodes, count, tags);
        }
        if (!keep(Arrays.copyOf(nodes, count))) {
            return false;
        }
        if (isPicture) {
            countEdges();
            graph.show(sorted());
        }
        return true;
    }

    /** How many nodes to show if their tags count as well. */
    private int withTags(int[] nodes, int limit, NodeTags tags) {
        int count = 0;
        for (int i = 0; i < limit; i++) {
            count += tags.countShown(nodes[i]) + 1;
            if (count >= cuts.nodeCount()) {
                return i + 1;
            }
        }
        return limit;
    }

    private NodeTags tags(NodeTags.Form form, long cutoff) {
        int[] nodes = graph.nodes();
        int wanted = cuts.nodeCount() > 0 ? Math.min(cuts.nodeCount(), nodes.length) : nodes.length;
        BitSet set = new BitSet();
        for (int i = 0; i < wanted; i++) {
            set.set(nodes[i]);
        }
        return NodeTags.of(profile, cuts.values(), paths, form, set, cutoff);
    }

    private int[] sorted() {
        int[] nodes = graph.nodes().clone();
        switch (cuts.order()) {
            case FLAT -> NodeOrder.byFlat(graph, nodes);
            case CUM -> NodeOrder.byCum(graph, nodes);
            case PICTURE -> NodeOrder.byEntropy(graph, nodes);
        }
        return nodes;
    }

    /** Counts the edges between what is kept now; those of a tree are there from the start. */
    private void countEdges() {
        if (cuts.isTree()) {
            return;
        }
        switch (cuts.edgeUse()) {
            case NONE -> {}
            case INLINING -> {
                BitSet inlined = graph.places().inlined();
                if (!inlined.isEmpty()) {
                    graph.setEdges(builder.edges(kept, inlined, null));
                }
            }
            case ALL -> graph.setEdges(builder.edges(kept, null, null));
            case MATCHING -> graph.setEdges(builder.edges(kept, null, matching()));
        }
    }

    private BitSet matching() {
        BitSet result = new BitSet();
        for (int node : graph.nodes()) {
            if (cuts.edgesOf().test(graph.name(node))) {
                result.set(node);
            }
        }
        return result;
    }

    private int dropLightEdges(long cutoff) {
        Edges edges = graph.edges();
        int dropped = 0;
        for (int node : graph.nodes()) {
            for (int edge : edges.in(node)) {
                if (Math.abs(edges.weight(edge)) < cutoff) {
                    edges.remove(edge);
                    dropped++;
                }
            }
        }
        return dropped;
    }
}
