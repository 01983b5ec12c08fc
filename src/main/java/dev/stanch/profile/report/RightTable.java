package dev.stanch.profile.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines whose cells are aligned to the right, as Go's {@code text/tabwriter} does it: a tab ends a
 * cell, text behind the last tab is no cell, and a column is as wide as its widest cell in
 * neighbouring lines.
 */
final class RightTable {
    private final List<String[]> lines = new ArrayList<>();

    /** A line, or several. */
    void add(String text) {
        for (String line : text.split("\n", -1)) {
            lines.add(line.split("\t", -1));
        }
    }

    void print(TextOutput out) throws IOException {
        int[][] widths = new int[lines.size()][];
        for (int line = 0; line < widths.length; line++) {
            widths[line] = new int[lines.get(line).length - 1];
        }
        for (int line = 0; line < widths.length; line++) {
            for (int column = 0; column < widths[line].length; column++) {
                if (widths[line][column] == 0) {
                    setWidth(widths, line, column);
                }
            }
        }
        for (int line = 0; line < widths.length; line++) {
            String[] cells = lines.get(line);
            for (int column = 0; column < widths[line].length; column++) {
                out.right(cells[column], widths[line][column]);
            }
            out.line(cells[cells.length - 1]);
        }
    }

    private void setWidth(int[][] widths, int first, int column) {
        int end = first;
        int widest = 0;
        while (end < widths.length && column < widths[end].length) {
            String cell = lines.get(end)[column];
            widest = Math.max(widest, cell.codePointCount(0, cell.length()));
            end++;
        }
        for (int[] line : Arrays.asList(widths).subList(first, end)) {
            line[column] = widest + 1;
        }
    }
}
