package dev.stanch.profile.report;

import dev.stanch.profile.graph.NodeTable;
import java.util.List;
import java.util.Map;

/**
 * What the listings of source begin with.
 *
 * @param functions the places of each function that matches, by its name
 */
record SourceView(
        NodeTable places,
        NodeWeights weights,
        Map<String, List<Integer>> functions,
        SourceFiles sources) {

    /**
     * @throws ReportException when no function matches
     */
    static SourceView of(Prepared prepared) throws ReportException {
        Options options = prepared.options();
        NodeTable places = NodeTable.of(prepared.profile(), prepared.trimPath(), true);
        NodeWeights weights = NodeWeights.of(prepared, places);
        return new SourceView(
                places,
                weights,
                MatchedPlaces.of(prepared, places, weights),
                new SourceFiles(options.text(Option.SOURCE_PATH), options.text(Option.TRIM_PATH)));
    }
}
