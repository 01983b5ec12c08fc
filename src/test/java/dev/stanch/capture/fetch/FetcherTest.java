package dev.stanch.capture.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Samples;
import dev.stanch.capture.content.BodyCheck;
import dev.stanch.capture.content.Spool;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.Target;
import dev.stanch.capture.target.UrlTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FetcherTest {
    private static final String MEND_ADDRESS =
            "; give the address of the Go program's debug server, where net/http/pprof is served";
    private HostileServer server;
    private HostileServer other;

    @BeforeEach
    void start() throws IOException {
        server = HostileServer.start();
        other = HostileServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        other.close();
    }

    @Test
    void aClosedPortIsRefusedInOneLine() throws Exception {
        // Held but not listened on: a port that is given back may be somebody else's at once.
        try (Socket held = new Socket()) {
            held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + held.getLocalPort();
            CaptureException e = failure(url, Access.none(), "/heap");
            assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE);
            assertThat(e)
                    .hasMessage(
                            url
                                    + "/heap: connection refused; is the program running and listening there?");
        }
    }

    @Test
    void anUnknownHostIsSaid() throws Exception {
        CaptureException e = failure("http://no-such-host.invalid:6060", Access.none(), "/heap");
        assertThat(e.problem()).isEqualTo(Problem.UNREACHABLE);
        assertThat(e)
                .hasMessage("http://no-such-host.invalid:6060/heap: unknown host; check the name");
    }

    @Test
    void statusesSayTheirMend() throws Exception {
        server.on("/401", 401, "text/plain", new byte[0]);
        server.on("/403", 403, "text/plain", new byte[0]);
        server.on(
                "/500",
                500,
                "text/plain",
                "heap: \u001b[31mboom\nmore".getBytes(StandardCharsets.UTF_8));
        assertThat(failure("/401"))
                .hasMessage(
                        server.url()
                                + "/401: 401 Status; set STANCH_BEARER_TOKEN or STANCH_BASIC_AUTH=user:password");
        assertThat(failure("/403").problem()).isEqualTo(Problem.DENIED);
        assertThat(failure("/403"))
                .hasMessageStartingWith(server.url() + "/403: 403 Status; the credentials");
        assertThat(failure("/missing"))
                .hasMessage(
                        server.url()
                                + "/missing: 404 Status (404 page not found); check the path prefix, or import _ \"net/http/pprof\" in the program");
        assertThat(failure("/500"))
                .hasMessage(
                        server.url() + "/500: 500 Status (heap:  [31mboom); see the target's log");
        assertThat(failure("/500").problem()).isEqualTo(Problem.STATUS);
    }

    @Test
    void aPageInsteadOfAProfileIsNamed() throws Exception {
        server.on(
                "/heap",
                200,
                "text/html",
                "<!DOCTYPE html><html>login".getBytes(StandardCharsets.UTF_8));
        server.on("/json", "{\"error\": 1}");
        server.on("/empty", "");
        assertThat(failure("/heap"))
                .hasMessage(server.url() + "/heap: an HTML page, not a profile" + MEND_ADDRESS);
        assertThat(failure("/json"))
                .hasMessage(server.url() + "/json: JSON, not a profile" + MEND_ADDRESS);
        assertThat(failure("/empty"))
                .hasMessage(server.url() + "/empty: an empty answer, not a profile" + MEND_ADDRESS);
        assertThat(failure("/empty").problem()).isEqualTo(Problem.NOT_A_PROFILE);
    }

    @Test
    void aBodyThatDripsEndsAtTheDeadline() throws Exception {
        server.on(
                "/heap",
                out -> {
                    HostileServer.head(out, 200, "Content-Length: 100000");
                    for (int i = 0; i < 100_000; i++) {
                        out.write(0x1f);
                        out.flush();
                        Thread.sleep(20);
                    }
                });
        CaptureException e = impatient("/heap");
        assertThat(e.problem()).isEqualTo(Problem.TIMEOUT);
        assertThat(e)
                .hasMessage(
                        server.url()
                                + "/heap: not complete after 1.50 s; allow more with --timeout");
    }

    @Test
    void aServerThatNeverAnswersEndsAtTheDeadline() throws Exception {
        server.on("/heap", out -> Thread.sleep(60_000));
        assertThat(impatient("/heap").problem()).isEqualTo(Problem.TIMEOUT);
    }

    @Test
    void anEndlessBodyStopsAtTheBound() throws Exception {
        server.on(
                "/heap",
                out -> {
                    HostileServer.head(out, 200, "Content-Type: application/octet-stream");
                    byte[] block = new byte[1 << 16];
                    while (true) {
                        out.write(block);
                    }
                });
        CaptureException e = failure("/heap");
        assertThat(e.problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(e)
                .hasMessage(
                        server.url()
                                + "/heap: the body is over the limit of 1048576 bytes and was dropped; check that the address is right");
    }

    @Test
    void aLargeDeclaredLengthIsNotEvenRead() throws Exception {
        server.on("/heap", out -> HostileServer.head(out, 200, "Content-Length: 99999999999"));
        assertThat(failure("/heap").problem()).isEqualTo(Problem.TOO_LARGE);
    }

    @Test
    void bombsAreDropped() throws Exception {
        byte[] bomb = Samples.gzip(new byte[20 << 20]);
        assertThat(bomb.length).isLessThan(1 << 20);
        byte[] profile = Samples.proto(1, "goroutine");
        byte[] padded = Arrays.copyOf(profile, profile.length + (20 << 20));
        // an unknown field of many bytes
        padded[profile.length] = 0x7a;
        System.arraycopy(
                new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, 0x01},
                0,
                padded,
                profile.length + 1,
                4);
        server.on("/heap", 200, "application/octet-stream", Samples.gzip(padded));
        server.on(
                "/coded",
                out -> {
                    HostileServer.head(
                            out, 200, "Content-Encoding: gzip", "Content-Length: " + bomb.length);
                    out.write(bomb);
                });
        assertThat(failure("/heap"))
                .hasMessage(
                        server.url()
                                + "/heap: unpacks to more than 4194304 bytes and was dropped; check that the address is right");
        assertThat(failure("/heap").problem()).isEqualTo(Problem.TOO_LARGE);
        assertThat(failure("/coded").problem()).isEqualTo(Problem.TOO_LARGE);
    }

    @Test
    void cutBodiesAreSaid() throws Exception {
        byte[] whole = Samples.heap();
        server.on(
                "/gzip", 200, "application/octet-stream", Arrays.copyOf(whole, whole.length - 12));
        server.on(
                "/length",
                out -> {
                    HostileServer.head(out, 200, "Content-Length: " + (whole.length + 50));
                    out.write(whole);
                });
        server.on(
                "/chunk",
                out -> {
                    HostileServer.head(out, 200, "Transfer-Encoding: chunked");
                    out.write("ffff\r\nhalf".getBytes(StandardCharsets.UTF_8));
                });
        server.on("/silent", out -> {});
        byte[] proto = Samples.proto(1, "goroutine", "more");
        server.on(
                "/proto",
                200,
                "application/octet-stream",
                Samples.gzip(Arrays.copyOf(proto, proto.length - 6)));
        assertThat(failure("/gzip"))
                .hasMessage(server.url() + "/gzip: the profile is cut off; take it again");
        assertThat(failure("/proto"))
                .hasMessage(server.url() + "/proto: the profile is cut off; take it again");
        for (String path : List.of("/length", "/chunk", "/silent")) {
            assertThat(failure(path))
                    .hasMessage(
                            server.url()
                                    + path
                                    + ": the answer broke off before its end; the target or a proxy before it closed the connection: try again");
            assertThat(failure(path).problem()).isEqualTo(Problem.TRUNCATED);
        }
    }

    @Test
    void aRedirectLoopEnds() throws Exception {
        server.on(
                "/heap",
                out -> HostileServer.head(out, 302, "Location: /heap", "Content-Length: 0"));
        CaptureException e = failure("/heap");
        assertThat(e.problem()).isEqualTo(Problem.REDIRECTS);
        assertThat(e)
                .hasMessage(
                        server.url()
                                + "/heap: more than 3 redirects; give the address that they should end at");
        assertThat(server.requests).hasSize(4);
    }

    @Test
    void aRedirectWithinTheHostIsFollowed() throws Exception {
        server.on(
                "/heap",
                out -> HostileServer.head(out, 301, "Location: /other", "Content-Length: 0"));
        server.on("/other", 200, "application/octet-stream", Samples.heap());
        assertThat(fetch(server.url(), Access.none(), "/heap", Samples.small()).size())
                .isEqualTo(Samples.heap().length);
    }

    @Test
    void noCredentialsFollowARedirectElsewhere() throws Exception {
        other.on("/heap", 200, "application/octet-stream", Samples.heap());
        String elsewhere = "Location: http://u:pw@127.0.0.1:" + other.port() + "/heap";
        server.on("/heap", out -> HostileServer.head(out, 302, elsewhere, "Content-Length: 0"));
        Access access = new Access(Map.of("X-Key", "k3y-secret"), null, null, "t0ken", null, false);
        CaptureException e = failure(server.url(), access, "/heap");
        assertThat(e.problem()).isEqualTo(Problem.REDIRECTS);
        assertThat(e)
                .hasMessage(
                        server.url()
                                + "/heap: redirects elsewhere (http://127.0.0.1:"
                                + other.port()
                                + "), which is not followed so that no credentials leak; give that address if it is the target");
        assertThat(other.requests).isEmpty();
    }

    @Test
    void credentialsAreSentAndNeverShown() throws Exception {
        server.on(
                "/bearer",
                500,
                "text/plain",
                "bad token t0ken-secret".getBytes(StandardCharsets.UTF_8));
        server.on("/basic", 200, "application/octet-stream", Samples.heap());
        Access bearer = new Access(Map.of("X-Key", "k3y"), null, null, "t0ken-secret", null, false);
        CaptureException e = failure(server.url(), bearer, "/bearer");
        assertThat(e)
                .hasMessage(
                        server.url() + "/bearer: 500 Status (bad token …); see the target's log");
        assertThat(server.requests.getLast())
                .contains("Authorization: Bearer t0ken-secret\n")
                .contains("X-Key: k3y\n");
        assertThat(bearer.toString()).isEqualTo("Access[…]");

        String withLogin = server.url().replace("//", "//ann:s%40crt@");
        Target target = Target.parse(List.of(withLogin), Access.none());
        assertThat(target.name()).isEqualTo(server.url());
        assertThat(target.toString()).doesNotContain("s@crt").doesNotContain("s%40crt");
        fetch(withLogin, Access.none(), "/basic", Samples.small());
        assertThat(server.requests.getLast()).contains("Authorization: Basic YW5uOnNAY3J0\n");
        assertThat(server.requests.getLast())
                .doesNotContain("Cookie")
                .doesNotContain("Accept-Encoding");
    }

    @Test
    void cookiesAreNotKept() throws Exception {
        byte[] heap = Samples.heap();
        server.on(
                "/heap",
                out -> {
                    HostileServer.head(
                            out, 200, "Set-Cookie: a=b", "Content-Length: " + heap.length);
                    out.write(heap);
                });
        try (Spool spool = new Spool();
                Fetcher fetcher = fetcher(server.url(), Access.none(), spool, Samples.small())) {
            Limits limits = Samples.small();
            fetcher.get(fetcher.url("/heap"), 1000, limits.profile());
            fetcher.get(fetcher.url("/heap"), 1000, limits.profile());
            assertThat(fetcher.requests()).isEqualTo(2);
        }
        assertThat(server.requests.getLast()).doesNotContain("Cookie");
    }

    private CaptureException failure(String path) {
        return failure(server.url(), Access.none(), path);
    }

    private static CaptureException failure(String url, Access access, String path) {
        CaptureException e =
                catchThrowableOfType(
                        CaptureException.class, () -> fetch(url, access, path, Samples.small()));
        assertThat(e).isNotNull();
        assertThat(e.getMessage()).doesNotContain("\n");
        return e;
    }

    private CaptureException impatient(String path) {
        CaptureException e =
                catchThrowableOfType(
                        CaptureException.class,
                        () -> fetch(server.url(), Access.none(), path, Samples.tight()));
        assertThat(e).isNotNull();
        return e;
    }

    private static Body fetch(String url, Access access, String path, Limits limits)
            throws CaptureException {
        try (Spool spool = new Spool();
                Fetcher fetcher = fetcher(url, access, spool, limits)) {
            Fetcher.Fetched fetched =
                    fetcher.get(fetcher.url(path), limits.profileBytes(), limits.profile());
            return BodyCheck.check(
                    CaptureKind.HEAP, fetcher.shown(fetched.url()), fetched.body(), limits);
        }
    }

    private static Fetcher fetcher(String url, Access access, Spool spool, Limits limits)
            throws CaptureException {
        UrlTarget target = (UrlTarget) Target.parse(List.of(url), access);
        return new Fetcher(target, access, limits, spool);
    }
}
