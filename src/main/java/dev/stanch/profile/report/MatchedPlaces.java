package dev.stanch.profile.report;

import com.google.re2j.Pattern;
import dev.stanch.profile.RawText;
import dev.stanch.profile.graph.NodeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The places of a profile by the name of their function, for names that match. */
final class MatchedPlaces {
    private MatchedPlaces() {}

    /**
     * @throws ReportException when no function matches
     */
    static Map<String, List<Integer>> of(Prepared prepared, NodeTable places, NodeWeights weights)
            throws ReportException {
        Pattern pattern = prepared.pattern();
        boolean dropNegative = prepared.options().isOn(Option.DROP_NEGATIVE);
        Map<String, Boolean> matches = new HashMap<>();
        Map<String, List<Integer>> functions = new TreeMap<>(RawText::compare);
        for (int node = 0; node < places.size(); node++) {
            if (weights.isShown(node, dropNegative)) {
                String name = places.name(node);
                boolean isWanted =
                        matches.computeIfAbsent(
                                name, n -> pattern == null || pattern.matcher(n).find());
                if (isWanted) {
                    functions.computeIfAbsent(name, n -> new ArrayList<>()).add(node);
                }
            }
        }
        if (functions.isEmpty()) {
            String expression = pattern == null ? "" : pattern.pattern();
            throw new ReportException("no matches found for regexp: " + expression);
        }
        return functions;
    }
}
