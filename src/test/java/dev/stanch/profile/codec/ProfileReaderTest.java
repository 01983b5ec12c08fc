package dev.stanch.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class ProfileReaderTest {
    @Test
    void theHeapProfileHasTheTotalsThatPprofPrints() throws Exception {
        Profile profile = Fixtures.read("heap.pb.gz");
        assertThat(profile.sampleTypes())
                .containsExactly(
                        new ValueType("alloc_objects", "count"),
                        new ValueType("alloc_space", "bytes"),
                        new ValueType("inuse_objects", "count"),
                        new ValueType("inuse_space", "bytes"));
        assertThat(profile.samples()).isEqualTo(14);
        assertThat(Fixtures.total(profile, 0)).isEqualTo(7913);
        assertThat(Fixtures.total(profile, 1)).isEqualTo(7_219_153);
        assertThat(Fixtures.total(profile, 2)).isEqualTo(5799);
        assertThat(Fixtures.total(profile, 3)).isEqualTo(3_670_880);
        assertThat(profile.sampleTypeIndex("inuse_space")).isEqualTo(3);
        assertThat(profile.sampleTypeIndex("cpu")).isEqualTo(-1);
        assertThat(profile.periodType()).isEqualTo(new ValueType("space", "bytes"));
        assertThat(profile.period()).isEqualTo(4096);
        assertThat(profile.timeNanos() / 1_000_000_000).isEqualTo(1_795_525_624);
        assertThat(profile.defaultSampleType()).isEmpty();
        assertThat(profile.hasRawValues()).isFalse();
        assertThat(profile.problems()).isEmpty();
    }

    @Test
    void inlinedCallsAreLinesOfOneLocationInnermostFirst() throws Exception {
        Profile profile = Fixtures.read("heap.pb.gz");
        int sample = Fixtures.sampleWith(profile, "main.newNode:34");
        assertThat(Fixtures.stack(profile, sample))
                .containsExactly(
                        "main.newNode:34", "main.keep:29", "main.main:91", "runtime.main:290");
        int leaf = profile.locationAt(profile.stackStart(sample));
        assertThat(profile.lineEnd(leaf) - profile.lineStart(leaf)).isEqualTo(3);
        assertThat(profile.address(leaf)).isEqualTo(0x4ddc8c);
        assertThat(profile.fileName(profile.lineFunction(profile.lineStart(leaf))))
                .isEqualTo("recorder/main.go");
        assertThat(profile.numericLabel(sample, "bytes", -1)).isEqualTo(1152);
        assertThat(profile.numericLabel(sample, "pages", -1)).isEqualTo(-1);
    }

    @Test
    void allocsWantsAllocSpaceShownFirst() throws Exception {
        assertThat(Fixtures.read("allocs.pb.gz").defaultSampleType()).isEqualTo("alloc_space");
    }

    @Test
    void theUnpackedProtoReadsTheSame() throws Exception {
        byte[] packed = Fixtures.bytes("allocs.pb.gz");
        byte[] plain = new GZIPInputStream(new ByteArrayInputStream(packed)).readAllBytes();
        Profile profile = Fixtures.read("plain", plain);
        assertThat(profile.samples()).isEqualTo(40);
        assertThat(Fixtures.total(profile, 1)).isEqualTo(7_219_153);
    }

    @Test
    void goroutineLabelsAreReadFromProtoAndText() throws Exception {
        for (String file : List.of("goroutine.pb.gz", "goroutine.txt")) {
            Profile profile = Fixtures.read(file);
            assertThat(profile.samples()).isEqualTo(4);
            assertThat(Fixtures.total(profile, 0)).isEqualTo(11);
            assertThat(profile.value(0, 0)).isEqualTo(4);
            assertThat(profile.label(0, "tenant")).isEqualTo("t0");
            assertThat(profile.label(0, "nobody")).isNull();
            assertThat(profile.labels(2))
                    .isEqualTo(Map.of("tenant", "t1", "odd \"key\"", "tab\tand é"));
            assertThat(profile.labels(1)).isEmpty();
        }
    }

    @Test
    void theProtoGoroutineStackKeepsTheRuntimeFramesThatTellTheWait() throws Exception {
        assertThat(Fixtures.stack(Fixtures.read("goroutine.pb.gz"), 1))
                .containsExactly(
                        "runtime.gopark:462",
                        "runtime.chanrecv:667",
                        "runtime.chanrecv1:509",
                        "main.park:55");
    }

    @Test
    void theGoroutineTextNamesWhatItsCommentsName() throws Exception {
        Profile profile = Fixtures.read("goroutine.txt");
        assertThat(profile.sampleTypes()).containsExactly(new ValueType("goroutine", "count"));
        assertThat(Fixtures.stack(profile, 1)).containsExactly("?", "?", "?", "main.park:55", "?");
        assertThat(Fixtures.stack(profile, 0))
                .containsExactly(
                        "?",
                        "?",
                        "?",
                        "main.park:55",
                        "main.main.func1:102",
                        "runtime/pprof.Do:57",
                        "?");
    }

    @Test
    void contentionTextsAreScaledAsInProto() throws Exception {
        for (String file : List.of("mutex.pb.gz", "mutex.txt")) {
            Profile profile = Fixtures.read(file);
            assertThat(profile.sampleTypes())
                    .containsExactly(
                            new ValueType("contentions", "count"),
                            new ValueType("delay", "nanoseconds"));
            assertThat(Fixtures.total(profile, 0)).isEqualTo(80);
            assertThat(Fixtures.total(profile, 1)).isEqualTo(263_815_556);
        }
        for (String file : List.of("block.pb.gz", "block.txt")) {
            assertThat(Fixtures.total(Fixtures.read(file), 0)).isEqualTo(83);
            assertThat(Fixtures.total(Fixtures.read(file), 1)).isEqualTo(354_723_515);
        }
    }

    @Test
    void threadcreateReadsInBothForms() throws Exception {
        assertThat(Fixtures.total(Fixtures.read("threadcreate.pb.gz"), 0)).isEqualTo(4);
        assertThat(Fixtures.total(Fixtures.read("threadcreate.txt"), 0)).isEqualTo(4);
    }

    @Test
    void theHeapTextHasTheProtosTotalsAndTheRawNumbers() throws Exception {
        for (String file : List.of("heap.txt", "allocs.txt")) {
            Profile profile = Fixtures.read(file);
            assertThat(Fixtures.total(profile, 0)).isEqualTo(7913);
            assertThat(Fixtures.total(profile, 1)).isEqualTo(7_219_153);
            assertThat(Fixtures.total(profile, 2)).isEqualTo(5799);
            assertThat(Fixtures.total(profile, 3)).isEqualTo(3_670_880);
            assertThat(profile.hasRawValues()).isTrue();
            assertThat(Fixtures.rawTotal(profile, 0)).isEqualTo(809);
            assertThat(Fixtures.rawTotal(profile, 1)).isEqualTo(4_581_536);
            assertThat(Fixtures.rawTotal(profile, 2)).isEqualTo(740);
            assertThat(Fixtures.rawTotal(profile, 3)).isEqualTo(1_071_264);
            assertThat(profile.period()).isEqualTo(4096);
        }
    }
}
