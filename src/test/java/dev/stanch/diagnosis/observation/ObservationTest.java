package dev.stanch.diagnosis.observation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.capture.Body;
import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.metric.Metric;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.leak.Site;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationTest {
    private static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    private static final Frame PARK = new Frame("runtime.gopark", "/go/src/runtime/proc.go", 1);
    private static final Frame SEND = new Frame("runtime.chansend1", "/go/src/runtime/chan.go", 2);
    private static final Frame ASK = new Frame("main.ask.func1", "/app/main.go", 7);
    private static final Site AT = new Site("main.ask.func1", "/app/main.go", 7);
    private final Observation observation = new Observation();

    private void add(CaptureKind kind, double second, byte[] bytes) {
        Instant at = START.plusMillis((long) (second * 1000));
        observation.add(new Capture(kind, at, second, 0.01, "scene", Body.of(bytes)));
    }

    private void add(CaptureKind kind, double second, String text) {
        add(kind, second, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] written(ProfileBuilder builder) {
        var out = new ByteArrayOutputStream();
        try {
            ProfileWriter.write(builder.build(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] goroutines(int count) {
        return written(
                new ProfileBuilder(List.of(new ValueType("goroutine", "count")))
                        .addSample(List.of(PARK, SEND, ASK), count));
    }

    private static byte[] heap(long objects, long bytes) {
        return written(
                new ProfileBuilder(
                                List.of(
                                        new ValueType("alloc_objects", "count"),
                                        new ValueType("alloc_space", "bytes"),
                                        new ValueType("inuse_objects", "count"),
                                        new ValueType("inuse_space", "bytes")))
                        .period(new ValueType("space", "bytes"), 524288)
                        .addSample(List.of(ASK), 2 * objects, 2 * bytes, objects, bytes));
    }

    @Test
    void goroutinesAreCountedByPlaceAndKindOfWait() {
        add(CaptureKind.GOROUTINE, 1, goroutines(12));
        GoroutineSnapshot snapshot = observation.goroutines().getFirst();
        assertThat(snapshot.total()).isEqualTo(12);
        GoroutineGroup group = snapshot.groups().keySet().iterator().next();
        assertThat(group.kind()).isEqualTo(WaitKind.CHAN_SEND);
        assertThat(group.site()).isEqualTo(AT);
        assertThat(snapshot.groups().get(group)).isEqualTo(12);
        assertThat(observation.userFiles()).containsExactly("/app/main.go");
    }

    @Test
    void aProfileAndADumpKnowAGoroutineByTheSameSpot() {
        add(CaptureKind.GOROUTINE, 1, goroutines(1));
        add(
                CaptureKind.GOROUTINE_DUMP,
                1,
                """
                goroutine 18 [chan send, 3 minutes]:
                main.ask.func1()
                \t/app/main.go:7 +0x25
                created by main.ask in goroutine 5
                \t/app/main.go:4 +0x65
                """);
        var spot = observation.goroutines().getFirst().groups().keySet().iterator().next().spot();
        DumpSnapshot.Members members =
                requireNonNull(observation.dumps().getFirst().spots().get(spot));
        assertThat(members.ids()).containsExactly(18L);
        assertThat(members.creators()).containsExactly(5L);
        assertThat(members.waitMinutes()).isEqualTo(3);
        assertThat(members.origin()).isEqualTo(new Site("main.ask", "/app/main.go", 4));
        assertThat(members.waits()).isEqualTo(Map.of(WaitKind.CHAN_SEND, 1));
    }

    @Test
    void heapAmountsKnowHowManySampledAllocationsTheyRestOn() {
        add(CaptureKind.HEAP, 1, heap(85, 85L * 65536));
        var amounts = observation.heaps().getFirst().groups().values().iterator().next();
        assertThat(amounts)
                .isEqualTo(new HeapSnapshot.Amounts(85, 85L * 65536, 170, 170L * 65536, 10));
    }

    @Test
    void whatCannotBeReadIsALineAndTheRestCounts() {
        add(CaptureKind.HEAP, 1, "<html>please log in</html>");
        add(CaptureKind.HEAP, 2, goroutines(3));
        add(CaptureKind.HEAP, 3, heap(85, 85L * 65536));
        assertThat(observation.heaps()).hasSize(1);
        assertThat(observation.incomplete()).hasSize(2);
        assertThat(observation.incomplete().getFirst()).startsWith("heap: ");
        assertThat(observation.incomplete().getLast()).startsWith("scene: no heap profile");
    }

    @Test
    void aRestartDropsWhatWasSeenBefore() {
        add(CaptureKind.METRICS, 0, "go_gc_duration_seconds_count 90\ngo_goroutines 500\n");
        add(CaptureKind.GOROUTINE, 1, goroutines(500));
        add(CaptureKind.METRICS, 30, "go_gc_duration_seconds_count 2\ngo_goroutines 5\n");
        add(CaptureKind.GOROUTINE, 31, goroutines(5));
        assertThat(observation.goroutines())
                .extracting(GoroutineSnapshot::total)
                .containsExactly(5L);
        assertThat(observation.metric(Metric.GOROUTINES).values()).containsExactly(5);
        assertThat(observation.duration()).isEqualTo(31);
        assertThat(observation.judgedSeconds()).isEqualTo(1);
        assertThat(observation.incomplete())
                .containsExactly(
                        "the target restarted after 30 s: counts began again, so only what came later is judged");
    }

    @Test
    void countersOfTwoEndpointsAreNotComparedWithEachOther() {
        add(CaptureKind.METRICS, 0, "go_gc_duration_seconds_count 90\n");
        add(CaptureKind.EXPVAR, 1, "{\"memstats\": {\"NumGC\": 88}}");
        add(CaptureKind.METRICS, 2, "go_gc_duration_seconds_count 91\n");
        assertThat(observation.incomplete()).isEmpty();
    }

    @Test
    void aMetricThatWasNeverSeenIsEmpty() {
        assertThat(observation.metric(Metric.RSS).size()).isZero();
        assertThat(observation.latest(Metric.RSS)).isEmpty();
        assertThat(observation.duration()).isZero();
        assertThat(observation.started()).isNull();
    }
}
