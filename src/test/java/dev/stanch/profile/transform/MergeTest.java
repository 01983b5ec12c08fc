package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MergeTest {
    private static final ValueType COUNT = new ValueType("n", "count");

    @Test
    void samplesOfEqualStacksAndLabelsAreAddedInTheOrderOfFirstSight() throws FormatException {
        Profile one = Sketch.of("a main = 1", "b main = 2 {k:v x:1kb}", "a main = 4");
        Profile other =
                Sketch.of("c main = 8", "b main = 16 {x:1kb k:v}", "b main = 32", "a main = 64");
        assertThat(Sketch.lines(Merge.of(List.of(one, other))))
                .containsExactly(
                        "a main = 69", "b main = 18 {k:v x:1kb}", "c main = 8", "b main = 32");
    }

    @Test
    void zerosGoBeforeAndAfterAdding() throws FormatException {
        Profile one = Sketch.of("a main = 0", "b main = 2", "c main = 4");
        Profile other = Sketch.of("b main = -2", "d main = 0");
        Profile merged = Merge.of(List.of(one, other));
        assertThat(Sketch.lines(merged)).containsExactly("c main = 4");
        assertThat(merged.functions()).as("only what samples need").isEqualTo(2);
    }

    @Test
    void oneProfileStaysAsItIs() throws FormatException {
        Profile one = Sketch.of("a main = 0", "a main = 1", "a main = 1");
        assertThat(Merge.of(List.of(one))).isSameAs(one);
    }

    @Test
    void headersAreCombined() throws FormatException {
        Profile one = header(0, 5, 100, "x", "").comment("first").build();
        Profile other = header(7, 6, 300, "", "b").comment("first").comment("next").build();
        Profile third = header(3, 1, 200, "y", "c").build();
        Profile merged = Merge.of(List.of(one, other, third));
        assertThat(merged.timeNanos()).as("a zero gives way to the next").isEqualTo(3);
        assertThat(merged.durationNanos()).isEqualTo(12);
        assertThat(merged.period()).isEqualTo(300);
        assertThat(merged.comments()).containsExactly("first", "next");
        assertThat(merged.docUrl()).isEqualTo("x");
        assertThat(merged.defaultSampleType()).isEqualTo("b");
    }

    @Test
    void onlyCommonSampleTypesStayInTheFirstOnesOrder() throws FormatException {
        ValueType time = new ValueType("time", "ns");
        ValueType size = new ValueType("size", "bytes");
        Profile one = Sketch.of(List.of(size, COUNT, time), "a = 1 2 4");
        Profile other = Sketch.of(List.of(time, size), "a = 8 16");
        Profile merged = Merge.of(List.of(one, other));
        assertThat(merged.sampleTypes()).containsExactly(size, time);
        assertThat(Sketch.lines(merged)).containsExactly("a = 17 12");
        assertThat(merged.defaultSampleType()).isEqualTo("size");
        assertThatThrownBy(() -> Merge.of(List.of(one, Sketch.of("a = 1"))))
                .isInstanceOf(FormatException.class)
                .hasMessage("profiles: profiles have empty common sample type list");
    }

    @Test
    void valuesAreScaledToTheSmallestUnit() throws FormatException {
        Profile one = Sketch.of(List.of(new ValueType("wait", "ms")), "a = 3", "b = 1");
        Profile other = Sketch.of(List.of(new ValueType("wait", "us")), "a = 5");
        Profile merged = Merge.of(List.of(one, other));
        assertThat(merged.sampleTypes()).containsExactly(new ValueType("wait", "us"));
        assertThat(Sketch.lines(merged)).containsExactly("a = 3005", "b = 1000");
    }

    @Test
    void whatMeasuresSomethingElseIsRefused() {
        Profile one = Sketch.of(List.of(new ValueType("n", "bytes")), "a = 1");
        Profile other = Sketch.of(List.of(new ValueType("n", "ms")), "a = 1");
        assertThatThrownBy(() -> Merge.of(List.of(one, other)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("sample types: incompatible types");
    }

    @Test
    void aMappingThatLiesElsewhereIsTheSameAndAddressesMove() throws FormatException {
        Profile merged = Merge.of(List.of(mapped(0x1000), mapped(0x7000)));
        assertThat(merged.mappings()).isEqualTo(1);
        assertThat(merged.locations()).isEqualTo(1);
        assertThat(merged.address(0)).isEqualTo(0x1010);
        assertThat(merged.value(0, 0)).isEqualTo(2);
    }

    @Test
    void randomProfilesAddUpAsASimpleMapDoes() throws FormatException {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            List<Profile> profiles = new ArrayList<>();
            Map<String, Long> expected = new LinkedHashMap<>();
            for (int i = 0; i < 3; i++) {
                List<String> samples = new ArrayList<>();
                for (int j = 0; j < 40; j++) {
                    String stack = frame(random) + " " + frame(random) + " main";
                    String labels = random.nextBoolean() ? "" : " {k:" + frame(random) + "}";
                    long value = 1L + random.nextInt(9);
                    samples.add(stack + " = " + value + labels);
                    expected.merge(stack + " = %d" + labels, value, Long::sum);
                }
                profiles.add(Sketch.of(samples.toArray(String[]::new)));
            }
            List<String> lines = new ArrayList<>();
            expected.forEach((sample, value) -> lines.add(sample.formatted(value)));
            assertThat(Sketch.lines(Merge.of(profiles))).as("seed " + seed).isEqualTo(lines);
        }
    }

    private static String frame(Random random) {
        return "f" + random.nextInt(4);
    }

    private static ProfileBuilder header(
            long time, long duration, long period, String url, String type) {
        return new ProfileBuilder(List.of(COUNT))
                .timeNanos(time)
                .durationNanos(duration)
                .period(COUNT, period)
                .docUrl(url)
                .defaultSampleType(type);
    }

    private static Profile mapped(long start) {
        ProfileBuilder builder = new ProfileBuilder(List.of(COUNT));
        int mapping = builder.addMapping(new Mapping(start, start + 0x1800, 0, "/app", "id"));
        Frame main = new Frame("main", "main.go", 1, start + 0x10, false).in(mapping);
        return builder.addSample(List.of(main), 1).build();
    }
}
