package dev.stanch.profile.codec.legacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of locations that stand behind the samples of Java profiles: {@code 0x1f2e
 * com.example.Cache.put (Cache.java:88)}.
 */
final class JavaNames {
    /** A function; of equal names the first. */
    record Function(String name, String file) {}

    /** What a location is. */
    record Line(Function function, long number) {}

    private static final Pattern FILE_AND_LINE =
            Pattern.compile("^(.*)\\s+\\((.+):(-?[[:digit:]]+)\\)$");
    private static final Pattern LIBRARY = Pattern.compile("^(.*)\\s+\\((.*)\\)$");

    private final Map<Integer, Line> lines = new HashMap<>();
    private final Map<String, Function> functions = new HashMap<>();

    private long bytes;

    private JavaNames() {}

    /** Reads to the end; lines that name nothing in the draft are passed over. */
    static JavaNames read(Lines text, Draft draft, long memoryLimit)
            throws FormatException, IOException {
        JavaNames names = new JavaNames();
        String line = text.next();
        while (line != null) {
            names.line(line.strip(), draft, text);
            if (names.bytes > memoryLimit) {
                throw text.wrong("its names need too much memory: allow Java more");
            }
            line = text.next();
        }
        return names;
    }

    /** What the location with this number is; null if it has no name. */
    @Nullable Line at(int location) {
        return lines.get(location);
    }

    private void line(String line, Draft draft, Lines text) throws FormatException {
        int end = 2;
        while (end < line.length() && Character.digit(line.charAt(end), 16) >= 0) {
            end++;
        }
        boolean isName =
                line.startsWith("0x") && end > 2 && end < line.length() && line.charAt(end) <= ' ';
        if (!isName) {
            return;
        }
        String digits = line.substring(2, end);
        if (Numbers.significantDigits(digits) > 16) {
            throw text.malformed("a location with an address of 64 bits", line);
        }
        int location = draft.find(Long.parseUnsignedLong(digits, 16));
        if (location >= 0) {
            lines.put(location, parse(line.substring(end).strip()));
            bytes += 200 + 2L * line.length();
        }
    }

    private Line parse(String name) {
        Matcher fileAndLine = FILE_AND_LINE.matcher(name);
        if (fileAndLine.find()) {
            Long number = Numbers.decimal(fileAndLine.group(3));
            long positive = number == null ? 0 : Math.max(0, number);
            return new Line(function(fileAndLine.group(1), fileAndLine.group(2)), positive);
        }
        Matcher library = LIBRARY.matcher(name);
        if (library.find()) {
            return new Line(function(library.group(1), lastName(library.group(2))), 0);
        }
        boolean generated = name.contains("generated stub/JIT");
        return new Line(function(generated ? "STUB" : name, ""), 0);
    }

    private Function function(String name, String file) {
        return functions.computeIfAbsent(name, key -> new Function(key, file));
    }

    /** The last part of a path; a dot for none, as Go's {@code filepath.Base}. */
    private static String lastName(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        if (end == 0) {
            return path.isEmpty() ? "." : "/";
        }
        return path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }
}
