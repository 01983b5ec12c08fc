package dev.stanch.profile.codec.legacy;

import com.google.re2j.Pattern;
import dev.stanch.io.FormatException;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The stacks of all threads of a C++ program ({@code parseThread}): {@code --- Thread 1f (name:
 * main/12) stack: ---}, then addresses on lines of their own, or a remark that they are those of
 * the thread before.
 */
final class ThreadText implements LegacyText {
    private static final Pattern START = Pattern.compile("--- threadz \\d+ ---");
    private static final Pattern THREAD =
            Pattern.compile("--- Thread ([[:xdigit:]]+) \\(name: (.*)/(\\d+)\\) stack: ---");

    private final Lines lines;
    private final Draft draft;
    private boolean same;
    private int depth;

    private ThreadText(Lines lines, Draft draft) {
        this.lines = lines;
        this.draft = draft;
        ValueType type = new ValueType("thread", "count");
        draft.types(type).period(type, 1);
    }

    /** The reader of a text whose first content is this line; null if it is another. */
    static @Nullable ThreadText of(String content, Lines lines, Draft draft) {
        boolean matches =
                (content.contains("--- threadz ") && START.matcher(content).find())
                        || isThread(content);
        return matches ? new ThreadText(lines, draft) : null;
    }

    @Override
    public @Nullable String readSamples() throws FormatException, IOException {
        String line = lines.nextContent();
        if (line != null && START.matcher(line).find()) {
            do {
                line = lines.next();
            } while (line != null && !MemoryMap.isStart(line) && !line.startsWith("-"));
        }
        while (line != null && !MemoryMap.isStart(line)) {
            if (line.startsWith("---- no stack trace for")) {
                return line;
            }
            if (!isThread(line)) {
                throw lines.malformed("a thread", line);
            }
            line = thread();
        }
        if (line == null) {
            throw lines.wrong("it ends where the next thread should come");
        }
        return line;
    }

    /** The handler that took the stacks may have left its own leaf. */
    @Override
    public void clean() {
        LeafCopies.remove(draft);
    }

    /** Reads the addresses of a thread up to the line that ends them. */
    private @Nullable String thread() throws FormatException, IOException {
        same = false;
        depth = 0;
        String line = lines.next();
        while (line != null && !line.strip().startsWith("---")) {
            addresses(line.strip());
            line = lines.next();
        }
        if (same || depth == 0) {
            draft.discard();
            draft.addToLast(1);
        } else {
            draft.end(Draft.NO_SIZE, 1);
        }
        return line == null ? null : line.strip();
    }

    private void addresses(String line) throws FormatException {
        if (line.contains("same as previous thread")) {
            same = true;
            return;
        }
        depth += HexAddresses.allInto(draft, line, depth > 0, true, lines);
    }

    private static boolean isThread(String line) {
        return line.contains("--- Thread ") && THREAD.matcher(line).find();
    }
}
