package dev.stanch.profile.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layers of a drawing: every edge goes from one layer to the next, since long ones were cut
 * into pieces with a joint in each layer between. One joint of an edge has the edge's text.
 */
final class Layers {
    final double[] width;
    final double[] height;
    final int[] rank;

    /** Whether the node is a joint of an edge. */
    final boolean[] isJoint;

    /** By node: its neighbours in the layer above, and in that below. */
    final int[][] above;

    final int[][] below;

    /** Nodes of each layer from left to right. */
    final int[][] layers;

    /** By edge of the drawing: the nodes that it goes through, from top to bottom. */
    final int[][] ways;

    /** By edge: the joint that has its text; -1 when it has none. */
    final int[] textJoint;

    Layers(
            double[] width,
            double[] height,
            int[] rank,
            boolean[] isJoint,
            int[][] ways,
            int[] textJoint) {
        this.width = width;
        this.height = height;
        this.rank = rank;
        this.isJoint = isJoint;
        this.ways = ways;
        this.textJoint = textJoint;
        List<Integer> tops = new ArrayList<>();
        List<Integer> bottoms = new ArrayList<>();
        for (int[] way : ways) {
            for (int i = 0; i + 1 < way.length; i++) {
                tops.add(way[i]);
                bottoms.add(way[i + 1]);
            }
        }
        below = neighbours(tops, bottoms, rank.length);
        above = neighbours(bottoms, tops, rank.length);
        int count = Arrays.stream(rank).max().orElse(-1) + 1;
        layers = Lists.grouped(count, rank);
    }

    private static int[][] neighbours(List<Integer> of, List<Integer> other, int nodes) {
        int[][] edges = Lists.grouped(nodes, of.stream().mapToInt(Integer::intValue).toArray());
        for (int[] list : edges) {
            for (int i = 0; i < list.length; i++) {
                list[i] = other.get(list[i]);
            }
        }
        return edges;
    }
}
