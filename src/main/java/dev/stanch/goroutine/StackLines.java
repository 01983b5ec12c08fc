package dev.stanch.goroutine;

/**
 * The shapes of the lines below a goroutine's header, told apart by their bytes. Written by {@code
 * traceback2}, {@code printcreatedby1} and {@code printOneCgoTraceback} in Go's {@code
 * runtime/traceback.go}. Log lines of other threads can stand between any two of them, so that each
 * shape is checked as far as it goes.
 */
final class StackLines {
    /** By ASCII code: what arguments are made of. */
    private static final boolean[] ARGUMENT = new boolean[128];

    static {
        "0123456789abcdefx?, {}._".chars().forEach(c -> ARGUMENT[c] = true);
    }

    private StackLines() {}

    /**
     * Index of the parenthesis that opens the arguments, when the line is {@code function(args)};
     * else -1. Arguments are hexadecimal words, {@code ?}, {@code _}, {@code ...} and braces, which
     * tells them from a log line's parentheses.
     */
    static int argumentsOf(byte[] line, int from, int to) {
        if (to - from < 3 || line[to - 1] != ')') {
            return -1;
        }
        int open = to - 2;
        while (open > from && line[open] != '(') {
            byte b = line[open];
            if (b < 0 || !ARGUMENT[b]) {
                return -1;
            }
            open--;
        }
        if (open == from || line[from] == '\t' || line[from] == ' ') {
            return -1;
        }
        // Only methods of unnamed struct types have spaces in their names, and those have braces.
        boolean space = false;
        boolean brace = false;
        for (int i = from; i < open; i++) {
            space |= line[i] == ' ';
            brace |= line[i] == '{';
        }
        return space && !brace ? -1 : open;
    }

    /**
     * Index of the colon between file and line number, when the line is {@code \tfile:line} with
     * nothing behind it but {@code +0x…}, {@code fp=…}, {@code sp=…}, {@code pc=…}; else -1.
     */
    static int colonOf(byte[] line, int from, int to) {
        if (to - from < 4 || line[from] != '\t') {
            return -1;
        }
        int end = withoutRegisters(line, from, to);
        int colon = end - 1;
        while (colon > from && line[colon] >= '0' && line[colon] <= '9') {
            colon--;
        }
        return colon > from + 1 && colon < end - 1 && line[colon] == ':' ? colon : -1;
    }

    /** The number behind the colon; 0 when it does not fit. */
    static int lineNumber(byte[] line, int colon, int to) {
        long number = 0;
        for (int i = colon + 1; i < to && line[i] >= '0' && line[i] <= '9'; i++) {
            number = Math.min(number * 10 + line[i] - '0', Integer.MAX_VALUE + 1L);
        }
        return number > Integer.MAX_VALUE ? 0 : (int) number;
    }

    /** Whether the line, up to its end or its registers, ends in {@code pc=0x…}. */
    static boolean hasProgramCounter(byte[] line, int from, int to) {
        int token = lastToken(line, from, to);
        return to - token > 5 && startsWith(line, token, to, "pc=0x");
    }

    static boolean startsWith(byte[] line, int from, int to, String prefix) {
        int length = prefix.length();
        if (to - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (line[from + i] != prefix.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** {@code ...31 frames elided...}: 31; {@code ...additional frames elided...}: 1; else 0. */
    static int elided(byte[] line, int from, int to) {
        if (!startsWith(line, from, to, "...") || line[to - 1] != '.') {
            return 0;
        }
        int at = from + 3;
        long count = 0;
        while (at < to && line[at] >= '0' && line[at] <= '9') {
            count = Math.min(count * 10 + line[at++] - '0', Integer.MAX_VALUE);
        }
        if (startsWith(line, at, to, " frames elided...")) {
            return (int) count;
        }
        return startsWith(line, at, to, "additional frames elided...") ? 1 : 0;
    }

    private static int withoutRegisters(byte[] line, int from, int to) {
        int end = to;
        while (true) {
            int token = lastToken(line, from, end);
            if (token == from
                    || !(startsWith(line, token, end, "+0x")
                            || startsWith(line, token, end, "pc=0x")
                            || startsWith(line, token, end, "sp=0x")
                            || startsWith(line, token, end, "fp=0x"))) {
                return end;
            }
            end = token - 1;
        }
    }

    /** Index of the first byte after the last space; {@code from} when there is none. */
    private static int lastToken(byte[] line, int from, int to) {
        int at = to;
        while (at > from && line[at - 1] != ' ') {
            at--;
        }
        return at;
    }
}
