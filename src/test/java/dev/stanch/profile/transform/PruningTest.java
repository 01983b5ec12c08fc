package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PruningTest {
    @Test
    void droppedFramesGoWithAllThatTheyCall() {
        assertThat(pruned("alloc|gc.*", "", "x alloc user main = 1", "gcmark alloc work main = 2"))
                .containsExactly("user main = 1", "work main = 2");
    }

    @Test
    void keptFramesStay() {
        assertThat(pruned("gc.*", "gcuser", "x gcuser main = 1", "x gcother main = 2"))
                .containsExactly("x gcuser main = 1", "main = 2");
    }

    @Test
    void framesAtTheRootArePassedOver() {
        assertThat(pruned("start", "", "a main start = 1", "start main start = 2"))
                .containsExactly("a main start = 1", "main start = 2");
        assertThat(pruned("start", "", "start = 1")).containsExactly("start = 1");
    }

    @Test
    void inlinedCallsAreCutInsideTheirLocation() {
        assertThat(pruned("alloc", "", "x in+alloc+user main = 1", "x in+alloc main = 2"))
                .containsExactly("user main = 1", "main = 2");
    }

    @Test
    void wholeNamesAreComparedAndWhatDoesNotParseDropsNothing() {
        assertThat(pruned("allo", "", "alloc main = 1")).containsExactly("alloc main = 1");
        assertThat(pruned("alloc(", "", "alloc main = 1")).containsExactly("alloc main = 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    main.f                          | main.f
                    .main.f                         | main.f
                    main.(*T).f                     | main.
                    operator new(unsigned long)     | operator new
                    (anonymous namespace)::f(int)   | (anonymous namespace)::f
                    A::operator()(int, char) const  | A::operator()
                    """)
    void namesAreComparedWithoutArguments(String name, String simple) {
        assertThat(FunctionNames.simple(name)).isEqualTo(simple);
    }

    private static List<String> pruned(String drop, String keep, String... samples) {
        ProfileBuilder builder =
                new ProfileBuilder(List.of(new ValueType("n", "count"))).dropFrames(drop, keep);
        for (String sample : samples) {
            Sketch.add(builder, sample);
        }
        Profile profile = builder.build();
        return Sketch.lines(Pruning.uninteresting(profile));
    }
}
