package dev.stanch.capture.fetch;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.Spool;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.UrlTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks one target over HTTP: one request at a time, each with a deadline for the whole of it and a
 * bound for its body, redirects only within the host, no cookies, no retries. Every failure becomes
 * one line with the mend.
 */
public final class Fetcher implements AutoCloseable {
    private static final int REDIRECTS = 3;
    private static final long ATTENTION_MILLIS = 100;
    private static final String ACCEPT =
            "application/octet-stream, text/plain;version=0.0.4;q=0.9,"
                    + " application/openmetrics-text;q=0.5, application/json;q=0.8, */*;q=0.1";

    /** What came back with status 200. */
    public record Fetched(Body body, String contentType, URI url, double tookSeconds) {}

    private final UrlTarget target;
    private final Access access;
    private final Limits limits;
    private final Spool spool;
    private final FetchProblems problems;
    private final TlsSocketStrategy tls;
    private CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private int requests;

    public Fetcher(UrlTarget target, Access access, Limits limits, Spool spool)
            throws CaptureException {
        this.target = target;
        this.access = access.with(target.login());
        this.limits = limits;
        this.spool = spool;
        this.problems = new FetchProblems(target, this.access, limits);
        this.tls = Tls.strategy(access, target.base().getScheme());
        this.client = HttpClient.of(target, limits, tls);
        this.deadlines =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("stanch-deadline").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    public int requests() {
        return requests;
    }

    /** URL of a path below the target's base, for messages and requests. */
    public URI url(String path) {
        return URI.create(target.base() + path);
    }

    /** URL of a path at the root of the target's host. */
    public URI rootUrl(String path) {
        return target.base().resolve(path);
    }

    /** The URL as it may be shown. */
    public String shown(URI url) {
        return problems.shown(url);
    }

    /**
     * Asks and keeps the answer.
     *
     * @param timeout for the whole of it, redirects included
     */
    public synchronized Fetched get(URI first, long maxBytes, Duration timeout)
            throws CaptureException {
        long start = System.nanoTime();
        URI url = first;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            Duration left = timeout.minusNanos(System.nanoTime() - start);
            Answer answer = once(url, maxBytes, left.isPositive() ? left : Duration.ofMillis(1));
            if (answer.body() != null) {
                double took = (System.nanoTime() - start) / 1e9;
                return new Fetched(answer.body(), answer.contentType(), url, took);
            }
            url = redirect(url, answer.location());
        }
        throw new CaptureException(
                Problem.REDIRECTS,
                problems.shown(first),
                "more than " + REDIRECTS + " redirects; give the address that they should end at");
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    /** Either a body or where to look instead. */
    private record Answer(@Nullable Body body, String contentType, String location) {}

    private Answer once(URI url, long maxBytes, Duration timeout) throws CaptureException {
        Thread caller = Thread.currentThread();
        if (caller.isInterrupted()) {
            throw brokenOff(url);
        }
        HttpUriRequestBase request = request(url, timeout);
        AtomicBoolean expired = new AtomicBoolean();
        ScheduledFuture<?> deadline =
                deadlines.schedule(
                        () -> {
                            expired.set(true);
                            request.abort();
                        },
                        timeout.toNanos(),
                        TimeUnit.NANOSECONDS);
        // Reading from a socket does not notice that its thread is interrupted.
        ScheduledFuture<?> attention =
                deadlines.scheduleWithFixedDelay(
                        () -> {
                            if (caller.isInterrupted()) {
                                request.abort();
                            }
                        },
                        ATTENTION_MILLIS,
                        ATTENTION_MILLIS,
                        TimeUnit.MILLISECONDS);
        requests++;
        try {
            return client.execute(request, response -> answer(url, response, maxBytes));
        } catch (Refused e) {
            throw e.failure;
        } catch (IOException | IllegalArgumentException e) {
            // an aborted request may leave its connection allocated: begin anew
            client.close(CloseMode.IMMEDIATE);
            client = HttpClient.of(target, limits, tls);
            throw caller.isInterrupted()
                    ? brokenOff(url)
                    : problems.failed(url, e, expired.get(), timeout);
        } finally {
            deadline.cancel(false);
            attention.cancel(false);
        }
    }

    private CaptureException brokenOff(URI url) {
        return new CaptureException(
                Problem.TIMEOUT, problems.shown(url), "broken off, since stanch was told to end");
    }

    private HttpUriRequestBase request(URI url, Duration timeout) {
        HttpUriRequestBase request = new HttpGet(url);
        request.setConfig(
                RequestConfig.custom()
                        .setResponseTimeout(Timeout.of(timeout))
                        .setConnectionRequestTimeout(Timeout.of(timeout))
                        .build());
        request.setHeader("Accept", ACCEPT);
        for (Map.Entry<String, String> header : access.headers().entrySet()) {
            request.setHeader(header.getKey(), header.getValue());
        }
        @Nullable String authorization = access.authorization();
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        return request;
    }

    private Answer answer(URI url, ClassicHttpResponse response, long maxBytes) throws IOException {
        int status = response.getCode();
        @Nullable HttpEntity entity = response.getEntity();
        if (status >= 300 && status < 400 && response.getFirstHeader("Location") != null) {
            return new Answer(null, "", response.getFirstHeader("Location").getValue());
        }
        if (status != 200) {
            throw new Refused(
                    problems.refused(url, status, response.getReasonPhrase(), start(entity)));
        }
        if (entity == null) {
            return new Answer(Body.of(new byte[0]), "", "");
        }
        long declared = entity.getContentLength();
        if (declared > maxBytes) {
            throw new Spool.TooLargeException(maxBytes);
        }
        @Nullable Header coding = response.getFirstHeader("Content-Encoding");
        boolean packed =
                coding != null && coding.getValue().toLowerCase(Locale.ROOT).contains("gzip");
        InputStream content = entity.getContent();
        Body body = spool.keep(packed ? new GZIPInputStream(content) : content, maxBytes);
        String type = entity.getContentType() == null ? "" : entity.getContentType();
        return new Answer(body, type, "");
    }

    private static String start(@Nullable HttpEntity entity) throws IOException {
        if (entity == null) {
            return "";
        }
        InputStream content = entity.getContent();
        return new String(content.readNBytes(512), StandardCharsets.UTF_8);
    }

    private URI redirect(URI from, String location) throws CaptureException {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw new CaptureException(
                    Problem.REDIRECTS,
                    problems.shown(from),
                    "redirects to something that is no URL",
                    e);
        }
        boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
        boolean samePlace =
                from.getScheme().equalsIgnoreCase(to.getScheme()) && from.getPort() == to.getPort();
        boolean upgraded =
                "http".equalsIgnoreCase(from.getScheme())
                        && "https".equalsIgnoreCase(to.getScheme());
        if (!sameHost || !(samePlace || upgraded)) {
            String elsewhere = to.getScheme() + "://" + to.getRawAuthority();
            throw new CaptureException(
                    Problem.REDIRECTS,
                    problems.shown(from),
                    "redirects elsewhere ("
                            + Words.firstLine(
                                    access.redact(FetchProblems.withoutLogin(elsewhere)), 120)
                            + "), which is not followed so that no credentials leak; give that address if it is the target");
        }
        return to;
    }

    /** Carries a refusal out of the client's response handler. */
    private static final class Refused extends IOException {
        private static final long serialVersionUID = 1;
        private final CaptureException failure;

        Refused(CaptureException failure) {
            super(failure);
            this.failure = failure;
        }
    }
}
