package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.transform.Aggregation;
import dev.stanch.profile.transform.FilterExpressions;
import dev.stanch.profile.transform.Filters;
import dev.stanch.profile.transform.TagFrames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps that make another profile of a profile, after the options. */
final class Pipeline {
    private final Options options;
    private final Map<String, String> labelUnits;
    private final Warnings warnings;

    Pipeline(Options options, Map<String, String> labelUnits, Warnings warnings) {
        this.options = options;
        this.labelUnits = labelUnits;
        this.warnings = warnings;
    }

    Profile addLabelFrames(Profile profile) {
        String root = options.text(Option.TAGROOT);
        String leaf = options.text(Option.TAGLEAF);
        if (root.isEmpty() && leaf.isEmpty()) {
            return profile;
        }
        TagFrames.Result result =
                TagFrames.add(profile, keys(root), keys(leaf), options.text(Option.UNIT));
        warnUnmatched(root, result.rootMatched(), "TagRoot");
        warnUnmatched(leaf, result.leafMatched(), "TagLeaf");
        return result.profile();
    }

    Profile filter(Profile profile) throws ReportException {
        boolean isAny =
                !options.text(Option.PRUNE_FROM).isEmpty()
                        || Prepared.FILTERS.stream().anyMatch(o -> !options.text(o).isEmpty());
        if (!isAny) {
            return profile;
        }
        FilterExpressions expressions =
                new FilterExpressions(
                        options.text(Option.FOCUS),
                        options.text(Option.IGNORE),
                        options.text(Option.HIDE),
                        options.text(Option.SHOW),
                        options.text(Option.SHOW_FROM),
                        options.text(Option.PRUNE_FROM),
                        options.text(Option.TAGFOCUS),
                        options.text(Option.TAGIGNORE),
                        options.text(Option.TAGSHOW),
                        options.text(Option.TAGHIDE));
        try {
            Filters.Result result = Filters.apply(profile, expressions, labelUnits);
            result.warnings().forEach(warnings::warn);
            return result.profile();
        } catch (IllegalArgumentException wrong) {
            throw new ReportException(String.valueOf(wrong.getMessage()));
        }
    }

    Profile aggregate(Profile profile) {
        boolean inlines = !options.isOn(Option.NOINLINES);
        Granularity granularity = granularity(options.text(Option.GRANULARITY));
        return granularity == null && inlines
                ? profile
                : aggregate(profile, inlines, granularity == null ? ADDRESS : granularity);
    }

    private Profile aggregate(Profile profile, boolean inlines, Granularity granularity) {
        return Aggregation.apply(
                profile,
                inlines,
                granularity.function,
                granularity.file,
                granularity.line,
                options.isOn(Option.SHOWCOLUMNS),
                granularity.address);
    }

    /** What is kept apart. */
    private record Granularity(boolean function, boolean file, boolean line, boolean address) {}

    private static final Granularity ADDRESS = new Granularity(true, true, true, true);

    /** Null for addresses, where nothing is put together. */
    private static @Nullable Granularity granularity(String name) {
        return switch (name) {
            case "addresses" -> null;
            case "lines" -> new Granularity(true, true, true, false);
            case "files" -> new Granularity(false, true, false, false);
            case "filefunctions" -> new Granularity(true, true, false, false);
            default -> new Granularity(true, false, false, false);
        };
    }

    private void warnUnmatched(String expression, boolean isMatched, String name) {
        if (!expression.isEmpty() && !isMatched) {
            warnings.warn(name + " expression matched no samples");
        }
    }

    private static List<String> keys(String list) {
        return Arrays.stream(list.split(",", -1)).filter(key -> !key.isEmpty()).toList();
    }
}
