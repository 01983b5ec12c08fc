package dev.stanch.profile.report;

import dev.stanch.profile.graph.Cuts;
import dev.stanch.profile.graph.Graph;
import dev.stanch.profile.graph.NodeTags;
import dev.stanch.profile.graph.Trimmed;
import dev.stanch.profile.measure.GoFloat;
import dev.stanch.profile.measure.Percent;
import dev.stanch.profile.measure.Units;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The graph below a report, the unit that suits its values, and the lines above them. */
final class ReportGraph {
    private static final int MAX_FILTER_BYTES = 80;

    private final Prepared prepared;
    private final Trimmed trimmed;
    private final ValueFormat values;

    private ReportGraph(Prepared prepared, Trimmed trimmed) {
        this.prepared = prepared;
        this.trimmed = trimmed;
        this.values = prepared.values().in(outputUnit(prepared, trimmed.graph()));
    }

    static ReportGraph of(Prepared prepared, Cuts.EdgeUse edgeUse) {
        return of(prepared, edgeUse, name -> true);
    }

    /** The graph with the edges of those nodes alone whose name is of interest. */
    static ReportGraph withEdgesOf(Prepared prepared, Predicate<String> edgesOf) {
        return of(prepared, Cuts.EdgeUse.MATCHING, edgesOf);
    }

    private static ReportGraph of(
            Prepared prepared, Cuts.EdgeUse edgeUse, Predicate<String> edgesOf) {
        Options options = prepared.options();
        ReportFormat.Kind kind = prepared.format().kind();
        boolean isPicture = kind == ReportFormat.Kind.DOT;
        boolean isCallgrind = kind == ReportFormat.Kind.CALLGRIND;
        Cuts cuts =
                new Cuts(
                        new Cuts.Values(prepared.valueIndex(), prepared.isMean()),
                        isCallgrind,
                        options.number(Option.NODECOUNT),
                        options.fraction(Option.NODEFRACTION),
                        options.fraction(Option.EDGEFRACTION),
                        order(options, isPicture),
                        options.isOn(Option.CALL_TREE) && (isPicture || isCallgrind),
                        options.isOn(Option.DROP_NEGATIVE),
                        edgeUse,
                        edgesOf);
        NodeTags.Form tagForm =
                isPicture
                        ? new NodeTags.Form(
                                prepared.labelUnits().getOrDefault("bytes", ""),
                                options.text(Option.UNIT))
                        : null;
        return new ReportGraph(
                prepared, Trimmed.of(prepared.profile(), prepared.trimPath(), cuts, tagForm));
    }

    Graph graph() {
        return trimmed.graph();
    }

    @Nullable NodeTags tags() {
        return trimmed.tags();
    }

    ValueFormat values() {
        return values;
    }

    /** A share of the report's total. */
    String percent(long value) {
        return Percent.of(value, prepared.total());
    }

    /** The lines above a text. */
    List<String> labels() {
        boolean isShort = prepared.options().isOn(Option.COMPACT_LABELS);
        return labels(isShort ? List.of() : Header.of(prepared, values), 0);
    }

    /** The lines of a picture's legend. */
    List<String> legend() {
        List<String> lines = labels(Header.of(prepared, values), trimmed.droppedEdges());
        lines.add("\nSee https://git.io/JfYMW for how to read the graph");
        return lines;
    }

    private List<String> labels(List<String> header, int droppedEdges) {
        List<String> lines = new ArrayList<>(header);
        addFilters(lines);
        long total = prepared.total();
        long shown = graph().shownTotal();
        lines.add(
                "Showing nodes accounting for %s, %s of %s total"
                        .formatted(values.of(shown), percent(shown).strip(), values.of(total)));
        if (total != 0) {
            Options options = prepared.options();
            addDropped(
                    lines,
                    trimmed.droppedNodes(),
                    "node",
                    "cum",
                    options.fraction(Option.NODEFRACTION));
            addDropped(lines, droppedEdges, "edge", "freq", options.fraction(Option.EDGEFRACTION));
            int count = graph().shownCount();
            if (count > 0 && count < trimmed.originalCount()) {
                lines.add("Showing top " + count + " nodes out of " + trimmed.originalCount());
            }
        }
        return lines;
    }

    private void addFilters(List<String> lines) {
        List<String> filters = prepared.activeFilters();
        if (!filters.isEmpty()) {
            lines.add("Active filters:");
            filters.forEach(filter -> lines.add("   " + shortened(filter)));
        }
    }

    /** Pprof cuts behind a byte, wherever that is in a letter. */
    private static String shortened(String filter) {
        return ByteCut.first(filter, MAX_FILTER_BYTES);
    }

    private void addDropped(
            List<String> lines, int dropped, String what, String weight, double fraction) {
        if (dropped > 0) {
            long cutoff = Math.abs(GoFloat.toInt64((double) prepared.total() * fraction));
            String plural = dropped > 1 ? "s" : "";
            lines.add(
                    "Dropped %d %s%s (%s <= %s)"
                            .formatted(dropped, what, plural, weight, values.of(cutoff)));
        }
    }

    private static Cuts.Order order(Options options, boolean isPicture) {
        if (isPicture) {
            return Cuts.Order.PICTURE;
        }
        return options.text(Option.SORT).equals("cum") ? Cuts.Order.CUM : Cuts.Order.FLAT;
    }

    /**
     * One unit for all values where the option asks for the smallest: that of the smallest value,
     * or a larger one in which this value is still seen in two decimals.
     */
    private static String outputUnit(Prepared prepared, Graph graph) {
        String asked = prepared.options().text(Option.UNIT);
        if (!asked.equals(Units.MINIMUM) || graph.shownCount() == 0) {
            return asked;
        }
        long smallest = graph.smallestValue();
        long least = smallest == 0 ? prepared.total() : smallest;
        long small = prepared.values().scaled(least);
        long large = prepared.values().scaled(prepared.total());
        String sampleUnit = prepared.sampleType().unit();
        String smallUnit = Units.scale(small, sampleUnit, Units.MINIMUM).unit();
        String largeUnit = Units.scale(large, sampleUnit, Units.MINIMUM).unit();
        boolean isFar = !smallUnit.equals(largeUnit) && small * 100 < large;
        boolean hasFractions = prepared.format().kind() != ReportFormat.Kind.CALLGRIND;
        String unit =
                isFar && hasFractions
                        ? Units.scale(100 * small, sampleUnit, Units.MINIMUM).unit()
                        : smallUnit;
        return unit.isEmpty() ? sampleUnit : unit;
    }
}
