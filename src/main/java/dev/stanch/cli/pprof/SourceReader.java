package dev.stanch.cli.pprof;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.fetch.Download;
import dev.stanch.capture.live.LiveTarget;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.ClientCertificate;
import dev.stanch.capture.target.ProcessTarget;
import dev.stanch.cli.pprof.Request.RemoteAccess;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.ProfileReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Reads one source to its end. */
final class SourceReader {
    /** As sent; a download lies on disk while it is read. */
    private static final long LARGEST_DOWNLOAD = 1L << 30;

    /** Beyond what a profile may take in memory, which its reader watches over. */
    static final long LARGEST_UNPACKED = 1L << 36;

    private static final int USUAL_CPU_SECONDS = 30;

    /** Sources are waited for all at once, but no more are unpacked than there are processors. */
    private final Semaphore unpacking = new Semaphore(Runtime.getRuntime().availableProcessors());

    private final Access access;
    private final Messages messages;
    private final boolean keepNames;

    /**
     * @param keepNames whether the names in the comments of Go's texts count, which pprof does not
     *     see
     */
    SourceReader(Access access, Messages messages, boolean keepNames) {
        this.access = access;
        this.messages = messages;
        this.keepNames = keepNames;
    }

    boolean keepsNames() {
        return keepNames;
    }

    /**
     * With what remote sources are asked: the flags, and the environment as for other commands.
     *
     * @throws UsageException when the flags contradict each other
     */
    static Access access(RemoteAccess flags, Map<String, String> environment)
            throws UsageException, CaptureException {
        if (flags.certificate().isEmpty() && !flags.key().isEmpty()) {
            throw new UsageException("-tls_key is specified, so -tls_cert must also be specified");
        }
        if (!flags.certificate().isEmpty() && flags.key().isEmpty()) {
            throw new UsageException("-tls_cert is specified, so -tls_key must also be specified");
        }
        @Nullable Path authorities =
                flags.authorities().isEmpty() ? null : Path.of(flags.authorities());
        Access access = Access.of(environment, List.of(), null, null, null, authorities, false);
        return flags.certificate().isEmpty()
                ? access
                : access.with(
                        new ClientCertificate(Path.of(flags.certificate()), Path.of(flags.key())));
    }

    Fetched read(Source source) throws IOException, FormatException, CaptureException {
        return switch (source) {
            case Source.OfFile file -> ofFile(file);
            case Source.OfArchive archive -> ofArchive(archive);
            case Source.OfUrl url -> ofUrl(url);
            case Source.OfProcess process -> ofProcess(process);
            case Source.OfCapture capture ->
                    new Fetched(source, profile(capture.word(), capture.capture().body()), "");
        };
    }

    private Fetched ofFile(Source.OfFile source) throws IOException, FormatException {
        try (InputStream in = Files.newInputStream(source.file())) {
            return new Fetched(source, profile(source.word(), in), "");
        }
    }

    private Fetched ofArchive(Source.OfArchive source) throws IOException, FormatException {
        unpacking.acquireUninterruptibly();
        try {
            return new Fetched(source, source.entry().read(), "");
        } finally {
            unpacking.release();
        }
    }

    private Fetched ofUrl(Source.OfUrl source)
            throws IOException, FormatException, CaptureException {
        String shown = source.socket() == null ? shown(source.url().toString()) : source.word();
        messages.note("Fetching profile over HTTP from " + shown);
        if (source.seconds() > 0) {
            messages.note("Please wait... (" + duration(source.seconds()) + ")");
        }
        Access rights = source.insecure() ? access.accepting() : access;
        try (Download download =
                Download.of(source.url(), source.socket(), rights, Limits.defaults())) {
            Body body = download.get(LARGEST_DOWNLOAD, source.timeout());
            return new Fetched(source, profile(shown, body), shown);
        }
    }

    private Fetched ofProcess(Source.OfProcess source)
            throws IOException, FormatException, CaptureException {
        CaptureKind kind = kind(source.kind());
        int seconds = source.seconds() > 0 ? source.seconds() : USUAL_CPU_SECONDS;
        try (LiveTarget target =
                LiveTarget.open(new ProcessTarget(source.pid()), access, Limits.defaults())) {
            if (!target.offer().kinds().contains(kind)) {
                throw new IOException(
                        "process " + source.pid() + " offers no " + kind.id() + " profile");
            }
            messages.note("Fetching " + kind.id() + " profile of process " + source.pid());
            Capture capture =
                    kind == CaptureKind.CPU
                            ? target.takeCpu(Duration.ofSeconds(seconds))
                            : target.take(kind);
            return new Fetched(source, profile(capture.origin(), capture.body()), capture.origin());
        }
    }

    private static CaptureKind kind(String name) throws IOException {
        return switch (name) {
            case "heap" -> CaptureKind.HEAP;
            case "allocs" -> CaptureKind.ALLOCS;
            case "goroutine" -> CaptureKind.GOROUTINE;
            case "goroutineleak" -> CaptureKind.GOROUTINE_LEAK;
            case "profile", "cpu" -> CaptureKind.CPU;
            default ->
                    throw new IOException(
                            "no profile '"
                                    + name
                                    + "' is taken of a process; write PID/heap, allocs, goroutine,"
                                    + " goroutineleak or cpu");
        };
    }

    private Profile profile(String name, Body body) throws IOException, FormatException {
        try (InputStream in = body.open()) {
            return profile(name, in);
        }
    }

    private Profile profile(String name, InputStream in) throws IOException, FormatException {
        unpacking.acquireUninterruptibly();
        try {
            return ProfileReader.readExactly(name, in, LARGEST_UNPACKED, keepNames);
        } finally {
            unpacking.release();
        }
    }

    /** As Go prints it. */
    private static String duration(long seconds) {
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        String text = seconds % 60 + "s";
        text = seconds < 60 ? text : minutes + "m" + text;
        return hours == 0 ? text : hours + "h" + text;
    }

    private static String shown(String url) {
        int from = url.indexOf("//") + 2;
        int at = url.indexOf('@');
        int slash = url.indexOf('/', from);
        return at > 0 && (slash < 0 || at < slash)
                ? url.substring(0, from) + url.substring(at + 1)
                : url;
    }
}
