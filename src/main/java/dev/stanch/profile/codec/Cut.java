package dev.stanch.profile.codec;

/**
 * A cursor over one line of text. What does not fit makes it {@link #failed}, and then it yields
 * zeros, so that a line is read in one go and judged at the end.
 */
final class Cut {
    private final String line;
    private int position;
    private boolean failed;

    Cut(String line) {
        this.line = line;
    }

    boolean failed() {
        return failed;
    }

    boolean atEnd() {
        return position >= line.length();
    }

    /** Steps over this text, with any spaces before it. */
    Cut expect(String text) {
        spaces();
        if (line.startsWith(text, position)) {
            position += text.length();
        } else {
            failed = true;
        }
        return this;
    }

    /** A decimal number, with any spaces before it. */
    long number() {
        spaces();
        int start = position;
        if (position < line.length() && line.charAt(position) == '-') {
            position++;
        }
        while (position < line.length() && Character.digit(line.charAt(position), 10) >= 0) {
            position++;
        }
        return parse(start, 10);
    }

    /** A hexadecimal number with {@code 0x} before it, with any spaces before that. */
    long hex() {
        expect("0x");
        int start = position;
        while (position < line.length() && Character.digit(line.charAt(position), 16) >= 0) {
            position++;
        }
        return parse(start, 16);
    }

    private long parse(int start, int radix) {
        if (failed) {
            return 0;
        }
        try {
            return radix == 16
                    ? Long.parseUnsignedLong(line, start, position, radix)
                    : Long.parseLong(line, start, position, radix);
        } catch (NumberFormatException notANumber) {
            failed = true;
            return 0;
        }
    }

    private void spaces() {
        while (position < line.length() && line.charAt(position) == ' ') {
            position++;
        }
    }
}
