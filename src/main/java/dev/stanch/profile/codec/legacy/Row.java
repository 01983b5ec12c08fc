package dev.stanch.profile.codec.legacy;

/**
 * A cursor over a record's line. What does not fit makes it {@link #failed}; then it yields zeros,
 * so that a line is read in one go and judged at the end.
 */
final class Row {
    private final String line;
    private int position;
    private boolean failed;

    Row(String line) {
        this.line = line;
    }

    boolean failed() {
        return failed;
    }

    /** Steps over exactly this text. */
    Row expect(String text) {
        if (line.startsWith(text, position)) {
            position += text.length();
        } else {
            failed = true;
        }
        return this;
    }

    /** Steps over any spaces. */
    Row spaces() {
        while (position < line.length() && line.charAt(position) == ' ') {
            position++;
        }
        return this;
    }

    /** Steps over one space or more. */
    Row space() {
        return expect(" ").spaces();
    }

    /** A decimal number that may have a minus. */
    long signed() {
        int start = position;
        if (position < line.length() && line.charAt(position) == '-') {
            position++;
        }
        return digits(start);
    }

    /** A decimal number without sign. */
    long number() {
        return digits(position);
    }

    /** A number without sign that is octal when it begins with 0. */
    long based() {
        int start = position;
        long decimal = digits(position);
        if (failed || position - start < 2 || line.charAt(start) != '0') {
            return decimal;
        }
        Long octal = Numbers.based(line.substring(start, position));
        failed |= octal == null;
        return octal == null ? 0 : octal;
    }

    /** The rest of the line. */
    String rest() {
        return line.substring(Math.min(position, line.length()));
    }

    private long digits(int start) {
        int first = position;
        while (position < line.length() && Numbers.isDigit(line.charAt(position))) {
            position++;
        }
        if (failed || first == position) {
            failed = true;
            return 0;
        }
        try {
            return Long.parseLong(line, start, position, 10);
        } catch (NumberFormatException tooLarge) {
            failed = true;
            return 0;
        }
    }
}
