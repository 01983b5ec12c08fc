package dev.stanch.profile.report;

import dev.stanch.profile.RawText;
import dev.stanch.profile.graph.TrimPath;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Source files by the paths that a profile knows them by, searched as pprof does: an absolute path
 * must be there; another is looked for in each folder of the search path and in all folders above.
 */
final class SourceFiles {
    /** Pprof stops reading a file at a longer line. */
    private static final int LONGEST_LINE = 1 << 16;

    private static final int MOST_LINES = 1 << 20;

    /** A file's lines, or why there are none. */
    private record Source(List<String> lines, @Nullable String error) {}

    private final String searchPath;
    private final TrimPath trimPath;
    private final Map<String, Source> known = new HashMap<>();

    /**
     * @param searchPath folders with colons between; empty for the one that this runs in
     * @param trimPath as pprof's option has it
     */
    SourceFiles(String searchPath, String trimPath) {
        this.searchPath =
                searchPath.isEmpty() ? Path.of("").toAbsolutePath().toString() : searchPath;
        this.trimPath = new TrimPath(trimPath, this.searchPath);
    }

    /** The line, 1-based, without its end; null when there is none. */
    @Nullable String line(String path, long number) {
        List<String> lines = source(path).lines();
        return number > 0 && number <= lines.size() ? lines.get((int) number - 1) : null;
    }

    /** Why a file that was asked for can't be read, in the system's words; null when it can. */
    @Nullable String error(String path) {
        Source source = known.get(path);
        return source == null ? null : source.error();
    }

    private Source source(String path) {
        return known.computeIfAbsent(path, this::read);
    }

    private Source read(String path) {
        String trimmed = trimPath.apply(path);
        if (trimmed.startsWith("/")) {
            try {
                return new Source(lines(Path.of(trimmed)), null);
            } catch (IOException | InvalidPathException e) {
                return new Source(List.of(), "open " + trimmed + ": " + reason(e));
            }
        }
        for (String folder : searchPath.split(":", -1)) {
            for (Path above = Path.of(folder); above != null; above = above.getParent()) {
                List<String> lines = linesIfThere(above, trimmed);
                if (lines != null) {
                    return new Source(lines, null);
                }
            }
        }
        return new Source(List.of(), "could not find file " + trimmed + " on path " + searchPath);
    }

    private static @Nullable List<String> linesIfThere(Path folder, String path) {
        try {
            return lines(folder.resolve(path));
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException none -> "no such file or directory";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null ->
                    other.getReason().toLowerCase(Locale.ROOT);
            default -> "no such file or directory";
        };
    }

    /** Of what is no regular file, such as a folder, there are no lines; that is no error. */
    private static List<String> lines(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return lines;
        }
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            byte[] line = new byte[256];
            int length = 0;
            int b = in.read();
            while (b >= 0 && lines.size() < MOST_LINES) {
                if (length == LONGEST_LINE) {
                    return lines;
                }
                if (b == '\n') {
                    lines.add(text(line, length));
                    length = 0;
                } else {
                    line = length == line.length ? Arrays.copyOf(line, 2 * length) : line;
                    line[length++] = (byte) b;
                }
                b = in.read();
            }
            if (length > 0) {
                lines.add(text(line, length));
            }
        }
        return lines;
    }

    private static String text(byte[] line, int length) {
        boolean hasReturn = length > 0 && line[length - 1] == '\r';
        return RawText.of(Arrays.copyOf(line, hasReturn ? length - 1 : length));
    }
}
