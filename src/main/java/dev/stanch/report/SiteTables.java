package dev.stanch.report;

import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.List;

/** Heap profiles as tables with a line for each site, for a terminal. */
public final class SiteTables {
    private static final int PLOT = 8;
    private static final int NUMBER = 9;
    private static final int LEAST_PLACE = 20;

    private final int columns;
    private final boolean unicode;

    /**
     * @param columns width that no line exceeds where function names allow it
     * @param unicode false to write ASCII alone
     */
    public SiteTables(int columns, boolean unicode) {
        this.columns = columns;
        this.unicode = unicode;
    }

    /**
     * A site's memory in use from profile to profile.
     *
     * @param bytes in time order
     */
    public record Growing(Site site, List<Double> bytes) {
        public Growing {
            bytes = List.copyOf(bytes);
        }

        double first() {
            return bytes.getFirst();
        }

        double last() {
            return bytes.getLast();
        }

        /** Bytes between the first and the last profile. */
        public double grown() {
            return last() - first();
        }
    }

    /** What one profile knows of a site. */
    public record Keeping(
            Site site,
            long inUseBytes,
            long inUseObjects,
            long allocatedBytes,
            long allocatedObjects) {
        /** Part of the allocated bytes that is still in use, 0 to 1. */
        public double kept() {
            return allocatedBytes <= 0 ? 0 : Math.min(1, (double) inUseBytes / allocatedBytes);
        }
    }

    /**
     * Sites in the order given.
     *
     * @param seconds between the first and the last profile
     */
    public String growth(List<Growing> sites, double seconds) {
        StringBuilder out = new StringBuilder();
        line(out, "grown", "per s", "first", "last", "course", "site");
        for (Growing one : sites) {
            String rate = seconds > 0 ? Quantities.bytesPerSecond(one.grown() / seconds) : "-";
            line(
                    out,
                    signed(one.grown()),
                    rate,
                    Quantities.bytes(one.first()),
                    Quantities.bytes(one.last()),
                    Sparkline.of(
                            one.bytes().stream().mapToDouble(Double::doubleValue).toArray(),
                            PLOT,
                            unicode),
                    place(one.site(), columns - 4 * (NUMBER + 1) - PLOT - 2));
        }
        return out.toString();
    }

    /** Sites in the order given; those that never free are marked. */
    public String kept(List<Keeping> sites) {
        StringBuilder out = new StringBuilder();
        kept(out, "in use", "allocated", "kept", "objects", "", "site");
        for (Keeping one : sites) {
            kept(
                    out,
                    Quantities.bytes((double) one.inUseBytes()),
                    Quantities.bytes((double) one.allocatedBytes()),
                    Math.round(one.kept() * 100) + "%",
                    Quantities.count(one.inUseObjects()),
                    neverFrees(one) ? (unicode ? "●" : "*") : "",
                    place(one.site(), columns - 3 * (NUMBER + 1) - 6 - 2));
        }
        if (sites.stream().anyMatch(SiteTables::neverFrees)) {
            out.append('\n').append(unicode ? "●" : "*");
            out.append(" keeps allocating and has freed nothing that was sampled\n");
        }
        return out.toString();
    }

    /** Several allocations, and not one that went. */
    public static boolean neverFrees(Keeping one) {
        return one.allocatedObjects() > 1
                && one.inUseBytes() >= one.allocatedBytes()
                && one.inUseObjects() >= one.allocatedObjects();
    }

    private static void line(
            StringBuilder out,
            String grown,
            String rate,
            String first,
            String last,
            String course,
            String site) {
        List<String> numbers = List.of(grown, rate, first, last);
        numbers.forEach(number -> right(out, number, NUMBER).append(' '));
        out.append(' ').append(course).repeat(" ", PLOT - Columns.width(course) + 1);
        out.append(site).append('\n');
    }

    private static void kept(
            StringBuilder out,
            String inUse,
            String allocated,
            String kept,
            String objects,
            String mark,
            String site) {
        right(out, inUse, NUMBER).append(' ');
        right(out, allocated, NUMBER).append(' ');
        right(out, kept, 5).append(' ');
        right(out, objects, NUMBER).append(' ');
        out.append(mark.isEmpty() ? " " : mark).append(' ').append(site).append('\n');
    }

    private static StringBuilder right(StringBuilder out, String text, int width) {
        return out.repeat(" ", Math.max(0, width - Columns.width(text))).append(text);
    }

    private static String signed(double bytes) {
        return (bytes > 0 ? "+" : "") + Quantities.bytes(bytes);
    }

    /** Line first, since that is where one looks; of the function what fits. */
    private String place(Site site, int room) {
        String gap = unicode ? "…" : "...";
        String line = Untrusted.oneLine(Phrases.shortPlace(site));
        int left = Math.max(LEAST_PLACE, room) - Columns.width(line) - 1;
        String function = Columns.shorten(Untrusted.oneLine(site.function()), left, gap);
        return left < 6 ? line : line + " " + Columns.middle(function, left, gap);
    }

    /** The sites whose memory grew, the most first. */
    public static List<Growing> grown(List<Growing> sites) {
        List<Growing> grown = new ArrayList<>();
        for (Growing one : sites) {
            if (one.grown() > 0) {
                grown.add(one);
            }
        }
        grown.sort((a, b) -> Double.compare(b.grown(), a.grown()));
        return grown;
    }
}
