package dev.stanch.cli.pprof;

import static dev.stanch.cli.pprof.Said.pprof;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stanch.cli.InProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FetchTest {
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    @TempDir private Path folder;
    private HttpServer server;
    private String host = "";

    FetchTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    }

    @BeforeEach
    void start() {
        byte[] heap = Given.bytes(Given.heap(1, 1 << 20, 8 << 20));
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange ->
                        answer(exchange, 404, "nothing here\n".getBytes(StandardCharsets.UTF_8)));
        server.createContext("/debug/pprof/", exchange -> answer(exchange, 200, heap));
        server.start();
        host = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, String> keepingHere() {
        return Map.of("PPROF_TMPDIR", folder.resolve("kept").toString());
    }

    @Test
    void anAddressAloneIsTheCpuProfile() throws Exception {
        Said said = pprof(keepingHere(), "", "-top", "-compact_labels", "-seconds=1", host);
        assertThat(asked).containsExactly("/debug/pprof/profile?seconds=1");
        assertThat(said.out()).contains("main.parse");
        assertThat(said.err())
                .isEqualTo(
                        """
                        Fetching profile over HTTP from http://%s/debug/pprof/profile?seconds=1
                        Please wait... (1s)
                        Saved profile in %s
                        """
                                .formatted(
                                        host,
                                        folder.resolve(
                                                "kept/pprof.alloc_objects.alloc_space.inuse_objects"
                                                        + ".inuse_space.001.pb.gz")));
        assertThat(said.code()).isZero();
    }

    @Test
    void whatWasFetchedCanBeReadAgain() throws Exception {
        String url = "http://" + host + "/debug/pprof/heap";
        String fetched = pprof(keepingHere(), "", "-top", "-compact_labels", url).out();
        pprof(keepingHere(), "", "-top", url);
        try (var files = Files.list(folder.resolve("kept"))) {
            List<Path> kept = files.sorted().toList();
            assertThat(kept).hasSize(2);
            assertThat(pprof("-top", "-compact_labels", kept.getLast().toString()).out())
                    .isEqualTo(fetched);
        }
    }

    @Test
    void severalAreAskedAtTheSameTimeAndOneMayFail() throws Exception {
        CountDownLatch together = new CountDownLatch(2);
        byte[] heap = Given.bytes(Given.heap(1, 1 << 20, 8 << 20));
        server.createContext(
                "/slow/",
                exchange -> {
                    together.countDown();
                    try {
                        boolean met = together.await(20, TimeUnit.SECONDS);
                        answer(exchange, met ? 200 : 500, heap);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        Said said =
                pprof(
                        keepingHere(),
                        "",
                        "-top",
                        "-compact_labels",
                        host + "/slow/a",
                        host + "/none",
                        host + "/slow/b");
        assertThat(said.out()).contains("of 6MB total");
        assertThat(said.err())
                .contains("stanch: http://" + host + "/none: 404 Not Found (nothing here)")
                .contains("stanch: Fetched 2 source profiles out of 3\n");
        assertThat(said.code()).isZero();
    }

    @Test
    void aSingleFailureIsTheCommands() {
        assertThat(InProcess.run("pprof", "-top", host + "/none").err())
                .contains("stanch: http://" + host + "/none: 404 Not Found (nothing here)")
                .doesNotContain("failed to fetch");
        assertThat(InProcess.run("pprof", "-top", "127.0.0.1:1").err())
                .contains("connection refused");
    }

    @Test
    void aRequestEndsWithItsTimeout() {
        server.createContext(
                "/hangs",
                exchange -> {
                    try {
                        Thread.sleep(50_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        // Five seconds of grace come on top, as in Go.
        assertThat(InProcess.run("pprof", "-top", "-timeout=1", host + "/hangs").err())
                .contains("/hangs: not complete after 6.00 s; allow more with --timeout");
    }

    @Test
    void anExistingFileWins() throws Exception {
        Path file = Given.file(folder, "127.0.0.1:1", Given.heap(1, 1 << 20, 8 << 20));
        assertThat(pprof("-top", file.toString()).code()).isZero();
        assertThat(asked).isEmpty();
    }
}
