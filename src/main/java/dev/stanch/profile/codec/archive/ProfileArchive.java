package dev.stanch.profile.codec.archive;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * The profiles in a folder, zip or tar, whatever their names: what is none is left out. Each is
 * read once to see what it is, and again when it is asked for, so that many need no more memory
 * than one.
 */
public final class ProfileArchive {
    /** How many times the bytes of one profile all files together may have. */
    private static final long TOTAL = 16;

    /** A heap text in a recording stands beside the same heap in proto form. */
    private static final Pattern SECOND_FORM = Pattern.compile("(.*/)?\\d{4,}-heap-text\\..*");

    /**
     * Profiles of one kind.
     *
     * @param kind such as heap, goroutine, cpu, or the names of the sample types
     * @param entries oldest first
     */
    public record Group(String kind, List<Entry> entries) {
        public Group {
            entries = List.copyOf(entries);
        }
    }

    /** A profile that can be read. */
    public static final class Entry {
        private final String name;
        private final long timeNanos;
        private final ArchiveFiles.Content content;
        private final long maxBytes;
        private final boolean keepNames;

        private Entry(
                String name,
                long timeNanos,
                ArchiveFiles.Content content,
                long maxBytes,
                boolean keepNames) {
            this.name = name;
            this.timeNanos = timeNanos;
            this.content = content;
            this.maxBytes = maxBytes;
            this.keepNames = keepNames;
        }

        /** The archive's path and the path inside. */
        public String name() {
            return name;
        }

        /** When it was taken, by itself or else by its file; nanoseconds since 1970. */
        public long timeNanos() {
            return timeNanos;
        }

        public Profile read() throws FormatException, IOException {
            try (InputStream in = content.open()) {
                return ProfileReader.readExactly(name, in, maxBytes, keepNames);
            }
        }
    }

    private final List<Group> groups;
    private final List<String> leftOut;

    private ProfileArchive(List<Group> groups, List<String> leftOut) {
        this.groups = List.copyOf(groups);
        this.leftOut = List.copyOf(leftOut);
    }

    /** Whether there is a folder or archive at this path, rather than a profile or nothing. */
    public static boolean isArchive(Path path) throws IOException {
        return ArchiveFiles.isArchive(path);
    }

    /**
     * Looks at all files inside.
     *
     * @param maxBytes how much may come out of an archive, and out of each profile in it
     * @param keepNames as for {@link ProfileReader}
     * @throws FormatException if it is damaged, or there is no profile in it
     */
    public static ProfileArchive open(Path path, long maxBytes, boolean keepNames)
            throws FormatException, IOException {
        Map<String, List<Entry>> byKind = new TreeMap<>();
        List<String> leftOut = new ArrayList<>();
        long total = maxBytes > Long.MAX_VALUE / TOTAL ? Long.MAX_VALUE : TOTAL * maxBytes;
        Budget budget = new Budget(total);
        for (ArchiveFiles.Entry file : ArchiveFiles.of(path, maxBytes).entries()) {
            if (SECOND_FORM.matcher(file.name()).matches()) {
                continue;
            }
            String name = path + "/" + file.name();
            ArchiveFiles.Content metered = () -> budget.metered(file.content().open());
            Entry entry = new Entry(name, file.timeNanos(), metered, maxBytes, keepNames);
            if (budget.isSpent()) {
                throw new FormatException(
                        path.toString(),
                        -1,
                        "its files have more than " + total + " bytes together, the limit");
            }
            try {
                Profile profile = entry.read();
                long time = profile.timeNanos() == 0 ? file.timeNanos() : profile.timeNanos();
                byKind.computeIfAbsent(
                                ProfileKind.of(profile, file.name()), kind -> new ArrayList<>())
                        .add(new Entry(name, time, file.content(), maxBytes, keepNames));
            } catch (FormatException none) {
                leftOut.add(none.getMessage());
            } catch (ZipException damaged) {
                leftOut.add(name + ": damaged in the zip (" + damaged.getMessage() + ")");
            }
        }
        if (byKind.isEmpty()) {
            String first = leftOut.isEmpty() ? "it is empty" : "such as " + leftOut.getFirst();
            throw new FormatException(path.toString(), -1, "no profile in it: " + first);
        }
        List<Group> groups = new ArrayList<>();
        byKind.forEach((kind, entries) -> {
            entries.sort(Comparator.comparingLong(Entry::timeNanos).thenComparing(Entry::name));
            groups.add(new Group(kind, entries));
        });
        return new ProfileArchive(groups, leftOut);
    }

    /** By the names of their kinds. */
    public List<Group> groups() {
        return groups;
    }

    /** The files that are no profiles, one line for each that says why. */
    public List<String> leftOut() {
        return leftOut;
    }
}
