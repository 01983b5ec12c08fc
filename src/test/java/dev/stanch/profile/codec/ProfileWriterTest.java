package dev.stanch.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProfileWriterTest {
    private static final ValueType OBJECTS = new ValueType("inuse_objects", "count");
    private static final ValueType SPACE = new ValueType("inuse_space", "bytes");

    @TempDir Path folder;

    @Test
    void whatIsBuiltAndWrittenReadsBack() throws Exception {
        Profile profile = Fixtures.read("it", written(example()));
        assertThat(profile.sampleTypes()).containsExactly(OBJECTS, SPACE);
        assertThat(profile.samples()).isEqualTo(3);
        assertThat(Fixtures.stack(profile, 0))
                .containsExactly("main.leaf:3", "main.caller:7", "main.main:20");
        assertThat(profile.locations()).isEqualTo(2);
        assertThat(profile.stackId(2)).isEqualTo(profile.stackId(0));
        assertThat(profile.value(1, 1)).isEqualTo(-80);
        assertThat(profile.label(0, "tenant")).isEqualTo("t é");
        assertThat(profile.numericLabel(0, "bytes", 0)).isEqualTo(40);
        assertThat(profile.labels(1)).isEmpty();
        assertThat(profile.period()).isEqualTo(512);
        assertThat(profile.periodType()).isEqualTo(new ValueType("space", "bytes"));
        assertThat(profile.timeNanos()).isEqualTo(1_700_000_000_000_000_000L);
        assertThat(profile.durationNanos()).isEqualTo(9);
        assertThat(profile.comments()).containsExactly("made by hand", "twice");
        assertThat(profile.defaultSampleType()).isEqualTo("inuse_space");
        assertThat(profile.problems()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"heap.pb.gz", "allocs.pb.gz", "goroutine.pb.gz", "mutex.pb.gz"})
    void recordedProfilesSurviveARoundTrip(String file) throws Exception {
        Profile before = Fixtures.read(file);
        Profile after = Fixtures.read("it", written(before));
        assertThat(after.samples()).isEqualTo(before.samples());
        for (int sample = 0; sample < before.samples(); sample++) {
            assertThat(Fixtures.stack(after, sample)).isEqualTo(Fixtures.stack(before, sample));
            assertThat(after.labels(sample)).isEqualTo(before.labels(sample));
            assertThat(after.numericLabels(sample)).isEqualTo(before.numericLabels(sample));
            for (int type = 0; type < before.sampleTypes().size(); type++) {
                assertThat(after.value(sample, type)).isEqualTo(before.value(sample, type));
            }
        }
    }

    @Test
    void aSampleNeedsOneValueForEachType() {
        ProfileBuilder builder = new ProfileBuilder(List.of(OBJECTS, SPACE));
        assertThatThrownBy(() -> builder.addSample(List.of(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 values for 2 sample types");
    }

    @Test
    void goToolPprofReadsIt() throws Exception {
        assumeTrue(hasGo(), "go is not installed");
        String raw = pprof(written(example()));
        assertThat(raw)
                .contains("inuse_objects/count inuse_space/bytes[dflt]")
                .containsPattern("2 +80: 1 2")
                .containsPattern("-2 +-80: 2")
                .contains("tenant:[t é]", "bytes:[40]", "main.leaf /src/a.go:3")
                .contains("Comment: made by hand", "PeriodType: space bytes", "Period: 512");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "heap.pb.gz",
                "allocs.pb.gz",
                "heap.txt",
                "allocs.txt",
                "mutex.txt",
                "block.txt"
            })
    void ourTotalsAreThoseOfGoToolPprof(String file) throws Exception {
        assumeTrue(hasGo(), "go is not installed");
        Profile profile = Fixtures.read(file);
        long[] totals = new long[profile.sampleTypes().size()];
        String raw = pprof(Fixtures.bytes(file));
        String samples = raw.substring(raw.indexOf("Samples:"), raw.indexOf("Locations"));
        for (String line : (Iterable<String>) samples.lines()::iterator) {
            if (line.matches("[ 0-9-]+:[ 0-9]*")) {
                String[] values = line.substring(0, line.indexOf(':')).strip().split(" +", -1);
                for (int type = 0; type < totals.length; type++) {
                    totals[type] += Long.parseLong(values[type]);
                }
            }
        }
        for (int type = 0; type < totals.length; type++) {
            assertThat(Fixtures.total(profile, type)).isEqualTo(totals[type]).isPositive();
        }
    }

    private static Profile example() {
        Frame leaf = new Frame("main.leaf", "/src/a.go", 3, 0x1000, true);
        Frame caller = new Frame("main.caller", "/src/a.go", 7, 0x1000, false);
        Frame main = new Frame("main.main", "/src/b.go", 20, 0x2000, false);
        List<Frame> stack = List.of(leaf, caller, main);
        return new ProfileBuilder(List.of(OBJECTS, SPACE))
                .period(new ValueType("space", "bytes"), 512)
                .timeNanos(1_700_000_000_000_000_000L)
                .durationNanos(9)
                .comment("made by hand")
                .comment("twice")
                .defaultSampleType("inuse_space")
                .addSample(stack, new long[] {2, 80}, Map.of("tenant", "t é"), Map.of("bytes", 40L))
                .addSample(List.of(main), -2, -80)
                .addSample(stack, 1, 1)
                .build();
    }

    private static byte[] written(Profile profile) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ProfileWriter.write(profile, out);
        return out.toByteArray();
    }

    private String pprof(byte[] profile) throws Exception {
        Path file = Files.write(folder.resolve("profile"), profile);
        ProcessBuilder command =
                new ProcessBuilder(
                        "go", "tool", "pprof", "-symbolize=none", "-raw", file.toString());
        command.environment().put("PPROF_TMPDIR", folder.toString());
        command.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = command.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        return output;
    }

    private static boolean hasGo() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator, -1))
                .anyMatch(entry -> Files.isExecutable(Path.of(entry, "go")));
    }
}
