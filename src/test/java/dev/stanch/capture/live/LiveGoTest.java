package dev.stanch.capture.live;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.Installed;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Samples;
import dev.stanch.capture.local.LocalProcess;
import dev.stanch.capture.metric.Metric;
import dev.stanch.capture.metric.MetricReader;
import dev.stanch.capture.recording.Recording;
import dev.stanch.capture.recording.RecordingWriter;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.Target;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Go program; skipped where there is no Go. */
class LiveGoTest {
    private static final String PROGRAM =
            """
            package main

            import (
            	"encoding/json"
            	_ "expvar"
            	"fmt"
            	"net"
            	"net/http"
            	_ "net/http/pprof"
            	"os"
            	"runtime"
            )

            func main() {
            	http.HandleFunc("/debug/memory", func(w http.ResponseWriter, r *http.Request) {
            		var m runtime.MemStats
            		runtime.ReadMemStats(&m)
            		json.NewEncoder(w).Encode(map[string]uint64{
            			"goroutines": uint64(runtime.NumGoroutine()), "heap_alloc": m.HeapAlloc,
            			"heap_sys": m.HeapSys, "num_gc": uint64(m.NumGC), "pause_total_ns": m.PauseTotalNs,
            		})
            	})
            	for range 100 {
            		go func() { select {} }()
            	}
            	l, err := net.Listen("tcp", "127.0.0.1:0")
            	if err != nil {
            		panic(err)
            	}
            	go http.Serve(l, nil)
            	fmt.Println(l.Addr().(*net.TCPAddr).Port)
            	os.Stdin.Read(make([]byte, 1))
            }
            """;

    @Test
    void aLiveGoProgramIsFoundByUrlAndByPidAndRecorded(@TempDir Path dir) throws Exception {
        assumeTrue(
                Installed.runs("go", "version"),
                "go is not here: the live test against a Go program is skipped");
        Files.writeString(dir.resolve("main.go"), PROGRAM);
        Files.writeString(dir.resolve("go.mod"), "module live\n\ngo 1.22\n");
        Process build =
                new ProcessBuilder("go", "build", "-o", "app", ".")
                        .directory(dir.toFile())
                        .inheritIO()
                        .start();
        assertThat(build.waitFor(180, TimeUnit.SECONDS)).isTrue();
        assertThat(build.exitValue()).isZero();
        ProcessBuilder command = new ProcessBuilder(dir.resolve("app").toString());
        command.environment().put("GOMEMLIMIT", "512MiB");
        Process app = command.start();
        try (BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(app.getInputStream(), StandardCharsets.UTF_8))) {
            String url = "http://127.0.0.1:" + requireNonNull(out.readLine());
            check(url, app.pid(), dir.resolve("url.zip"));
            check(Long.toString(app.pid()), app.pid(), dir.resolve("pid"));
        } finally {
            app.destroy();
        }
    }

    private static void check(String word, long pid, Path record) throws Exception {
        Target target = Target.parse(List.of(word), Access.none());
        Limits limits = Limits.defaults();
        try (LiveTarget live =
                LiveTarget.open(target, Access.none(), limits, List.of("/debug/memory"))) {
            Offer offer = live.offer();
            assertThat(offer.incomplete()).isEmpty();
            LocalProcess process = requireNonNull(offer.process());
            assertThat(process.pid()).isEqualTo(pid);
            assertThat(process.name()).endsWith("/app");
            try (RecordingWriter writer =
                    RecordingWriter.create(
                            record, target.name(), java.time.Instant.now(), offer.facts())) {
                for (CaptureKind kind : offer.kinds()) {
                    switch (kind) {
                        case CPU, SYMBOLS -> {}
                        case COUNTS, EXPVAR, HEAP_TEXT, RUNTIME_JSON, PROCESS -> {
                            Capture capture = live.take(kind);
                            assertNumbers(kind, MetricReader.read(capture).numbers());
                            writer.add(capture);
                        }
                        case GOROUTINE,
                                GOROUTINE_LEAK,
                                GOROUTINE_DUMP,
                                HEAP,
                                ALLOCS,
                                METRICS,
                                SOURCE,
                                OTHER ->
                                writer.add(live.take(kind));
                    }
                }
            }
            assertThat(Samples.text(live.takeSymbols(new long[] {1}).body()))
                    .startsWith("num_symbols:");
            assertThat(live.takeHeap(true).body().size()).isPositive();
            assertThat(live.targetCpuSeconds()).isNotNull();
            assertThat(live.requests()).isLessThan(20);
            try (Recording recording = Recording.open(record)) {
                assertThat(recording.incomplete()).isEmpty();
                assertThat(recording.captures())
                        .extracting(Capture::kind)
                        .contains(
                                CaptureKind.GOROUTINE,
                                CaptureKind.GOROUTINE_DUMP,
                                CaptureKind.HEAP,
                                CaptureKind.ALLOCS,
                                CaptureKind.EXPVAR,
                                CaptureKind.RUNTIME_JSON,
                                CaptureKind.PROCESS);
            }
        }
    }

    private static void assertNumbers(CaptureKind kind, Map<Metric, Double> numbers) {
        boolean counts = kind == CaptureKind.COUNTS || kind == CaptureKind.RUNTIME_JSON;
        if (counts) {
            assertThat(numbers.get(Metric.GOROUTINES)).isBetween(101.0, 120.0);
        } else if (kind == CaptureKind.PROCESS) {
            assertThat(numbers.get(Metric.RSS)).isGreaterThan(1e6);
        } else {
            assertThat(numbers.get(Metric.HEAP_ALLOC)).isGreaterThan(1e5);
        }
    }
}
