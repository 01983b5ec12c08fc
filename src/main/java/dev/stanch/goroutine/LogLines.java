package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.goroutine.log.CollectorPrefix;
import dev.stanch.goroutine.log.JsonLine;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a program wrote, out of a log: freed of what collectors write in front of them,
 * taken out of JSON, and put together again where a collector split them. Within a stack only lines
 * of the stack's own source come; those of others, which may crash at the same time, follow when it
 * is over. A prefix of an unknown kind is learnt from a goroutine's header, and taken off the lines
 * that have the very same.
 */
final class LogLines {
    private static final byte[] NOTHING = new byte[0];

    private final DumpLines lines;
    private final CollectorPrefix prefix = new CollectorPrefix();
    private final LinesAside aside = new LinesAside();
    private byte[] buffer = NOTHING;
    private int start;
    private int end;
    private boolean terminated = true;
    private long source;
    private boolean wrapped;

    /** A learnt prefix; empty when there is none. */
    private byte[] literal = NOTHING;

    /** Whether the line at hand had it. */
    private boolean tookLiteral;

    /** Lines that came in one JSON object, from {@code unpackedNext} on. */
    private byte @Nullable [] unpacked;

    private int unpackedNext;

    /** The beginning of a line that was split. */
    private byte[] begun = NOTHING;

    private int begunLength;
    private long begunSource;

    private boolean inStack;
    private boolean stackIsWrapped;
    private long stackSource;
    private long textBytes;
    private boolean anyWrapped;

    LogLines(InputStream in) {
        this.lines = new DumpLines(in);
    }

    /** Moves to the next line; false at the end of the input. */
    boolean advance() throws IOException {
        if (unpacked == null && takeAside()) {
            return true;
        }
        while (nextUnpacked() || next()) {
            textBytes += end - start + 1;
            if (!inStack || !stackIsWrapped || !wrapped || source == stackSource) {
                return true;
            }
            if (aside.put(source, buffer, start, end)) {
                continue;
            }
            // The stack's own source has said nothing for long: it died in the middle of a line.
            inStack = false;
            return takeAside();
        }
        inStack = false;
        return takeAside();
    }

    private boolean takeAside() {
        boolean ofStack = inStack && stackIsWrapped;
        LinesAside.Line line = ofStack ? aside.take(stackSource) : aside.take();
        if (line == null) {
            return false;
        }
        buffer = line.text();
        start = 0;
        end = buffer.length;
        source = line.source();
        wrapped = true;
        tookLiteral = false;
        terminated = true;
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Index in the buffer of the line's first byte. */
    int start() {
        return start;
    }

    /** Index in the buffer after the line's last byte, without the line end. */
    int end() {
        return end;
    }

    /** Whether the line had a line end; only the last of a cut input has none. */
    boolean terminated() {
        return terminated;
    }

    /** Bytes that the program wrote, as far as they were read. */
    long bytes() {
        return anyWrapped ? textBytes : lines.bytes();
    }

    /** How many lines so far were too long. */
    long cut() {
        return lines.cut();
    }

    /**
     * Says that the line at hand is a goroutine's header, whose lines follow.
     *
     * @param at index in the buffer where the header begins; what stands before it is learnt
     */
    void header(int at) {
        inStack = true;
        stackIsWrapped = wrapped;
        stackSource = source;
        if (!wrapped && !tookLiteral) {
            literal = Arrays.copyOfRange(buffer, start, at);
        }
    }

    /** Says that the stack is over. */
    void stackEnd() {
        inStack = false;
    }

    /** Another line; false at the end of the input. */
    private boolean next() throws IOException {
        while (lines.advance()) {
            buffer = lines.buffer();
            start = lines.start();
            end = lines.end();
            terminated = lines.terminated();
            wrapped = false;
            tookLiteral = false;
            if (start == end || (inStack && !stackIsWrapped) || isBare()) {
                withoutLiteral();
                return true;
            }
            if (!unwrap()) {
                return true;
            }
        }
        if (begunLength > 0) {
            endBegun();
            terminated = false;
            return true;
        }
        return false;
    }

    /** The lines of a plain dump that outnumber all others. */
    private boolean isBare() {
        return literal.length == 0
                && (buffer[start] == '\t' || Header.looksLike(buffer, start, end));
    }

    /** Takes the collector's part off; true when the line is only begun. */
    private boolean unwrap() throws IOException {
        boolean partial = false;
        source = 0;
        if (prefix.find(buffer, start, end)) {
            start = prefix.textStart();
            partial = prefix.partial();
            source = prefix.source();
            wrapped = true;
        } else if (withoutLiteral()) {
            return false;
        }
        JsonLine json = JsonLine.of(buffer, start, end);
        if (json != null) {
            byte[] text = json.text().getBytes(UTF_8);
            JsonLine inner = JsonLine.of(text, 0, text.length);
            byte[] own = inner == null ? text : inner.text().getBytes(UTF_8);
            buffer = own;
            start = 0;
            end = own.length;
            partial |= json.partial();
            source = source * 31 + json.source();
            wrapped = true;
        }
        anyWrapped |= wrapped;
        if (partial || (begunLength > 0 && source == begunSource)) {
            begin();
            if (partial) {
                return true;
            }
            endBegun();
        } else if (json != null) {
            unpacked = buffer;
            unpackedNext = 0;
            nextUnpacked();
        }
        return false;
    }

    private boolean withoutLiteral() {
        int length = literal.length;
        if (length == 0) {
            return false;
        }
        if (end - start >= length
                && Arrays.equals(buffer, start, start + length, literal, 0, length)) {
            start += length;
            tookLiteral = true;
            return true;
        }
        // An empty line, of which the collector also cut the space.
        if (end - start == length - 1
                && literal[length - 1] == ' '
                && Arrays.equals(buffer, start, end, literal, 0, length - 1)) {
            start = end;
            return true;
        }
        return false;
    }

    private void begin() {
        begunSource = source;
        int length = Math.min(end - start, DumpLines.LONGEST - begunLength);
        if (begun.length < begunLength + length) {
            begun = Arrays.copyOf(begun, Math.max(1 << 15, (begunLength + length) * 2));
        }
        System.arraycopy(buffer, start, begun, begunLength, length);
        begunLength += length;
    }

    private void endBegun() {
        buffer = Arrays.copyOf(begun, begunLength);
        start = 0;
        end = begunLength;
        begunLength = 0;
        wrapped = true;
        terminated = true;
    }

    private boolean nextUnpacked() {
        byte[] text = unpacked;
        if (text == null) {
            return false;
        }
        int at = unpackedNext;
        while (at < text.length && text[at] != '\n') {
            at++;
        }
        buffer = text;
        start = unpackedNext;
        end = at > start && text[at - 1] == '\r' ? at - 1 : at;
        terminated = true;
        unpackedNext = at + 1;
        if (unpackedNext > text.length) {
            unpacked = null;
        }
        return true;
    }
}
