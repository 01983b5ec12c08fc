package dev.stanch.profile.picture;

import java.util.List;

/** Adjacency as arrays. */
final class Lists {
    private Lists() {}

    /** By node: the numbers of the edges that begin there. */
    static int[][] outgoing(int nodes, List<Drawing.Arrow> arrows) {
        return grouped(nodes, arrows.stream().mapToInt(Drawing.Arrow::from).toArray());
    }

    /** By group: the indexes of the array whose value is the group. */
    static int[][] grouped(int groups, int[] groupOf) {
        int[] sizes = new int[groups];
        for (int group : groupOf) {
            sizes[group]++;
        }
        int[][] members = new int[groups][];
        for (int group = 0; group < groups; group++) {
            members[group] = new int[sizes[group]];
            sizes[group] = 0;
        }
        for (int i = 0; i < groupOf.length; i++) {
            members[groupOf[i]][sizes[groupOf[i]]++] = i;
        }
        return members;
    }
}
