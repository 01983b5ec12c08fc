package dev.stanch.cli.pprof;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.recording.Recording;
import dev.stanch.cli.pprof.Request.RemoteAccess;
import dev.stanch.io.FormatException;
import dev.stanch.profile.codec.archive.ProfileArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one word of the command line names: pprof's rule is that an existing file wins, else it is
 * an address. Beyond pprof: a folder, zip or tar of profiles, a recording, a process.
 */
final class SourceWords {
    private static final String USUAL_KIND = "heap";

    private final RemoteAccess access;
    private final boolean isCourse;
    private final boolean keepNames;
    private final List<AutoCloseable> open;
    private final Consumer<String> notes;

    /**
     * @param isCourse whether all captures of a recording are wanted, not how it was at its end
     * @param keepNames as for {@link SourceReader}
     * @param open gets what must be closed when all is read
     * @param notes gets a line for each file of an archive that is no profile
     */
    SourceWords(
            RemoteAccess access,
            boolean isCourse,
            boolean keepNames,
            List<AutoCloseable> open,
            Consumer<String> notes) {
        this.access = access;
        this.isCourse = isCourse;
        this.keepNames = keepNames;
        this.open = open;
        this.notes = notes;
    }

    /**
     * @return the profiles behind the word; a recording's are in time order
     * @throws IOException when it names nothing, with one line that says so
     */
    List<Source> sources(String word) throws IOException, FormatException, CaptureException {
        @Nullable Path path = path(word);
        if (path != null && Files.exists(path)) {
            return ofPath(word, path);
        }
        int slash = word.lastIndexOf('/');
        String before = slash < 0 ? word : word.substring(0, slash);
        String kind = slash < 0 ? "" : word.substring(slash + 1);
        @Nullable Path folder = slash <= 0 ? null : path(before);
        if (folder != null && Files.exists(folder)) {
            if (Recording.isRecording(folder)) {
                return ofRecording(folder, kind);
            }
            if (ProfileArchive.isArchive(folder)) {
                return ofArchive(folder, kind);
            }
        }
        if (isNumber(before)) {
            return List.of(
                    new Source.OfProcess(
                            word,
                            Long.parseLong(before),
                            kind.isEmpty() ? USUAL_KIND : kind,
                            access.seconds()));
        }
        Source.@Nullable OfUrl url = SourceUrls.of(word, access);
        if (url != null) {
            return List.of(url);
        }
        throw new NoSuchFileException(word);
    }

    private List<Source> ofPath(String word, Path path)
            throws IOException, FormatException, CaptureException {
        if (ProfileArchive.isArchive(path)) {
            boolean recorded =
                    Files.isDirectory(path) ? Recording.isRecording(path) : isRecordedArchive(path);
            return recorded ? ofRecording(path, USUAL_KIND) : ofArchive(path, "");
        }
        if (Files.isRegularFile(path)) {
            return List.of(new Source.OfFile(word, path));
        }
        Source.@Nullable OfUrl socket = SourceUrls.ofUnix(word, word, access);
        // A pipe, such as /dev/stdin or a shell's <(command), is read as a file.
        boolean isSocket =
                (Files.getAttribute(path, "unix:mode") instanceof Integer mode)
                        && (mode & 0170000) == 0140000;
        return List.of(isSocket && socket != null ? socket : new Source.OfFile(word, path));
    }

    /**
     * The profiles in a folder, zip or tar, oldest first.
     *
     * @param kind of which kind; empty for the only one, or else the heap's
     */
    private List<Source> ofArchive(Path path, String kind) throws IOException, FormatException {
        ProfileArchive archive =
                ProfileArchive.open(path, SourceReader.LARGEST_UNPACKED, keepNames);
        List<ProfileArchive.Group> groups = archive.groups();
        String wanted = kind.isEmpty() ? USUAL_KIND : kind.toLowerCase(Locale.ROOT);
        ProfileArchive.Group group =
                groups.stream()
                        .filter(g -> g.kind().equals(wanted))
                        .findFirst()
                        .orElse(kind.isEmpty() && groups.size() == 1 ? groups.getFirst() : null);
        if (group == null) {
            throw new IOException(
                    "no "
                            + wanted
                            + " profiles in it; write "
                            + path
                            + "/"
                            + groups.getFirst().kind()
                            + " for another kind");
        }
        archive.leftOut().forEach(notes);
        boolean isFolder = Files.isDirectory(path);
        return group.entries().stream()
                .<Source>map(entry ->
                        isFolder
                                ? new Source.OfFile(entry.name(), Path.of(entry.name()))
                                : new Source.OfArchive(entry.name(), entry))
                .toList();
    }

    private List<Source> ofRecording(Path path, String kind) throws IOException, CaptureException {
        String id = kind.isEmpty() ? USUAL_KIND : kind.toLowerCase(Locale.ROOT);
        Recording recording = Recording.open(path);
        open.add(recording);
        List<Source> found = ofKind(recording, path, id);
        if (found.isEmpty() && id.equals(USUAL_KIND)) {
            found = ofKind(recording, path, CaptureKind.HEAP_TEXT.id());
        }
        if (found.isEmpty()) {
            List<String> others =
                    recording.captures().stream()
                            .map(Capture::kind)
                            .filter(CaptureKind::isProto)
                            .map(CaptureKind::id)
                            .distinct()
                            .toList();
            throw new IOException(
                    "a recording without a "
                            + id
                            + " profile"
                            + (others.isEmpty()
                                    ? ""
                                    : "; write "
                                            + path
                                            + "/"
                                            + others.getFirst()
                                            + " for another"));
        }
        // Parts of the CPU's time add up; states of the heap do not.
        boolean addsUp = id.equals(CaptureKind.CPU.id());
        return isCourse || addsUp ? found : List.of(found.getLast());
    }

    private static List<Source> ofKind(Recording recording, Path path, String id) {
        return recording.captures().stream()
                .filter(capture -> capture.kind().id().equals(id))
                .<Source>map(capture ->
                        new Source.OfCapture(
                                "%s at %.1f s".formatted(path, capture.seconds()), capture))
                .toList();
    }

    private static boolean isRecordedArchive(Path path) {
        try (Recording recording = Recording.open(path)) {
            return !recording.captures().isEmpty();
        } catch (CaptureException e) {
            return false;
        }
    }

    private static boolean isNumber(String word) {
        return !word.isEmpty()
                && word.length() <= 10
                && word.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static @Nullable Path path(String word) {
        try {
            return Path.of(word);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
