package dev.stanch.profile.picture;

import java.util.List;

/**
 * A graph to be drawn.
 *
 * @param title of the whole
 * @param legend lines of the box that explains the picture
 */
record Drawing(String title, List<String> legend, List<Box> boxes, List<Arrow> arrows) {
    /**
     * A node.
     *
     * @param lines of its text
     * @param fontSize in points
     * @param tip shown when the pointer is over it
     * @param line colour of the border, as {@code #rrggbb}
     * @param fill colour of the background
     * @param isTag whether it is a label of samples rather than a function
     */
    record Box(
            List<String> lines,
            double fontSize,
            String tip,
            String line,
            String fill,
            boolean isTag) {}

    /**
     * An edge.
     *
     * @param from number of a box
     * @param to number of a box
     * @param lines of its text
     * @param weight how much it matters that the edge is short
     * @param length least number of layers from one box to the other
     * @param width of the line
     */
    record Arrow(
            int from,
            int to,
            List<String> lines,
            String tip,
            String color,
            int weight,
            int length,
            double width,
            boolean isDotted) {}
}
