package dev.stanch.cli.trace;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Limits;
import dev.stanch.capture.content.Spool;
import dev.stanch.capture.fetch.Fetcher;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.Target;
import dev.stanch.capture.target.UrlTarget;
import dev.stanch.cli.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a trace comes from: a file, {@code -}, or a target that is asked for one. */
final class TraceSource implements AutoCloseable {
    private static final long MOST_FETCHED = 2L << 30;

    /** Opens its bytes. */
    private interface Opening {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Instant at;
    private final Opening opening;
    private final @Nullable Spool spool;

    private TraceSource(String name, Instant at, Opening opening, @Nullable Spool spool) {
        this.name = name;
        this.at = at;
        this.opening = opening;
        this.spool = spool;
    }

    static TraceSource of(String word, int seconds, Terminal terminal, Access access, Limits limits)
            throws CaptureException, IOException {
        if (word.equals("-")) {
            return new TraceSource("standard input", Instant.now(), terminal::in, null);
        }
        boolean isUrl =
                word.startsWith("http://")
                        || word.startsWith("https://")
                        || word.startsWith("unix:");
        if (isUrl && Target.parse(List.of(word), access) instanceof UrlTarget url) {
            return fetched(url, seconds, access, limits);
        }
        Path path = Path.of(word);
        return new TraceSource(
                word,
                Files.getLastModifiedTime(path).toInstant(),
                () -> Files.newInputStream(path),
                null);
    }

    private static TraceSource fetched(UrlTarget url, int seconds, Access access, Limits limits)
            throws CaptureException {
        Spool spool = new Spool();
        boolean kept = false;
        try (Fetcher fetcher = new Fetcher(url, access, limits, spool)) {
            Instant start = Instant.now();
            Body body =
                    fetcher.get(
                                    fetcher.url("/debug/pprof/trace?seconds=" + seconds),
                                    MOST_FETCHED,
                                    Duration.ofSeconds(seconds).plusSeconds(30))
                            .body();
            kept = true;
            return new TraceSource(url.name(), start, body::open, spool);
        } finally {
            if (!kept) {
                spool.close();
            }
        }
    }

    String name() {
        return name;
    }

    Instant at() {
        return at;
    }

    InputStream open() throws IOException {
        return opening.open();
    }

    @Override
    public void close() {
        if (spool != null) {
            spool.close();
        }
    }
}
