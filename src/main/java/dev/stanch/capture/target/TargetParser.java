package dev.stanch.capture.target;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Problem;
import dev.stanch.capture.recording.Recording;
import dev.stanch.capture.recording.RecordingWriter;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Words of the command line to a target. An existing file wins over every other reading. */
public final class TargetParser {
    private static final int MOST_FILES = 10_000;
    private static final Pattern HOST_PORT =
            Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[\\w.-]*):\\d{1,5}(/.*)?");
    private static final Pattern KNOWN_ENDPOINT =
            Pattern.compile("/(debug/pprof(/.*)?|debug/vars|metrics)/?$");

    private TargetParser() {}

    static Target parse(List<String> words, Access access) throws CaptureException {
        if (words.isEmpty()) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    "target",
                    "none given; give a URL, a process id, a recording or files");
        }
        if (words.size() == 1) {
            return one(words.getFirst());
        }
        List<Path> files = new ArrayList<>();
        for (String word : words) {
            Path path = path(word);
            if (path == null || !Files.exists(path)) {
                throw new CaptureException(
                        Problem.UNREADABLE,
                        shown(word),
                        "no such file; several targets must all be files of one program");
            }
            addFiles(path, files);
        }
        return new FilesTarget(files);
    }

    private static Target one(String word) throws CaptureException {
        @Nullable Path path = path(word);
        if (path != null && Files.exists(path)) {
            return ofPath(path);
        }
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            return url(word);
        }
        if (lower.startsWith("http+unix://")) {
            return unix(word.substring("http+unix://".length()));
        }
        if (lower.startsWith("unix:")) {
            String rest = word.substring("unix:".length());
            return unix(rest.startsWith("//") ? rest.substring(2) : rest);
        }
        if (word.matches("\\d{1,10}")) {
            return new ProcessTarget(Long.parseLong(word));
        }
        if (HOST_PORT.matcher(word).matches()) {
            return url("http://" + (word.startsWith(":") ? "127.0.0.1" + word : word));
        }
        if (path != null && Files.exists(Path.of(word + RecordingWriter.PARTIAL))) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    word,
                    "its recording was not ended; give "
                            + word
                            + RecordingWriter.PARTIAL
                            + ", which holds what was recorded until then");
        }
        throw new CaptureException(
                Problem.UNREADABLE,
                shown(word),
                "neither a file nor a target; give http://host:port, host:port, unix:/path, a process id, a recording or files");
    }

    private static Target ofPath(Path path) throws CaptureException {
        if (Recording.isRecording(path)) {
            return new RecordingTarget(path);
        }
        if (isSocket(path)) {
            return unix(path.toString());
        }
        List<Path> files = new ArrayList<>();
        addFiles(path, files);
        if (files.isEmpty()) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    path.toString(),
                    "an empty folder; give a recording or profiles");
        }
        return new FilesTarget(files);
    }

    private static boolean isSocket(Path path) {
        return !Files.isDirectory(path) && !Files.isRegularFile(path) && Files.exists(path);
    }

    private static void addFiles(Path path, List<Path> files) throws CaptureException {
        if (!Files.isDirectory(path)) {
            files.add(path);
            return;
        }
        try (Stream<Path> inside = Files.list(path)) {
            inside.filter(Files::isRegularFile).sorted().limit(MOST_FILES).forEach(files::add);
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    path.toString(),
                    "cannot be listed; check its permissions",
                    e);
        }
    }

    private static Target url(String word) throws CaptureException {
        URI given;
        try {
            given = new URI(word);
        } catch (URISyntaxException e) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    shown(word),
                    "not a URL (" + e.getReason() + "); write http://host:port",
                    e);
        }
        if (given.getHost() == null || given.getPort() > 65535) {
            throw new CaptureException(
                    Problem.UNREADABLE, shown(word), "no host in the URL; write http://host:port");
        }
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        String scheme = given.getScheme().toLowerCase(Locale.ROOT);
        URI base = URI.create(scheme + "://" + given.getHost() + port + prefix(given.getRawPath()));
        return new UrlTarget(base, null, login(given.getRawUserInfo()));
    }

    private static Target unix(String word) throws CaptureException {
        int colon = word.indexOf(':');
        String path = colon < 0 ? word : word.substring(0, colon);
        String prefix = colon < 0 ? "" : word.substring(colon + 1);
        if (path.isEmpty()) {
            throw new CaptureException(
                    Problem.UNREADABLE, "unix:" + word, "no path; write unix:/path/to.sock");
        }
        try {
            return new UrlTarget(
                    URI.create("http://localhost" + prefix(prefix)), Path.of(path), null);
        } catch (IllegalArgumentException e) {
            throw new CaptureException(
                    Problem.UNREADABLE,
                    "unix:" + word,
                    "not a path and prefix; write unix:/path/to.sock:/prefix",
                    e);
        }
    }

    /** The path prefix under which the endpoints lie: known endpoints at the end are cut off. */
    private static String prefix(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return "";
        }
        String rooted = path.startsWith("/") ? path : "/" + path;
        String cut = KNOWN_ENDPOINT.matcher(rooted).replaceFirst("");
        return cut.replaceFirst("/+$", "");
    }

    public static @Nullable Login login(@Nullable String userInfo) {
        if (userInfo == null || userInfo.isEmpty()) {
            return null;
        }
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new Login(decoded(user), decoded(password));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable Path path(String word) {
        try {
            return Path.of(word);
        } catch (java.nio.file.InvalidPathException e) {
            return null;
        }
    }

    private static String shown(String word) {
        return word.replaceFirst("//.*@", "//");
    }
}
