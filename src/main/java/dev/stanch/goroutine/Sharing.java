package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal strings, frames and stacks of a dump as one object. Thousands of goroutines stand at
 * the same few places, so this is what makes a dump of them small. Each table has a fixed number of
 * slots and a newer entry takes the place of an older one, so that memory stays bounded whatever
 * the dump holds; an entry that was pushed out is made anew.
 */
final class Sharing {
    private static final int SLOTS = 1 << 13;
    private static final int WAYS = 4;

    private final @Nullable String[] strings = new String[SLOTS];
    private final int[] stringHashes = new int[SLOTS];
    private final @Nullable Frame[] frames = new Frame[SLOTS];
    private int victim;

    String string(byte[] bytes, int from, int to) {
        if (from >= to) {
            return "";
        }
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + bytes[i];
        }
        int slot = slot(hash);
        for (int way = 0; way < WAYS; way++) {
            String known = strings[slot + way];
            if (known != null && stringHashes[slot + way] == hash && same(known, bytes, from, to)) {
                return known;
            }
        }
        String made = new String(bytes, from, to - from, UTF_8);
        int place = place(strings, slot);
        strings[place] = made;
        stringHashes[place] = hash;
        return made;
    }

    Frame frame(String function, String arguments, String file, int line) {
        int hash = function.hashCode() * 31 + arguments.hashCode();
        int slot = slot((hash * 31 + file.hashCode()) * 31 + line);
        for (int way = 0; way < WAYS; way++) {
            Frame known = frames[slot + way];
            if (known != null
                    && known.line() == line
                    && known.function().equals(function)
                    && known.arguments().equals(arguments)
                    && known.file().equals(file)) {
                return known;
            }
        }
        Frame made = new Frame(function, arguments, file, line);
        frames[place(frames, slot)] = made;
        return made;
    }

    private static int slot(int hash) {
        return ((hash * 0x9E3779B9) >>> 19) & -WAYS;
    }

    private int place(@Nullable Object[] table, int slot) {
        for (int way = 0; way < WAYS; way++) {
            if (table[slot + way] == null) {
                return slot + way;
            }
        }
        return slot + (victim++ & (WAYS - 1));
    }

    /**
     * Exact for ASCII; a string with other characters is never found, which only costs its copy.
     */
    private static boolean same(String known, byte[] bytes, int from, int to) {
        int length = to - from;
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }
}
