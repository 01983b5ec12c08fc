package dev.stanch.profile.report;

import dev.stanch.profile.RawText;
import java.io.IOException;
import java.io.OutputStream;

/** Text on its way out as UTF-8; bytes that never were UTF-8 come out as they were. */
public final class TextOutput implements Appendable {
    private static final int FULL = 1 << 15;
    private static final String SPACES = " ".repeat(128);

    private final OutputStream out;
    private final StringBuilder waiting = new StringBuilder(FULL + 512);

    public TextOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public TextOutput append(CharSequence text) {
        waiting.append(text);
        return this;
    }

    @Override
    public TextOutput append(CharSequence text, int start, int end) {
        waiting.append(text, start, end);
        return this;
    }

    @Override
    public TextOutput append(char c) {
        waiting.append(c);
        return this;
    }

    public TextOutput append(long number) {
        waiting.append(number);
        return this;
    }

    /** The text, right-aligned: Go's {@code %10s} for a width of 10. */
    public TextOutput right(String text, int width) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing > 0) {
            waiting.append(SPACES, 0, Math.min(missing, SPACES.length()));
        }
        waiting.append(text);
        return this;
    }

    /** Ends the line. */
    public TextOutput line() throws IOException {
        waiting.append('\n');
        if (waiting.length() >= FULL) {
            drain();
        }
        return this;
    }

    public TextOutput line(String text) throws IOException {
        waiting.append(text);
        return line();
    }

    public void flush() throws IOException {
        drain();
        out.flush();
    }

    private void drain() throws IOException {
        out.write(RawText.bytes(waiting.toString()));
        waiting.setLength(0);
    }
}
