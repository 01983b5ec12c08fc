package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AggregationTest {
    private static final Profile PROFILE = profile();

    @Test
    void functionsForgetFilesLinesAndAddresses() {
        Profile profile = Aggregation.apply(PROFILE, true, true, false, false, false, false);
        assertThat(describe(profile))
                .containsExactly("in/_in/ 0:0", "out/_out/ 0:0", "main/_main/ 0:0");
        assertThat(profile.address(0)).isZero();
        assertThat(profile.mappingHasFunctions(0)).isTrue();
        assertThat(profile.mappingHasFilenames(0)).isFalse();
        assertThat(profile.mappingHasLineNumbers(0)).isFalse();
    }

    @Test
    void filesForgetFunctions() {
        assertThat(describe(Aggregation.apply(PROFILE, true, false, true, false, true, false)))
                .containsExactly("//in.go 0:0", "//out.go 0:0", "//main.go 0:0");
    }

    @Test
    void linesForgetColumnsUnlessTheyAreAskedFor() {
        assertThat(describe(Aggregation.apply(PROFILE, true, true, true, true, false, false)))
                .containsExactly(
                        "in/_in/in.go 3:0", "out/_out/out.go 5:0", "main/_main/main.go 8:0");
        assertThat(describe(Aggregation.apply(PROFILE, true, true, true, true, true, false)))
                .containsExactly(
                        "in/_in/in.go 3:4", "out/_out/out.go 5:6", "main/_main/main.go 8:9");
    }

    @Test
    void withoutInlinesTheOutermostCallStays() {
        Profile profile = Aggregation.apply(PROFILE, false, true, true, true, true, true);
        assertThat(describe(profile))
                .containsExactly("out/_out/out.go 5:6", "main/_main/main.go 8:9");
        assertThat(profile.address(0)).isEqualTo(0x1010);
        assertThat(profile.mappingHasInlineFrames(0)).isFalse();
        assertThat(describe(Aggregation.apply(PROFILE, false, true, false, false, false, false)))
                .containsExactly("out/_out/ 0:0", "main/_main/ 0:0");
    }

    private static List<String> describe(Profile profile) {
        List<String> result = new ArrayList<>();
        for (int i = profile.stackStart(0); i < profile.stackEnd(0); i++) {
            int location = profile.locationAt(i);
            for (int j = profile.lineStart(location); j < profile.lineEnd(location); j++) {
                int function = profile.lineFunction(j);
                result.add(
                        "%s/%s/%s %d:%d"
                                .formatted(
                                        profile.functionName(function),
                                        profile.systemName(function),
                                        profile.fileName(function),
                                        profile.lineNumber(j),
                                        profile.lineColumn(j)));
            }
        }
        return result;
    }

    private static Profile profile() {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("n", "count")));
        int mapping = builder.addMapping(new Mapping(0x1000, 0x2000, 0, "/app", ""));
        return builder.addSample(
                        List.of(
                                frame("in", 3, 4, 0x1010, mapping, true),
                                frame("out", 5, 6, 0x1010, mapping, false),
                                frame("main", 8, 9, 0x1020, mapping, false)),
                        1)
                .build();
    }

    private static Frame frame(
            String name, int line, long column, long address, int mapping, boolean inlined) {
        return new Frame(
                name, "_" + name, name + ".go", 1, line, column, address, mapping, inlined, false);
    }
}
