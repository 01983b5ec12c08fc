package dev.stanch.profile.report;

import dev.stanch.profile.graph.Graph;
import dev.stanch.profile.graph.NodeTags;
import dev.stanch.profile.graph.NodeTags.Tag;
import dev.stanch.profile.measure.GoFloat;
import dev.stanch.profile.measure.Units;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The boxes beside a node that say which labels its samples had: text labels, and below them (or
 * below the node) the numeric ones in at most four groups.
 */
final class DotTags {
    private final Graph graph;
    private final @Nullable NodeTags tags;
    private final ValueFormat values;
    private final ReportFormat format;
    private final TextOutput out;

    DotTags(ReportGraph report, ReportFormat format, TextOutput out) {
        this.graph = report.graph();
        this.tags = report.tags();
        this.values = report.values();
        this.format = format;
        this.out = out;
    }

    /** Writes a node's boxes; whether it has any. */
    boolean print(int node, int number) throws IOException {
        if (tags == null) {
            return false;
        }
        // A node that calls nothing here stands for all that was cut below it.
        boolean byFlat = graph.edges().out(node).length > 0;
        List<Tag> texts = tags.text(node, byFlat);
        boolean isAny = false;
        for (int i = 0; i < Math.min(NodeTags.MAX_SHOWN, texts.size()); i++) {
            Tag tag = texts.get(i);
            long value = byFlat ? tag.flatValue() : tag.cumValue();
            if (value == 0) {
                continue;
            }
            String box = "N" + number + "_" + i;
            box(box, tag.name(), "N" + number, box, value, "");
            numeric(tags.numeric(node, tag.name()), byFlat, box);
            isAny = true;
        }
        return numeric(tags.numeric(node, ""), byFlat, "N" + number) || isAny;
    }

    private boolean numeric(List<Tag> some, boolean byFlat, String parent) throws IOException {
        List<Tag> groups = grouped(some, byFlat);
        boolean isAny = false;
        for (int i = 0; i < groups.size(); i++) {
            Tag tag = groups.get(i);
            boolean isOwn = byFlat || tag.flatValue() == tag.cumValue();
            long value = isOwn ? tag.flatValue() : tag.cumValue();
            if (value != 0) {
                String box = "N" + parent + "_" + i;
                box(box, tag.name(), parent, box, value, isOwn ? "" : " style=\"dotted\"");
                isAny = true;
            }
        }
        return isAny;
    }

    private void box(
            String box, String name, String parent, String target, long value, String style)
            throws IOException {
        String text = values.of(value);
        out.append(box).append(" [label = \"").append(DotText.raw(name, format));
        out.append("\" id=\"").append(box);
        out.append("\" fontsize=8 shape=box3d tooltip=\"").append(text).line("\"]");
        out.append(parent).append(" -> ").append(target).append(" [label=\" ").append(text);
        out.append("\" weight=100 tooltip=\"").append(text);
        out.append("\" labeltooltip=\"").append(text).append('"').append(style).line("]");
    }

    /** The tags, the lighter ones put to that of the heaviest four whose value is nearest. */
    private static List<Tag> grouped(List<Tag> some, boolean byFlat) {
        List<Tag> sorted = NodeTags.sorted(some, byFlat);
        if (sorted.size() <= NodeTags.MAX_SHOWN) {
            return sorted;
        }
        List<List<Tag>> groups = new ArrayList<>();
        for (Tag tag : sorted) {
            if (groups.size() < NodeTags.MAX_SHOWN) {
                groups.add(new ArrayList<>(List.of(tag)));
            } else {
                nearest(groups, tag).add(tag);
            }
        }
        return NodeTags.sorted(groups.stream().map(DotTags::joined).toList(), byFlat);
    }

    private static List<Tag> nearest(List<List<Tag>> groups, Tag tag) {
        List<Tag> best = groups.getFirst();
        for (List<Tag> group : groups) {
            if (distance(tag, group.getFirst()) < distance(tag, best.getFirst())) {
                best = group;
            }
        }
        return best;
    }

    private static double distance(Tag tag, Tag other) {
        double value = Units.scale(other.value(), other.unit(), tag.unit()).value();
        return Math.abs((double) tag.value() - value);
    }

    private static Tag joined(List<Tag> group) {
        Tag least = group.getFirst();
        Tag most = group.getFirst();
        long flat = 0;
        long flatDivisor = 0;
        long cum = 0;
        long cumDivisor = 0;
        for (Tag tag : group) {
            least = scaled(tag, least) < least.value() ? tag : least;
            most = scaled(tag, most) > most.value() ? tag : most;
            flat += tag.flat();
            flatDivisor += tag.flatDivisor();
            cum += tag.cum();
            cumDivisor += tag.cumDivisor();
        }
        String name = Units.label(least.value(), least.unit());
        if (group.size() > 1) {
            name = name + ".." + Units.label(most.value(), most.unit());
        }
        return new Tag(
                name,
                "",
                0,
                flatDivisor == 0 ? flat : flat / flatDivisor,
                0,
                cumDivisor == 0 ? cum : cum / cumDivisor,
                0);
    }

    private static long scaled(Tag tag, Tag other) {
        return GoFloat.toInt64(Units.scale(tag.value(), tag.unit(), other.unit()).value());
    }
}
