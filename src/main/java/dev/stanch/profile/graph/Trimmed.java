package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import org.jspecify.annotations.Nullable;

/**
 * A graph cut down to what matters: see {@link Trimmer}.
 *
 * @param graph what is left
 * @param tags of the shown nodes; null if none were asked for
 * @param originalCount how many nodes there were before their number was limited
 * @param droppedNodes how many nodes were below their share of the total
 * @param droppedEdges how many edges were below theirs
 */
public record Trimmed(
        Graph graph,
        @Nullable NodeTags tags,
        int originalCount,
        int droppedNodes,
        int droppedEdges) {

    /**
     * Makes the graph of a profile and cuts it down.
     *
     * @param tagForm how numeric labels are written, if tags are wanted
     */
    public static Trimmed of(
            Profile profile, TrimPath trimPath, Cuts cuts, NodeTags.@Nullable Form tagForm) {
        NodeTable places = NodeTable.of(profile, trimPath, cuts.hasObjects());
        return new Trimmer(profile, places, cuts, tagForm).trim();
    }
}
