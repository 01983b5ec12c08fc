package dev.stanch.capture;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.DetachedSocketFactory;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ConnectionReuseStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Asks one target over HTTP: one request at a time, each with a deadline for the whole of it and a
 * bound for its body, redirects only within the host, no cookies, no retries. Every failure becomes
 * one line with the mend.
 */
final class Fetcher implements AutoCloseable {
    private static final int REDIRECTS = 3;
    private static final long ATTENTION_MILLIS = 100;
    private static final String ACCEPT =
            "application/octet-stream, text/plain;version=0.0.4;q=0.9,"
                    + " application/openmetrics-text;q=0.5, application/json;q=0.8, */*;q=0.1";

    /** What came back with status 200. */
    record Fetched(Body body, String contentType, URI url, double tookSeconds) {}

    private final UrlTarget target;
    private final Access access;
    private final Limits limits;
    private final Spool spool;
    private final TlsSocketStrategy tls;
    private CloseableHttpClient client;
    private final ScheduledThreadPoolExecutor deadlines;
    private int requests;

    Fetcher(UrlTarget target, Access access, Limits limits, Spool spool) throws CaptureException {
        this.target = target;
        this.access = access.with(target.login());
        this.limits = limits;
        this.spool = spool;
        this.tls = Tls.strategy(access, target.base().getScheme());
        this.client = client();
        this.deadlines =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("stanch-deadline").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    int requests() {
        return requests;
    }

    /** URL of a path below the target's base, for messages and requests. */
    URI url(String path) {
        return URI.create(target.base() + path);
    }

    /** URL of a path at the root of the target's host. */
    URI rootUrl(String path) {
        return target.base().resolve(path);
    }

    Fetched get(URI url, long maxBytes, Duration timeout) throws CaptureException {
        return follow(url, maxBytes, timeout);
    }

    @Override
    public void close() {
        deadlines.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }

    private synchronized Fetched follow(URI first, long maxBytes, Duration timeout)
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
                shown(first),
                "more than " + REDIRECTS + " redirects; give the address that they should end at");
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
            client = client();
            throw caller.isInterrupted() ? brokenOff(url) : failure(url, e, expired.get(), timeout);
        } finally {
            deadline.cancel(false);
            attention.cancel(false);
        }
    }

    private CaptureException brokenOff(URI url) {
        return new CaptureException(
                Problem.TIMEOUT, shown(url), "broken off, since stanch was told to end");
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
            throw new Refused(refusal(url, status, response.getReasonPhrase(), start(entity)));
        }
        if (entity == null) {
            return new Answer(Spool.of(new byte[0]), "", "");
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
                    Problem.REDIRECTS, shown(from), "redirects to something that is no URL", e);
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
                    shown(from),
                    "redirects elsewhere ("
                            + Words.firstLine(access.redact(withoutLogin(elsewhere)), 120)
                            + "), which is not followed so that no credentials leak; give that address if it is the target");
        }
        return to;
    }

    private CaptureException refusal(URI url, int status, String reason, String body) {
        String said = Words.firstLine(access.redact(body), 120);
        boolean html = body.stripLeading().startsWith("<");
        String detail = said.isEmpty() || html ? "" : " (" + said + ")";
        String line = status + " " + (reason == null ? "" : reason);
        if (status == 401 || status == 403) {
            return new CaptureException(
                    Problem.DENIED,
                    shown(url),
                    line
                            + (status == 401
                                    ? "; set STANCH_BEARER_TOKEN or STANCH_BASIC_AUTH=user:password"
                                    : "; the credentials or this machine's address are not let in: use other credentials or ask who runs it"));
        }
        if (status == 400 && body.contains("HTTP request to an HTTPS server")) {
            return new CaptureException(
                    Problem.TLS, shown(url), "the server speaks TLS; use https:// in the address");
        }
        String mend =
                status == 404
                        ? "; check the path prefix, or import _ \"net/http/pprof\" in the program"
                        : status >= 500 ? "; see the target's log" : "; check the address";
        return new CaptureException(Problem.STATUS, shown(url), line + detail + mend);
    }

    private CaptureException failure(URI url, Exception e, boolean expired, Duration timeout) {
        String place = shown(url);
        boolean slow =
                e instanceof SocketTimeoutException && !(e instanceof ConnectTimeoutException);
        if (expired || slow) {
            return new CaptureException(
                    Problem.TIMEOUT,
                    place,
                    "not complete after " + seconds(timeout) + "; allow more with --timeout",
                    e);
        }
        return switch (e) {
            case Spool.TooLargeException tooLarge ->
                    new CaptureException(
                            Problem.TOO_LARGE,
                            place,
                            "the body is "
                                    + tooLarge.getMessage()
                                    + " and was dropped; check that the address is right",
                            e);
            case ConnectTimeoutException timedOut ->
                    new CaptureException(
                            Problem.UNREACHABLE,
                            place,
                            "no connection after "
                                    + seconds(limits.connect())
                                    + "; check host, port and firewall",
                            e);
            case UnknownHostException unknown ->
                    new CaptureException(
                            Problem.UNREACHABLE, place, "unknown host; check the name", e);
            case ConnectException refused -> unreachable(place, e);
            case NoRouteToHostException noRoute -> unreachable(place, e);
            case SSLException ssl -> tls(place, ssl);
            case TruncatedChunkException cut -> truncated(place, e);
            case ConnectionClosedException closed -> truncated(place, e);
            case java.io.EOFException end -> truncated(place, e);
            case NoHttpResponseException silent -> truncated(place, e);
            case SocketException reset when !Words.of(reset).contains("unreachable") ->
                    truncated(place, e);
            case java.util.zip.ZipException zip ->
                    new CaptureException(
                            Problem.NOT_A_PROFILE,
                            place,
                            "says that it is gzipped and is not; check what stands before the target",
                            e);
            default ->
                    new CaptureException(
                            Problem.UNREACHABLE,
                            place,
                            "the connection failed ("
                                    + access.redact(Words.of(e))
                                    + "); is the target still running?",
                            e);
        };
    }

    private CaptureException unreachable(String place, Exception e) {
        if (target.socket() != null && !Files.exists(target.socket())) {
            return new CaptureException(
                    Problem.UNREACHABLE, place, "no such socket; is the program running?", e);
        }
        return new CaptureException(
                Problem.UNREACHABLE,
                place,
                "connection refused; is the program running and listening there?",
                e);
    }

    private static CaptureException truncated(String place, Exception e) {
        return new CaptureException(
                Problem.TRUNCATED,
                place,
                "the answer broke off before its end; the target or a proxy before it closed the connection: try again",
                e);
    }

    private static CaptureException tls(String place, SSLException e) {
        String said = Words.of(e);
        if (said.contains("Unsupported or unrecognized SSL message")) {
            return new CaptureException(
                    Problem.TLS,
                    place,
                    "the server does not speak TLS; use http:// in the address",
                    e);
        }
        return new CaptureException(
                Problem.TLS,
                place,
                "TLS failed ("
                        + Words.firstLine(said, 120)
                        + "); give the server's certificate with --ca, or --insecure to accept any",
                e);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3g s", duration.toNanos() / 1e9);
    }

    /**
     * The URL as it may be shown: a unix socket by its path, a query without values it may hide.
     */
    String shown(URI url) {
        String text = withoutLogin(url.toString());
        return target.socket() == null
                ? text
                : "unix:"
                        + target.socket()
                        + ":"
                        + url.getRawPath()
                        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    private static String withoutLogin(String url) {
        return url.replaceFirst("//[^/@]*@", "//");
    }

    private CloseableHttpClient client() {
        @Nullable Path path = target.socket();
        DetachedSocketFactory sockets =
                proxy -> path == null ? new Socket(java.net.Proxy.NO_PROXY) : new UnixSocket(path);
        SystemDefaultDnsResolver names =
                path == null
                        ? SystemDefaultDnsResolver.INSTANCE
                        : new SystemDefaultDnsResolver() {
                            @Override
                            public InetAddress[] resolve(String host) {
                                return new InetAddress[] {InetAddress.getLoopbackAddress()};
                            }
                        };
        var operator =
                new DefaultHttpClientConnectionOperator(
                        sockets,
                        null,
                        names,
                        RegistryBuilder.<TlsSocketStrategy>create().register("https", tls).build());
        var connections =
                new BasicHttpClientConnectionManager(
                        operator, ManagedHttpClientConnectionFactory.INSTANCE);
        connections.setConnectionConfig(
                ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(limits.connect()))
                        .setSocketTimeout(Timeout.of(limits.profile()))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS)
                        .build());
        connections.setSocketConfig(
                SocketConfig.custom().setSoTimeout(Timeout.of(limits.profile())).build());
        // the check whether a kept connection still stands needs the timeout that a unix socket
        // lacks
        ConnectionReuseStrategy reuse =
                path == null
                        ? DefaultConnectionReuseStrategy.INSTANCE
                        : (request, response, context) -> false;
        return HttpClientBuilder.create()
                .setConnectionManager(connections)
                .setConnectionReuseStrategy(reuse)
                .setUserAgent("stanch")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableContentCompression()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .build();
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
