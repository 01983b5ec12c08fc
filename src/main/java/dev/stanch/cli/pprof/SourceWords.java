package dev.stanch.cli.pprof;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.recording.Recording;
import dev.stanch.cli.pprof.Request.RemoteAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * What one word of the command line names: pprof's rule is that an existing file wins, else it is
 * an address. Beyond pprof: a folder or zip archive of profiles, a recording, a process.
 */
final class SourceWords {
    private static final int MOST_FILES = 10_000;
    private static final String USUAL_KIND = "heap";

    private final RemoteAccess access;
    private final boolean isCourse;
    private final List<AutoCloseable> open;

    /**
     * @param isCourse whether all captures of a recording are wanted, not how it was at its end
     * @param open gets what must be closed when all is read
     */
    SourceWords(RemoteAccess access, boolean isCourse, List<AutoCloseable> open) {
        this.access = access;
        this.isCourse = isCourse;
        this.open = open;
    }

    /**
     * @return the profiles behind the word; a recording's are in time order
     * @throws IOException when it names nothing, with one line that says so
     */
    List<Source> sources(String word) throws IOException, CaptureException {
        @Nullable Path path = path(word);
        if (path != null && Files.exists(path)) {
            return ofPath(word, path);
        }
        int slash = word.lastIndexOf('/');
        String before = slash < 0 ? word : word.substring(0, slash);
        String kind = slash < 0 ? "" : word.substring(slash + 1);
        @Nullable Path folder = slash <= 0 ? null : path(before);
        if (folder != null && Files.exists(folder) && Recording.isRecording(folder)) {
            return ofRecording(folder, kind);
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

    private List<Source> ofPath(String word, Path path) throws IOException, CaptureException {
        if (Files.isRegularFile(path) && !isZip(path)) {
            return List.of(new Source.OfFile(word, path));
        }
        if (Files.isDirectory(path)) {
            return Recording.isRecording(path) ? ofRecording(path, USUAL_KIND) : ofFolder(path);
        }
        if (Files.isRegularFile(path)) {
            return isRecordedArchive(path) ? ofRecording(path, USUAL_KIND) : ofArchive(path);
        }
        Source.@Nullable OfUrl socket = SourceUrls.ofUnix(word, word, access);
        // A pipe, such as /dev/stdin or a shell's <(command), is read as a file.
        boolean isSocket =
                (Files.getAttribute(path, "unix:mode") instanceof Integer mode)
                        && (mode & 0170000) == 0140000;
        return List.of(isSocket && socket != null ? socket : new Source.OfFile(word, path));
    }

    private static List<Source> ofFolder(Path folder) throws IOException {
        try (Stream<Path> inside = Files.list(folder)) {
            List<Source> found =
                    inside.filter(Files::isRegularFile)
                            .sorted()
                            .limit(MOST_FILES)
                            .<Source>map(file -> new Source.OfFile(file.toString(), file))
                            .toList();
            if (found.isEmpty()) {
                throw new IOException("an empty folder");
            }
            return found;
        }
    }

    private static List<Source> ofArchive(Path archive) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            List<Source> found =
                    zip.stream()
                            .filter(entry -> !entry.isDirectory())
                            .map(ZipEntry::getName)
                            .sorted()
                            .limit(MOST_FILES)
                            .<Source>map(name ->
                                    new Source.OfArchive(archive + ":" + name, archive, name))
                            .toList();
            if (found.isEmpty()) {
                throw new IOException("an empty archive");
            }
            return found;
        }
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

    private static boolean isZip(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            byte[] head = in.readNBytes(4);
            return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3;
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
