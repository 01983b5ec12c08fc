package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Targets of which nothing at all can be had: one line with the place and the mend, exit code 3.
 */
@Timeout(120)
class UnreadableTargetTest {
    private static final List<String> ALL =
            List.of(
                    "/",
                    "/debug/pprof/",
                    "/debug/pprof/heap",
                    "/debug/pprof/goroutine",
                    "/debug/vars",
                    "/metrics");
    private FakeTarget target;

    @BeforeEach
    void start() throws IOException {
        target = FakeTarget.start();
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @Test
    void aClosedPortIsSaidToBeRefused() {
        String url = target.url();
        target.close();
        diagnose(url).failsWith(refused(url));
    }

    @Test
    void recordSaysTheSameAndLeavesNothingBehind(@TempDir Path folder) {
        String url = target.url();
        target.close();
        stanch("record", url, "--for", "3s", "-o", folder.resolve("new.zip").toString())
                .failsWith(refused(url));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whoIsNotLetInIsToldHowToBe() {
        ALL.forEach(path -> target.on(path, 401, "who are you?"));
        diagnose(target.url())
                .failsWith(
                        index()
                                + "401 Unauthorized; set STANCH_BEARER_TOKEN or STANCH_BASIC_AUTH=user:password");
    }

    @Test
    void refusedCredentialsAreNeverShown() {
        ALL.forEach(path ->
                target.on(
                        path,
                        (exchange, nth) ->
                                FakeTarget.send(
                                        exchange,
                                        403,
                                        FakeTarget.bytes(
                                                "no: "
                                                        + exchange.getRequestHeaders()
                                                                .getFirst("Authorization")))));
        Map<String, String> environment = Map.of("STANCH_BEARER_TOKEN", "open-sesame-1234");
        stanch(environment, "diagnose", target.url(), "--for", "3s")
                .failsWith(
                        index()
                                + "403 Forbidden; the credentials or this machine's address are not let in: use other credentials or ask who runs it");
    }

    @Test
    void aServerWithoutDebugEndpointsGetsTheImportLine() {
        diagnose(target.url())
                .failsWith(
                        index()
                                + "404 Not Found (404 page not found); check the path prefix, or import _ \"net/http/pprof\" in the program");
    }

    @Test
    void aServerThatFailsEverywherePointsToItsLog() {
        ALL.forEach(path -> target.on(path, 500, "\u001b[31mboom\u009b31m"));
        diagnose(target.url())
                .failsWith(
                        index() + "500 Internal Server Error ([31mboom 31m); see the target's log");
    }

    @Test
    void aLoginPageIsCalledAnHtmlPage() {
        ALL.forEach(path -> target.on(path, 200, "<!doctype html><html>Please log in</html>"));
        diagnose(target.url())
                .failsWith(
                        target.url()
                                + "/debug/pprof/heap: an HTML page, not a profile; give the address of the Go program's debug server, where net/http/pprof is served");
    }

    @Test
    void redirectsInACircleEnd() {
        ALL.forEach(path ->
                target.on(
                        path,
                        (exchange, nth) -> {
                            exchange.getResponseHeaders().set("Location", path);
                            FakeTarget.send(exchange, 302, new byte[0]);
                        }));
        diagnose(target.url())
                .failsWith(
                        index()
                                + "more than 3 redirects; give the address that they should end at");
    }

    @Test
    void aServerThatNeverAnswersEndsAtTheTimeout() {
        ALL.forEach(path -> target.on(path, (exchange, nth) -> Thread.sleep(60_000)));
        Ran ran = stanch("diagnose", target.url(), "--timeout", "300ms");
        assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(ran.err())
                .startsWith("stanch: " + target.url())
                .endsWith(": not complete after 0.300 s; allow more with --timeout\n")
                .hasLineCount(1);
    }

    @Test
    void bodiesWithoutEndAreDropped() {
        ALL.forEach(path ->
                target.on(
                        path,
                        (exchange, nth) -> {
                            exchange.sendResponseHeaders(200, 0);
                            OutputStream out = exchange.getResponseBody();
                            byte[] block = new byte[1 << 16];
                            while (true) {
                                out.write(block);
                            }
                        }));
        Ran ran = stanch("diagnose", target.url(), "--timeout", "5s");
        assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
        // which bound is met first depends on how fast the machine is
        assertThat(ran.err())
                .startsWith("stanch: " + target.url())
                .containsAnyOf(
                        "the body is over the limit of 4194304 bytes and was dropped",
                        "not complete after 5.00 s")
                .hasLineCount(1);
    }

    @Test
    void wordsThatAreNoTargetAreSaidToBeNone() {
        diagnose("no-such-file")
                .failsWith(
                        "no-such-file: neither a file nor a target; give http://host:port, host:port, unix:/path, a process id, a recording or files");
        diagnose("http://user:secret@")
                .failsWith("http://: no host in the URL; write http://host:port");
        diagnose("unix:/no/such.sock")
                .failsWith(
                        "unix:/no/such.sock:/debug/pprof/: no such socket; is the program running?");
    }

    @Test
    void aProcessThatIsNotThereIsSaid() {
        diagnose("4194999")
                .failsWith(
                        "process 4194999: no such process on this machine; check the id (inside a container ids differ)");
    }

    @Test
    void aProcessThatIsNoGoProgramIsSaidToBeNone() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self")), "this system has no /proc");
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            String name = Path.of("/proc/" + sleep.pid() + "/exe").toRealPath().toString();
            diagnose(Long.toString(sleep.pid()))
                    .failsWith(
                            "process "
                                    + sleep.pid()
                                    + ": "
                                    + name
                                    + " is no Go program and serves no debug endpoints; give the id of a Go program");
        } finally {
            sleep.destroy();
        }
    }

    private String index() {
        return target.url() + "/debug/pprof/: ";
    }

    private static String refused(String url) {
        return url
                + "/debug/pprof/: connection refused; is the program running and listening there?";
    }

    private static Ran diagnose(String url) {
        return stanch("diagnose", url, "--for", "3s");
    }
}
