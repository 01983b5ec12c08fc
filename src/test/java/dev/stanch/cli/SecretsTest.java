package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Credentials open the door of the target and appear in nothing that is kept or printed. */
@Timeout(120)
class SecretsTest {
    private static final String TOKEN = "tok-8f3a-very-secret";
    private static final String PASSWORD = "pa55-very-secret";

    /** What {@link FakeService} shows in its command line. */
    private static final String OF_TARGET = "hunter2hunter2";

    private FakeTarget target;
    @TempDir private Path folder;

    @BeforeEach
    void start() throws IOException {
        target = FakeService.leaking().serve(FakeTarget.start());
    }

    @AfterEach
    void stop() {
        target.close();
    }

    @Test
    void aTokenFromTheEnvironmentLetsIn() throws Exception {
        guard("Bearer " + TOKEN);
        Ran ran = diagnose(Map.of("STANCH_BEARER_TOKEN", TOKEN), target.url());
        assertThat(ran.findings()).isNotEmpty();
        assertNoSecret(ran);
    }

    @Test
    void aTokenFromAFileLetsIn() throws Exception {
        guard("Bearer " + TOKEN);
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        Ran ran = diagnose(Map.of(), target.url(), "--bearer-file", file.toString());
        assertThat(ran.findings()).isNotEmpty();
    }

    @Test
    void aPasswordFromEnvironmentFileOrUrlLetsIn() throws Exception {
        String pair = "admin:" + PASSWORD;
        guard("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        Path file = Files.writeString(folder.resolve("basic"), pair + "\n");
        String inUrl = target.url().replace("http://", "http://admin:" + PASSWORD + "@");
        for (Ran ran :
                List.of(
                        diagnose(Map.of("STANCH_BASIC_AUTH", pair), target.url()),
                        diagnose(Map.of(), target.url(), "--basic-file", file.toString()),
                        diagnose(Map.of(), inUrl))) {
            assertThat(ran.findings()).isNotEmpty();
            assertThat(ran.report()).containsEntry("target", target.url());
            assertNoSecret(ran);
        }
    }

    @Test
    void aHeaderFromTheCommandLineIsSentAndNotShown() throws Exception {
        for (String path : paths()) {
            FakeTarget.Answer inner = target.answer(path);
            target.on(
                    path,
                    (exchange, nth) -> {
                        if (TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Key"))) {
                            inner.give(exchange, nth);
                        } else {
                            FakeTarget.send(exchange, 403, FakeTarget.bytes("no"));
                        }
                    });
        }
        Ran ran = diagnose(Map.of(), target.url(), "--header", "X-Key: " + TOKEN);
        assertThat(ran.findings()).isNotEmpty();
        assertNoSecret(ran);
    }

    @Test
    void nothingThatIsKeptOrPrintedHoldsASecret() throws Exception {
        // a target that echoes what it was sent, wherever it can
        for (String path : List.of("/debug/pprof/goroutine", "/debug/pprof/heap")) {
            target.on(
                    path,
                    (exchange, nth) ->
                            FakeTarget.send(
                                    exchange, 500, FakeTarget.bytes(authorization(exchange))));
        }
        Map<String, String> environment = Map.of("STANCH_BEARER_TOKEN", TOKEN);
        Path recording = folder.resolve("kept");
        for (String format : List.of("text", "json", "markdown", "html")) {
            String[] words = {
                "diagnose", target.url(), "--for", "3s", "--budget", "100", "--format", format
            };
            Ran ran = stanch(environment, words);
            assertThat(ran.out()).contains("500 Internal Server");
            assertNoSecret(ran);
        }
        assertNoSecret(
                stanch(
                        environment,
                        "record",
                        target.url().replace("//", "//admin:" + PASSWORD + "@"),
                        "--for",
                        "2s",
                        "-o",
                        recording.toString()));
        try (Stream<Path> files = Files.list(recording)) {
            for (Path file : files.toList()) {
                byte[] bytes = Files.readAllBytes(file);
                if (file.toString().endsWith(".gz")) {
                    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
                        bytes = in.readAllBytes();
                    }
                }
                assertThat(new String(bytes, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(TOKEN, PASSWORD, OF_TARGET);
            }
        }
    }

    private static String authorization(HttpExchange exchange) {
        return String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    private static List<String> paths() {
        return List.of(
                "/debug/pprof/",
                "/debug/pprof/goroutine",
                "/debug/pprof/goroutine?debug=2",
                "/debug/pprof/heap",
                "/debug/vars");
    }

    private void guard(String expected) {
        for (String path : paths()) {
            FakeTarget.Answer inner = target.answer(path);
            target.on(
                    path,
                    (exchange, nth) -> {
                        if (expected.equals(authorization(exchange))) {
                            inner.give(exchange, nth);
                        } else {
                            FakeTarget.send(exchange, 401, FakeTarget.bytes("who?"));
                        }
                    });
        }
    }

    private static Ran diagnose(Map<String, String> environment, String url, String... more) {
        String[] words = new String[more.length + 6];
        System.arraycopy(
                new String[] {"diagnose", url, "--for", "2s", "--format", "json"}, 0, words, 0, 6);
        System.arraycopy(more, 0, words, 6, more.length);
        return stanch(environment, words);
    }

    private static void assertNoSecret(Ran ran) {
        assertThat(ran.out() + ran.err())
                .doesNotContain(TOKEN, PASSWORD, OF_TARGET)
                .doesNotContain(
                        Base64.getEncoder()
                                .encodeToString(
                                        ("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    }
}
