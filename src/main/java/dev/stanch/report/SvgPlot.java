package dev.stanch.report;

import dev.stanch.leak.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A growth plot as inline SVG: line, area, both axes with units. The points are also in data
 * attributes, from which the page's script shows the value under the pointer; without script the
 * picture is whole.
 */
final class SvgPlot {
    private static final int HEIGHT = 220;
    private static final int LEFT = 78;
    private static final int RIGHT = 16;
    private static final int TOP = 14;
    private static final int BOTTOM = 34;
    private static final int MOST_POINTS = 600;

    private record Point(double seconds, double value) {}

    private final Plot plot;
    private final int width;
    private final List<Point> points;
    private final double firstSecond;
    private final double lastSecond;
    private final double low;
    private final double high;

    private SvgPlot(Plot plot, int width, List<Point> points) {
        this.plot = plot;
        this.width = width;
        this.points = points;
        this.firstSecond = points.getFirst().seconds;
        double last = points.getLast().seconds;
        this.lastSecond = last > firstSecond ? last : firstSecond + 1;
        double least = points.stream().mapToDouble(Point::value).min().orElse(0);
        double most = points.stream().mapToDouble(Point::value).max().orElse(0);
        // From zero where that does not flatten the curve: growth should look as big as it is.
        double base = least > 0 && least < most * 0.7 ? 0 : least;
        double margin = most > base ? (most - base) * 0.06 : Math.max(1, Math.abs(most) * 0.1);
        this.low = least < 0 ? base - margin : Math.max(0, base - margin);
        this.high = most + margin;
    }

    /**
     * The figure; empty when the series holds no two drawable points.
     *
     * @param width in the units in which its letters are 12 high
     */
    static String of(Plot plot, int width) {
        List<Point> points = drawable(plot);
        return points.size() < 2 ? "" : new SvgPlot(plot, width, points).figure();
    }

    private static List<Point> drawable(Plot plot) {
        var all = new ArrayList<Point>();
        double[] values = Phrases.values(plot);
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            double seconds = plot.seconds()[i];
            boolean known = Math.abs(value) < 1e30 && Math.abs(seconds) < 1e12;
            if (known && (all.isEmpty() || seconds >= all.getLast().seconds)) {
                all.add(new Point(seconds, value));
            }
        }
        return all.size() <= MOST_POINTS ? all : thinned(all);
    }

    /** Lowest and highest point of each bucket, in their order, so that no spike is lost. */
    private static List<Point> thinned(List<Point> all) {
        var kept = new ArrayList<Point>();
        int buckets = MOST_POINTS / 2;
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) bucket * all.size() / buckets);
            int to = (int) ((bucket + 1L) * all.size() / buckets);
            int low = from;
            int high = from;
            for (int i = from; i < to; i++) {
                low = all.get(i).value < all.get(low).value ? i : low;
                high = all.get(i).value > all.get(high).value ? i : high;
            }
            kept.add(all.get(Math.min(low, high)));
            if (low != high) {
                kept.add(all.get(Math.max(low, high)));
            }
        }
        return kept;
    }

    private String figure() {
        var svg = new StringBuilder();
        String title = Untrusted.html(plot.title());
        svg.append("<figure class=\"plot\"><figcaption>")
                .append(title)
                .append("</figcaption>\n<svg viewBox=\"0 0 ")
                .append(width + " " + HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(title + ", ")
                .append(Untrusted.html(String.valueOf(Phrases.range(plot))))
                .append("\"")
                .append(data("x", points.stream().map(p -> number(x(p.seconds))).toList()))
                .append(data("y", points.stream().map(p -> number(y(p.value))).toList()))
                .append(data("label", points.stream().map(this::label).toList()))
                .append(">\n");
        axes(svg);
        String line = line();
        String floor = number(HEIGHT - BOTTOM);
        svg.append("<path class=\"area\" d=\"M")
                .append(number(x(points.getFirst().seconds)) + " " + floor)
                .append("L" + line.substring(1) + "L")
                .append(number(x(points.getLast().seconds)) + " " + floor)
                .append("Z\"/>\n<path class=\"line\" d=\"")
                .append(line)
                .append("\"/>\n<g class=\"cursor\"><line y1=\"" + TOP + "\" y2=\"" + floor + "\"/>")
                .append("<circle r=\"4\"/><text y=\"11\"></text></g>\n</svg></figure>\n");
        return svg.toString();
    }

    private void axes(StringBuilder svg) {
        List<Double> ticks = Ticks.of(low, high, 5, plot.unit());
        double step = ticks.size() < 2 ? 0 : ticks.get(1) - ticks.get(0);
        for (double tick : ticks) {
            String y = number(y(tick));
            svg.append("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + (width - RIGHT) + "\"")
                    .append(" y1=\"" + y + "\" y2=\"" + y + "\"/>")
                    .append("<text class=\"tick end\" x=\"" + (LEFT - 8) + "\" y=\"")
                    .append(number(y(tick) + 4) + "\">")
                    .append(Quantities.tick(tick, step, plot.unit()) + "</text>\n");
        }
        for (double tick : Ticks.of(firstSecond, lastSecond, width / 100, "seconds")) {
            String x = number(x(tick));
            svg.append("<line class=\"grid\" x1=\"" + x + "\" x2=\"" + x + "\"")
                    .append(
                            " y1=\""
                                    + (HEIGHT - BOTTOM)
                                    + "\" y2=\""
                                    + (HEIGHT - BOTTOM + 5)
                                    + "\"/>")
                    .append("<text class=\"tick mid\" x=\"" + x + "\" y=\"")
                    .append((HEIGHT - 12) + "\">" + Quantities.duration(tick) + "</text>\n");
        }
    }

    private String line() {
        var path = new StringBuilder();
        for (Point point : points) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(number(x(point.seconds)) + " " + number(y(point.value)));
        }
        return path.toString();
    }

    private String label(Point point) {
        return Quantities.inUnit(point.value, plot.unit())
                + " after "
                + Quantities.duration(point.seconds);
    }

    private static String data(String name, List<String> values) {
        return " data-" + name + "=\"" + Untrusted.html(String.join("|", values)) + "\"";
    }

    private double x(double seconds) {
        double share = (seconds - firstSecond) / (lastSecond - firstSecond);
        return LEFT + share * (width - LEFT - RIGHT);
    }

    private double y(double value) {
        double share = (value - low) / (high - low);
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }
}
