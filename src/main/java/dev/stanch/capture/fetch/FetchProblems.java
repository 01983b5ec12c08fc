package dev.stanch.capture.fetch;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.content.Spool;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.UrlTarget;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** What went wrong with a request: one line with the URL, what happened, and the mend. */
record FetchProblems(UrlTarget target, Access access, Limits limits) {
    /** For an answer with another status than 200. */
    CaptureException refused(URI url, int status, String reason, String body) {
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

    /** For an answer that did not come, or not whole. */
    CaptureException failed(URI url, Exception e, boolean expired, Duration timeout) {
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
    public String shown(URI url) {
        String text = withoutLogin(url.toString());
        return target.socket() == null
                ? text
                : "unix:"
                        + target.socket()
                        + ":"
                        + url.getRawPath()
                        + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
    }

    static String withoutLogin(String url) {
        return url.replaceFirst("//[^/@]*@", "//");
    }
}
