package dev.stanch.process.live;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of {@code /proc/PID/maps}.
 *
 * @param end behind the last byte
 * @param offset in the file; 0 for memory without one
 * @param file path, or a name in brackets; empty for memory without one
 */
public record Mapping(
        long start, long end, boolean readable, boolean writable, long offset, String file) {
    private static final Pattern LINE =
            Pattern.compile("([0-9a-f]+)-([0-9a-f]+) (....) ([0-9a-f]+) \\S+ \\d+ *(.*)");

    /** All mappings of a process in order of addresses. */
    public static List<Mapping> of(long pid) throws FormatException, IOException {
        Path file = Path.of("/proc/" + pid + "/maps");
        List<Mapping> all = new ArrayList<>();
        // File names may hold any bytes.
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            Matcher words = LINE.matcher(line);
            if (!words.matches()) {
                throw new FormatException(file.toString(), all.size() + 1L, "no mapping: " + line);
            }
            all.add(
                    new Mapping(
                            Long.parseUnsignedLong(words.group(1), 16),
                            Long.parseUnsignedLong(words.group(2), 16),
                            words.group(3).charAt(0) == 'r',
                            words.group(3).charAt(1) == 'w',
                            Long.parseUnsignedLong(words.group(4), 16),
                            words.group(5)));
        }
        return all;
    }
}
