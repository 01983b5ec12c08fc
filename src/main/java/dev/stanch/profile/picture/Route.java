package dev.stanch.profile.picture;

import static dev.stanch.profile.picture.SvgText.number;

/**
 * The way of an edge, as SVG paths.
 *
 * @param line from box to box
 * @param head the arrow's
 */
record Route(String line, String head) {
    /** How far an edge from a box to itself goes out. */
    static final double LOOP = 16;

    private static final double HEAD_LENGTH = 8;
    private static final double HEAD_WIDTH = 3.2;

    static Route of(Plan plan, Drawing.Arrow arrow, int[] way) {
        return way.length == 0 ? loop(plan, arrow) : new Tracer(plan, arrow, way).trace();
    }

    private static Route loop(Plan plan, Drawing.Arrow arrow) {
        int box = arrow.from();
        double x = plan.left(box) + plan.layers().width[box];
        double y = plan.y(box);
        double spread = Math.min(10, plan.layers().height[box] / 3);
        String line =
                "M%s %sC%s %s %s %s %s %s"
                        .formatted(
                                number(x),
                                number(y - spread),
                                number(x + LOOP * 1.3),
                                number(y - spread * 1.6),
                                number(x + LOOP * 1.3),
                                number(y + spread * 1.6),
                                number(x + HEAD_LENGTH),
                                number(y + spread));
        String head =
                "M%s %sl%s %sv%sz"
                        .formatted(
                                number(x),
                                number(y + spread),
                                number(HEAD_LENGTH),
                                number(-HEAD_WIDTH),
                                number(2 * HEAD_WIDTH));
        return new Route(line, head);
    }

    /** Goes from layer to layer: straight through a layer, in a curve between two. */
    private static final class Tracer {
        private final Plan plan;
        private final Drawing.Arrow arrow;
        private final int[] way;
        private final StringBuilder line = new StringBuilder();
        private double x;
        private double y;

        Tracer(Plan plan, Drawing.Arrow arrow, int[] way) {
            this.plan = plan;
            this.arrow = arrow;
            this.way = way;
        }

        Route trace() {
            int last = way.length - 1;
            boolean turned = way[0] != arrow.from();
            double headWidth = HEAD_WIDTH + arrow.width() / 2;
            double headLength = HEAD_LENGTH + arrow.width();
            x = port(way[0], way[1]);
            y = plan.bottom(way[0]) + (turned ? headLength : 0);
            double firstX = x;
            line.append('M').append(number(x)).append(' ').append(number(y));
            for (int i = 1; i < last; i++) {
                int rank = plan.layers().rank[way[i]];
                // Where the layer before is low, the curve ends before it comes beside a box.
                straightTo(plan.layerBottom(rank - 1));
                curveTo(plan.x(way[i]), plan.layerTop(rank));
                straightTo(plan.layerBottom(rank));
            }
            double endX = port(way[last], way[last - 1]);
            double end = plan.top(way[last]);
            curveTo(endX, plan.layerTop(plan.layers().rank[way[last]]) - (turned ? 0 : headLength));
            straightTo(end - (turned ? 0 : headLength));
            String head =
                    turned
                            ? head(firstX, plan.bottom(way[0]), headLength, headWidth)
                            : head(endX, end, -headLength, headWidth);
            return new Route(line.toString(), head);
        }

        /** Edges leave a box towards where they go. */
        private double port(int box, int next) {
            double most = plan.layers().width[box] * 0.35;
            double wish = (plan.x(next) - plan.x(box)) * 0.4;
            return plan.x(box) + Math.clamp(wish, -most, most);
        }

        private void straightTo(double toY) {
            if (toY > y) {
                line.append('V').append(number(toY));
                y = toY;
            }
        }

        private void curveTo(double toX, double toY) {
            double middle = (y + toY) / 2;
            if (toX == x && toY > y) {
                straightTo(toY);
                return;
            }
            line.append('C').append(number(x)).append(' ').append(number(middle)).append(' ');
            line.append(number(toX)).append(' ').append(number(middle)).append(' ');
            line.append(number(toX)).append(' ').append(number(toY));
            x = toX;
            y = toY;
        }

        private static String head(double x, double y, double length, double width) {
            return "M%s %sl%s %sh%sz"
                    .formatted(
                            number(x),
                            number(y),
                            number(-width),
                            number(length),
                            number(2 * width));
        }
    }
}
