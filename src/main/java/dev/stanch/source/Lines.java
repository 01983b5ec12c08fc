package dev.stanch.source;

import java.util.Arrays;

/** Offsets of a text's lines; lines and columns count from 1, columns in UTF-16 units. */
public final class Lines {
    private final int[] starts;
    private final int length;

    Lines(String text) {
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            count++;
        }
        starts = new int[count];
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            starts[line++] = i + 1;
        }
        length = text.length();
    }

    public int line(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    public int column(int offset) {
        return offset - starts[line(offset) - 1] + 1;
    }

    public int count() {
        return starts.length;
    }

    /** Offset of the line's first character; the text's length for a line that does not exist. */
    public int start(int line) {
        return line < 1 || line > starts.length ? length : starts[line - 1];
    }
}
