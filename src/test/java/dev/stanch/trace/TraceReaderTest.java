package dev.stanch.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.summary.CreationSite;
import dev.stanch.trace.summary.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TraceReaderTest {
    @Test
    void everyVersionTellsWhoStayedAndWhoEnded() throws Exception {
        for (String go : TraceFixtures.VERSIONS) {
            Summary trace = TraceFixtures.summary(TraceFixtures.recorded(go));
            CreationSite publish = site(trace, "main.(*hub).publish");
            assertThat(publish.created()).as(go).isEqualTo(60);
            assertThat(publish.ended()).as(go).isZero();
            assertThat(publish.alive()).as(go).isEqualTo(60);
            assertThat(publish.waits().getFirst().reason()).as(go).isEqualTo("chan send");
            CreationSite spin = site(trace, "main.spin");
            assertThat(spin.created()).as(go).isEqualTo(20);
            assertThat(spin.waits().getFirst().reason()).as(go).isEqualTo("sleep");
            CreationSite churn = site(trace, "main.churn.func1");
            assertThat(churn.created()).as(go).isEqualTo(200);
            assertThat(churn.ended()).as(go).isEqualTo(200);
            assertThat(churn.alive()).as(go).isZero();
            assertThat(Objects.requireNonNull(trace.tasks().get("round")).count())
                    .as(go)
                    .isEqualTo(20);
            assertThat(Objects.requireNonNull(trace.regions().get("churn")).count())
                    .as(go)
                    .isEqualTo(20);
        }
    }

    @Test
    void timesRiseStrictly() throws Exception {
        try (ByteInput input = TraceFixtures.input(TraceFixtures.recorded("1.26"))) {
            TraceReader reader = TraceReader.open(input);
            long last = -1;
            for (TraceEvent event = reader.next(); event != null; event = reader.next()) {
                assertThat(event.time()).isGreaterThan(last);
                last = event.time();
            }
            assertThat(reader.damage()).isNull();
        }
    }

    @Test
    void ofATornTraceTheWholeGenerationsAreUsed() throws Exception {
        byte[] trace = TraceFixtures.recorded("1.26");
        byte[] torn = Arrays.copyOf(trace, trace.length - 100);
        try (ByteInput input = TraceFixtures.input(torn)) {
            TraceReader reader = TraceReader.open(input);
            long events = 0;
            while (reader.next() != null) {
                events++;
            }
            assertThat(events).isGreaterThan(100);
            assertThat(reader.damage()).hasMessageContaining("ends where the rest of");
            assertThat(reader.wholeBytes()).isBetween(1L, (long) torn.length);
        }
    }

    @Test
    void aSecondTraceBehindTheFirstIsToldAsThat() throws Exception {
        byte[] trace = TraceFixtures.recorded("1.25");
        byte[] twice = Arrays.copyOf(trace, 2 * trace.length);
        System.arraycopy(trace, 0, twice, trace.length, trace.length);
        assertThat(damage(twice)).hasMessageContaining("a second trace begins here");
    }

    @Test
    void whatIsNoTraceIsRefusedInOneLine() {
        byte[] text = "goroutine 1 [running]:\nmain.main()\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> damage(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no Go execution trace");
        byte[] future = "go 1.99 trace\0\0\0".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> damage(future)).hasMessageContaining("go 1.99");
    }

    @Test
    void damagedBytesNeverEndInAnythingButAFormatException() throws Exception {
        Random random = new Random(9);
        for (String go : TraceFixtures.VERSIONS) {
            byte[] trace = TraceFixtures.recorded(go);
            for (int round = 0; round < 40; round++) {
                byte[] hurt = trace.clone();
                for (int i = 0; i <= round % 4; i++) {
                    hurt[16 + random.nextInt(hurt.length - 16)] = (byte) random.nextInt(256);
                }
                // Whatever it throws but a FormatException, or says forever, fails the test.
                assertThat(TraceFixtures.parsed(hurt).text()).isNotNull();
                byte[] cut = Arrays.copyOf(trace, random.nextInt(trace.length));
                assertThat(TraceFixtures.parsed(cut).text()).isNotNull();
            }
        }
    }

    private static @Nullable FormatException damage(byte[] trace)
            throws FormatException, IOException {
        try (ByteInput input = TraceFixtures.input(trace)) {
            TraceReader reader = TraceReader.open(input);
            while (reader.next() != null) {
                // Only the end matters.
            }
            return reader.damage();
        }
    }

    private static CreationSite site(Summary trace, String function) {
        return trace.sites().stream()
                .filter(site -> site.function().equals(function) && site.creator() != null)
                .findFirst()
                .orElseThrow();
    }
}
