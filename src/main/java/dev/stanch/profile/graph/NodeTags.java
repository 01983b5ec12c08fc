package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The labels of the samples at the nodes of a picture: for each node what share of it had which
 * labels. The text labels of a sample are one tag together; of the numeric ones only {@code bytes}
 * is a tag, counted below the text tag of its sample.
 */
public final class NodeTags {
    /** So many tags are shown at a node. */
    public static final int MAX_SHOWN = 4;

    /**
     * How numeric tags are written.
     *
     * @param bytesUnit of the labels with the key {@code bytes}
     * @param outputUnit to write them in
     */
    public record Form(String bytesUnit, String outputUnit) {}

    /**
     * One tag at one node.
     *
     * @param name as shown
     * @param unit and value of a numeric tag (the first of those that are written the same); empty
     *     and 0 for a text tag
     * @param flat of the samples that end at the node, cum of all that pass it; divisors for means
     */
    public record Tag(
            String name,
            String unit,
            long value,
            long flat,
            long flatDivisor,
            long cum,
            long cumDivisor) {
        public long flatValue() {
            return flatDivisor == 0 ? flat : flat / flatDivisor;
        }

        public long cumValue() {
            return cumDivisor == 0 ? cum : cum / cumDivisor;
        }
    }

    /** The tags of a node; the key of numeric ones is the name of their text tag, or empty. */
    private record AtNode(List<Tag> text, Map<String, List<Tag>> numeric) {}

    private final Map<Integer, AtNode> tags = new HashMap<>();

    private NodeTags() {}

    static NodeTags of(
            Profile profile,
            Cuts.Values values,
            Paths paths,
            Form form,
            BitSet nodes,
            long cutoff) {
        NodeTags result = new NodeTags();
        TagCounter counter = new TagCounter(profile, values, paths, form, nodes);
        counter.count();
        counter.forEach((node, group, isText, tag) -> {
            if (Math.abs(tag.flat) < cutoff && Math.abs(tag.cum) < cutoff) {
                return;
            }
            AtNode atNode =
                    result.tags.computeIfAbsent(
                            node, n -> new AtNode(new ArrayList<>(), new LinkedHashMap<>()));
            if (isText) {
                atNode.text.add(tag);
            } else {
                atNode.numeric.computeIfAbsent(group, g -> new ArrayList<>()).add(tag);
            }
        });
        return result;
    }

    /** The text tags of a node, the heaviest first. */
    public List<Tag> text(int node, boolean byFlat) {
        AtNode atNode = tags.get(node);
        return atNode == null ? List.of() : sorted(atNode.text, byFlat);
    }

    /** The numeric tags below a text tag; below none for an empty name. */
    public List<Tag> numeric(int node, String textTag) {
        AtNode atNode = tags.get(node);
        return atNode == null ? List.of() : atNode.numeric.getOrDefault(textTag, List.of());
    }

    /** The heaviest first, by what ends at the node or by what passes it. */
    public static List<Tag> sorted(List<Tag> tags, boolean byFlat) {
        List<Tag> result = new ArrayList<>(tags);
        result.sort((left, right) -> {
            int order = byFlat ? 0 : compareSizes(left.cum, right.cum);
            order = order == 0 ? compareSizes(left.flat, right.flat) : order;
            return order == 0 ? RawText.compare(left.name, right.name) : order;
        });
        return result;
    }

    /** How many tags of a node are expected to be shown: such that end there. */
    int countShown(int node) {
        AtNode atNode = tags.get(node);
        if (atNode == null) {
            return 0;
        }
        long text = atNode.text.stream().filter(tag -> tag.flat != 0).count();
        long numeric =
                atNode.numeric.values().stream()
                        .flatMap(List::stream)
                        .filter(tag -> tag.flat != 0)
                        .count();
        return (int) Math.min(MAX_SHOWN, text + numeric);
    }

    private static int compareSizes(long left, long right) {
        return Long.compare(Math.abs(right), Math.abs(left));
    }
}
