package dev.stanch.goroutine.log;

/**
 * Finds what a log collector wrote in front of a program's line, and who wrote the line:
 *
 * <ul>
 *   <li>{@code 2026-11-24T10:00:00.1Z stderr F }: files of the Kubernetes container runtimes;
 *       {@code P} marks a part of a longer line;
 *   <li>{@code 2026-11-24T10:00:00.1Z }: {@code kubectl logs --timestamps}, {@code docker logs -t};
 *   <li>{@code 2026-11-24T10:00:00+0000 host app[12]: } and {@code Nov 24 10:00:00 host app[12]: }:
 *       the journal and syslog;
 *   <li>{@code web-1 | }: Compose; {@code [pod/name/container] }: {@code kubectl logs --prefix};
 *   <li>several of them, one behind the other, in colour or not.
 * </ul>
 *
 * One object is used for many lines and holds what was found in the last.
 */
public final class CollectorPrefix {
    /** Compose writes the time behind the name, {@code kubectl} too: no more than three stand. */
    private static final int MOST = 3;

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private byte[] line = new byte[0];
    private int to;
    private int textStart;
    private boolean partial;
    private long source;

    /** Whether the line has a prefix that collectors write. */
    public boolean find(byte[] bytes, int from, int end) {
        line = bytes;
        to = end;
        textStart = from;
        partial = false;
        source = FNV_START;
        for (int i = 0; i < MOST; i++) {
            int before = textStart;
            int at = colours(before);
            int after = at == to ? -1 : one(at);
            if (after < 0) {
                break;
            }
            textStart = colours(after);
        }
        return textStart > from;
    }

    /** Index of the first byte of the program's own text. */
    public int textStart() {
        return textStart;
    }

    /** Whether the program's line goes on in the next line of the same source. */
    public boolean partial() {
        return partial;
    }

    /** The same number for lines of the same stream, container or process. */
    public long source() {
        return source;
    }

    /** Index behind one prefix; -1 when there is none at {@code from}. */
    private int one(int from) {
        byte first = line[from];
        if (isDigit(first)) {
            int time = isoTime(from);
            return time < 0 ? -1 : behindTime(time);
        }
        if (first == '[') {
            return pod(from);
        }
        if (first >= 'A' && first <= 'Z') {
            int time = syslogTime(from);
            if (time > 0) {
                return process(time);
            }
        }
        return compose(from);
    }

    /** What stands between the time and the text: a stream, a process or nothing. */
    private int behindTime(int from) {
        if (is(from, "stdout ") || is(from, "stderr ")) {
            int tag = from + "stdout ".length();
            boolean whole = tag < to && (line[tag] == 'F' || line[tag] == 'P');
            int after = whole ? spaceOrEnd(wordEnd(tag)) : -1;
            if (after >= 0) {
                partial = line[tag] == 'P';
                identify(from, tag);
                return after;
            }
        }
        int process = process(from);
        return process < 0 ? from : process;
    }

    /** {@code YYYY-MM-DDThh:mm:ss[.fraction](Z|±hh[:]mm)} and a space. */
    private int isoTime(int from) {
        if (!shape(from, "dddd-dd-ddTdd:dd:dd")) {
            return -1;
        }
        int at = from + "dddd-dd-ddTdd:dd:dd".length();
        if (at < to && (line[at] == '.' || line[at] == ',')) {
            at++;
            while (at < to && isDigit(line[at])) {
                at++;
            }
        }
        if (at < to && line[at] == 'Z') {
            return spaceOrEnd(at + 1);
        }
        if (at < to && (line[at] == '+' || line[at] == '-')) {
            if (shape(at + 1, "dd:dd")) {
                return spaceOrEnd(at + 6);
            }
            return shape(at + 1, "dddd") ? spaceOrEnd(at + 5) : -1;
        }
        return -1;
    }

    /** {@code Mmm dd hh:mm:ss } of RFC 3164. */
    private int syslogTime(int from) {
        boolean time =
                to - from > 15
                        && line[from + 3] == ' '
                        && (line[from + 4] == ' ' || isDigit(line[from + 4]))
                        && shape(from + 5, "d dd:dd:dd");
        return time ? spaceOrEnd(from + 15) : -1;
    }

    /** {@code host name[pid]: }; the process is the source. */
    private int process(int from) {
        int host = wordEnd(from);
        if (host == from || host >= to) {
            return -1;
        }
        int name = wordEnd(host + 1);
        boolean process =
                name > host + 4
                        && line[name - 1] == ':'
                        && line[name - 2] == ']'
                        && isDigit(line[name - 3]);
        int after = process ? spaceOrEnd(name) : -1;
        if (after >= 0) {
            identify(from, name);
        }
        return after;
    }

    /** {@code [pod/name/container] }. */
    private int pod(int from) {
        if (!is(from, "[pod/")) {
            return -1;
        }
        int end = wordEnd(from);
        int after = line[end - 1] == ']' ? spaceOrEnd(end) : -1;
        if (after >= 0) {
            identify(from, end);
        }
        return after;
    }

    /** {@code name | }. */
    private int compose(int from) {
        int at = from;
        while (at < to && isNameByte(line[at])) {
            at++;
        }
        int name = at;
        while (at < to && line[at] == ' ') {
            at++;
        }
        if (name == from || at == name || at == to || line[at] != '|') {
            return -1;
        }
        int after = spaceOrEnd(colours(at + 1));
        if (after >= 0) {
            identify(from, name);
        }
        return after;
    }

    private void identify(int from, int end) {
        for (int i = from; i < end; i++) {
            source = (source ^ line[i]) * FNV_PRIME;
        }
    }

    /** Index behind the space; the line's end also stands for one, which editors cut off. */
    private int spaceOrEnd(int at) {
        if (at == to) {
            return to;
        }
        return at < to && line[at] == ' ' ? at + 1 : -1;
    }

    private int wordEnd(int from) {
        int at = from;
        while (at < to && line[at] != ' ') {
            at++;
        }
        return at;
    }

    /** Index behind escape sequences that colour. */
    private int colours(int from) {
        int at = from;
        while (at + 2 < to && line[at] == 0x1b && line[at + 1] == '[') {
            int end = at + 2;
            while (end < to && (isDigit(line[end]) || line[end] == ';')) {
                end++;
            }
            if (end == to || line[end] != 'm') {
                return at;
            }
            at = end + 1;
        }
        return at;
    }

    private boolean is(int from, String word) {
        if (to - from < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (line[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the bytes are like the pattern, in which {@code d} stands for a digit. */
    private boolean shape(int from, String pattern) {
        if (to - from < pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            char wanted = pattern.charAt(i);
            byte b = line[from + i];
            if (wanted == 'd' ? !isDigit(b) : b != wanted) {
                return false;
            }
        }
        return true;
    }

    private static boolean isNameByte(byte b) {
        boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
        return letter || isDigit(b) || b == '-' || b == '_' || b == '.';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
