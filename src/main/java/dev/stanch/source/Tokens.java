package dev.stanch.source;

import java.util.Arrays;

/** All tokens of a file in columns: kind, start, end. The last one is {@link Token#EOF}. */
final class Tokens {
    private Token[] kinds;
    private int[] starts;
    private int[] ends;
    private int count;
    private int[] comments = new int[16];
    private int commentCount;

    Tokens(int expected) {
        int room = Math.max(16, expected);
        kinds = new Token[room];
        starts = new int[room];
        ends = new int[room];
    }

    void add(Token kind, int start, int end) {
        if (count == kinds.length) {
            int room = count * 2;
            kinds = Arrays.copyOf(kinds, room);
            starts = Arrays.copyOf(starts, room);
            ends = Arrays.copyOf(ends, room);
        }
        kinds[count] = kind;
        starts[count] = start;
        ends[count++] = end;
    }

    void addComment(int start, int end) {
        if (commentCount + 2 > comments.length) {
            comments = Arrays.copyOf(comments, comments.length * 2);
        }
        comments[commentCount++] = start;
        comments[commentCount++] = end;
    }

    int count() {
        return count;
    }

    Token kind(int index) {
        return kinds[Math.min(index, count - 1)];
    }

    int start(int index) {
        return starts[Math.min(index, count - 1)];
    }

    int end(int index) {
        return ends[Math.min(index, count - 1)];
    }

    /** Starts and ends of the comments, in pairs. */
    int[] comments() {
        return Arrays.copyOf(comments, commentCount);
    }
}
