package dev.stanch.capture.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Samples;
import dev.stanch.capture.fetch.HostileServer;
import dev.stanch.capture.local.LocalProcess;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTargetTest {
    private HostileServer server;

    @BeforeEach
    void start() throws IOException {
        server = HostileServer.start();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anIndexTellsWhatIsOffered() throws Exception {
        pprof("/debug/pprof/");
        server.on("/metrics", Samples.METRICS);
        try (LiveTarget live = open(server.url())) {
            assertThat(live.offer().kinds())
                    .containsExactlyInAnyOrder(
                            CaptureKind.COUNTS,
                            CaptureKind.GOROUTINE,
                            CaptureKind.GOROUTINE_DUMP,
                            CaptureKind.HEAP,
                            CaptureKind.HEAP_TEXT,
                            CaptureKind.ALLOCS,
                            CaptureKind.CPU,
                            CaptureKind.SYMBOLS,
                            CaptureKind.PROCESS,
                            CaptureKind.METRICS);
            assertThat(live.offer().facts()).containsEntry("goVersion", "go1.26.8");
            Capture heap = live.take(CaptureKind.HEAP);
            assertThat(heap.origin()).isEqualTo(server.url() + "/debug/pprof/heap");
            assertThat(heap.body().size()).isEqualTo(Samples.heap().length);
            live.takeHeap(true);
            assertThat(server.requests.getLast()).startsWith("GET /debug/pprof/heap?gc=1 ");
            server.on("/debug/pprof/symbol?0x10+0x2a", "num_symbols: 1\n0x10 main.main\n");
            assertThat(Samples.text(live.takeSymbols(new long[] {16, 42}).body()))
                    .isEqualTo("num_symbols: 1\n0x10 main.main\n");
            server.on(
                    "/debug/pprof/profile?seconds=2",
                    200,
                    "x",
                    Samples.gzip(Samples.proto(1, "cpu")));
            assertThat(live.takeCpu(Duration.ofMillis(2900)).origin())
                    .endsWith("/profile?seconds=2");
            assertThat(MetricReader.read(live.take(CaptureKind.COUNTS)).numbers())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(Metric.GOROUTINES, 33.0, Metric.HEAP_PROFILE_RECORDS, 12.0));
            assertThat(live.requests()).isEqualTo(server.requests.size());
        }
    }

    @Test
    void aListenerThatIsNotTheAnsweringProgramIsNoLocalProcess() throws Exception {
        pprof("/debug/pprof/");
        server.on("/debug/pprof/cmdline", "/srv/shop\0--token=secret");
        try (LiveTarget live = open(server.url())) {
            assertThat(live.offer().process()).isNull();
            assertThat(live.offer().incomplete())
                    .singleElement()
                    .asString()
                    .contains("only forwards to the target: no RSS")
                    .doesNotContain("secret");
        }
    }

    @Test
    void theProcessBehindALoopbackUrlIsFound() throws Exception {
        server.on("/metrics", Samples.METRICS);
        try (LiveTarget live = open(server.url())) {
            LocalProcess process = live.offer().process();
            assertThat(requireNonNull(process).pid()).isEqualTo(ProcessHandle.current().pid());
            Map<Metric, Double> numbers =
                    MetricReader.read(live.take(CaptureKind.PROCESS)).numbers();
            assertThat(numbers)
                    .containsKeys(
                            Metric.RSS, Metric.THREADS, Metric.OPEN_FDS, Metric.PROCESS_START);
            assertThat(live.targetCpuSeconds()).isPositive();
        }
    }

    @Test
    void endpointsUnderAPrefixAreFound() throws Exception {
        pprof("/ops/debug/pprof/");
        server.on("/metrics", Samples.METRICS);
        for (String url : List.of("/ops", "/ops/", "/ops/debug/pprof", "/ops/debug/pprof/heap")) {
            try (LiveTarget live = open(server.url() + url)) {
                assertThat(live.offer().kinds()).contains(CaptureKind.HEAP, CaptureKind.METRICS);
                assertThat(live.take(CaptureKind.HEAP).origin())
                        .isEqualTo(server.url() + "/ops/debug/pprof/heap");
            }
        }
    }

    @Test
    void profilesWithoutAnIndexAreFound() throws Exception {
        server.on("/debug/pprof/heap", 200, "application/octet-stream", Samples.heap());
        server.on("/debug/pprof/goroutine", 200, "application/octet-stream", Samples.goroutines());
        try (LiveTarget live = open(server.url())) {
            assertThat(live.offer().kinds())
                    .contains(CaptureKind.HEAP, CaptureKind.GOROUTINE)
                    .doesNotContain(CaptureKind.COUNTS, CaptureKind.GOROUTINE_LEAK);
        }
    }

    @Test
    void theRunbooksJsonIsFoundAtUsualAndAtNamedPaths() throws Exception {
        String json =
                "{\"goroutines\": 7, \"heap_alloc\": 1024, \"heap_sys\": 4096, \"num_gc\": 3, \"pause_total_ns\": 2000000000}";
        server.on("/debug/memory", json);
        try (LiveTarget live = open(server.url())) {
            assertThat(MetricReader.read(live.take(CaptureKind.RUNTIME_JSON)).numbers())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.of(
                                    Metric.GOROUTINES, 7.0,
                                    Metric.HEAP_ALLOC, 1024.0,
                                    Metric.HEAP_SYS, 4096.0,
                                    Metric.GC_COUNT, 3.0,
                                    Metric.GC_PAUSE_SECONDS_TOTAL, 2.0));
        }
        server.on("/my/own", json).on("/metrics", Samples.METRICS);
        Target target = Target.parse(List.of(server.url()), Access.none());
        try (LiveTarget live =
                LiveTarget.open(target, Access.none(), Samples.small(), List.of("my/own"))) {
            assertThat(live.take(CaptureKind.RUNTIME_JSON).origin())
                    .isEqualTo(server.url() + "/my/own");
        }
    }

    @Test
    void expvarIsKeptWithoutTheCommandLine() throws Exception {
        server.on(
                "/debug/vars",
                "{\"cmdline\": [\"app\", \"--password=hunter2\"], \"dsn\": \"pg://u:hunter2@db\", \"Goroutines\": 9, \"memstats\": {\"Alloc\": 5, \"HeapAlloc\": 6, \"Sys\": 18446744073709551615, \"PauseNs\": [1,2]}}");
        try (LiveTarget live = open(server.url())) {
            Capture vars = live.take(CaptureKind.EXPVAR);
            assertThat(Samples.text(vars.body())).doesNotContain("hunter2");
            assertThat(MetricReader.read(vars).numbers())
                    .containsEntry(Metric.GOROUTINES, 9.0)
                    .containsEntry(Metric.HEAP_ALLOC, 6.0);
        }
    }

    @Test
    void oneEndpointDiesWhileOthersLive() throws Exception {
        pprof("/debug/pprof/");
        server.on("/metrics", Samples.METRICS);
        try (LiveTarget live = open(server.url())) {
            server.on("/debug/pprof/heap", out -> {});
            CaptureException e =
                    catchThrowableOfType(CaptureException.class, () -> live.take(CaptureKind.HEAP));
            assertThat(e)
                    .hasMessageStartingWith(
                            server.url() + "/debug/pprof/heap: the answer broke off");
            assertThat(MetricReader.read(live.take(CaptureKind.METRICS)).numbers())
                    .containsEntry(Metric.GOROUTINES, 33.0);
            assertThat(live.take(CaptureKind.GOROUTINE).body().size()).isPositive();
        }
    }

    @Test
    void anIndexThatHangsLeavesTheMetrics() throws Exception {
        server.on("/debug/pprof/", out -> Thread.sleep(60_000));
        server.on("/metrics", Samples.METRICS);
        try (LiveTarget live = impatient(server.url())) {
            assertThat(live.offer().kinds()).contains(CaptureKind.METRICS);
        }
    }

    @Test
    void aServerWithNothingOfUseSaysWhatToDo() throws Exception {
        server.on("/", 200, "text/html", "<html>hello".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> open(server.url()))
                .isInstanceOf(CaptureException.class)
                .hasMessageContaining("404 Status")
                .hasMessageContaining("import _ \"net/http/pprof\" in the program");
    }

    @Test
    void aDeniedTargetIsSaidToBeDenied() {
        for (String path : List.of("/debug/pprof/", "/metrics", "/debug/vars")) {
            server.on(path, 401, "text/plain", new byte[0]);
        }
        assertThatThrownBy(() -> open(server.url()))
                .isInstanceOf(CaptureException.class)
                .hasMessage(
                        server.url()
                                + "/debug/pprof/: 401 Status; set STANCH_BEARER_TOKEN or STANCH_BASIC_AUTH=user:password");
    }

    @Test
    void aUnixSocketIsATargetToo(@TempDir Path dir) throws Exception {
        Path socket = dir.resolve("app.sock");
        try (HostileServer unix = HostileServer.startUnix(socket)) {
            unix.on("/x/debug/pprof/", Samples.INDEX);
            unix.on("/x/debug/pprof/heap", 200, "application/octet-stream", Samples.heap());
            unix.on("/x/debug/pprof/goroutine", out -> Thread.sleep(60_000));
            try (LiveTarget live = impatient("unix:" + socket + ":/x")) {
                assertThat(live.take(CaptureKind.HEAP).origin())
                        .isEqualTo("unix:" + socket + ":/x/debug/pprof/heap");
                CaptureException e =
                        catchThrowableOfType(
                                CaptureException.class, () -> live.take(CaptureKind.GOROUTINE));
                assertThat(e.problem()).isEqualTo(Problem.TIMEOUT);
            }
        }
        Files.deleteIfExists(socket);
        assertThatThrownBy(() -> open("unix:" + socket))
                .hasMessage(
                        "unix:"
                                + socket
                                + ":/debug/pprof/: no such socket; is the program running?");
    }

    @Test
    void aSelfSignedCertificateIsRefusedUnlessItIsGiven(@TempDir Path dir) throws Exception {
        Path store = dir.resolve("store.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        SSLServerSocket listening = listen(store);
        try (HostileServer tls = HostileServer.start(listening)) {
            tls.on("/metrics", Samples.METRICS);
            String url = tls.url().replace("http:", "https:");
            CaptureException e = catchThrowableOfType(CaptureException.class, () -> open(url));
            assertThat(e.problem()).isEqualTo(Problem.TLS);
            assertThat(e)
                    .hasMessageStartingWith(url + "/debug/pprof/: TLS failed (")
                    .hasMessageEndingWith(
                            "); give the server's certificate with --ca, or --insecure to accept any");
            Path pem = dir.resolve("ca.pem");
            Files.writeString(pem, pem(store));
            for (Access access :
                    List.of(
                            new Access(Map.of(), null, null, null, pem, false),
                            new Access(Map.of(), null, null, null, null, true))) {
                Target target = Target.parse(List.of(url), access);
                try (LiveTarget live = LiveTarget.open(target, access, Samples.small())) {
                    assertThat(live.offer().kinds()).contains(CaptureKind.METRICS);
                }
            }
        }
    }

    @Test
    void tlsToAPlainServerSaysTheScheme() throws Exception {
        byte[] answer = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try (var connection = plain.accept()) {
                            connection.getOutputStream().write(answer);
                            connection.getInputStream().readAllBytes();
                        } catch (IOException e) {
                            // the client hung up, as it should
                        }
                    });
            String url = "https://127.0.0.1:" + plain.getLocalPort();
            assertThatThrownBy(() -> open(url))
                    .hasMessage(
                            url
                                    + "/debug/pprof/: the server does not speak TLS; use http:// in the address");
        }
    }

    @Test
    void aTargetThatHangsIsGivenUp() {
        for (String path : List.of("/debug/pprof/", "/metrics", "/debug/vars", "/", "/mem")) {
            server.on(path, out -> Thread.sleep(60_000));
        }
        CaptureException e =
                catchThrowableOfType(CaptureException.class, () -> impatient(server.url()));
        assertThat(e.problem()).isEqualTo(Problem.TIMEOUT);
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void aProcessThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> open("999999999"))
                .hasMessage(
                        "process 999999999: no such process on this machine; check the id (inside a container ids differ)");
    }

    @Test
    void aProcessIdLeadsToItsListeners() throws Exception {
        server.on("/metrics", Samples.METRICS);
        try (LiveTarget live = open(Long.toString(ProcessHandle.current().pid()))) {
            assertThat(live.offer().kinds()).contains(CaptureKind.METRICS, CaptureKind.PROCESS);
            assertThat(live.take(CaptureKind.METRICS).origin())
                    .isEqualTo(server.url() + "/metrics");
        }
    }

    private void pprof(String folder) {
        server.on(folder, Samples.INDEX);
        for (String heap : List.of("heap", "heap?gc=1", "allocs")) {
            server.on(folder + heap, 200, "application/octet-stream", Samples.heap());
        }
        server.on(folder + "goroutine", 200, "application/octet-stream", Samples.goroutines());
    }

    private static LiveTarget impatient(String word) throws CaptureException {
        Target target = Target.parse(List.of(word), Access.none());
        return LiveTarget.open(target, Access.none(), Samples.tight());
    }

    private static LiveTarget open(String word) throws CaptureException {
        Target target = Target.parse(List.of(word), Access.none());
        return LiveTarget.open(target, Access.none(), Samples.small());
    }

    private static SSLServerSocket listen(Path store) throws Exception {
        KeyManagerFactory keys =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(store), "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private static KeyStore load(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        return keys;
    }

    private static String pem(Path store) throws Exception {
        byte[] certificate = load(store).getCertificate("a").getEncoded();
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate)
                + "\n-----END CERTIFICATE-----\n";
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
