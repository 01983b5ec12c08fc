package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BaseTest {
    private static final Profile SOURCE = Sketch.of("a = 10", "b = 5", "c = 3 {k:v}");
    private static final Profile BASE = Sketch.of("a = 4", "b = 5", "d = 7", "c = 1 {k:v}");

    @Test
    void baseIsTakenAwayAndWhatIsEqualGoes() throws FormatException {
        assertThat(Sketch.lines(Base.subtract(SOURCE, BASE, false, false)))
                .containsExactly("a = 6", "c = 2 {k:v}", "d = -7");
    }

    @Test
    void diffBaseKeepsTheBaseApartByALabel() throws FormatException {
        assertThat(Sketch.lines(Base.subtract(SOURCE, BASE, true, false)))
                .containsExactly(
                        "a = 10",
                        "b = 5",
                        "c = 3 {k:v}",
                        "a = -4 {pprof::base:true}",
                        "b = -5 {pprof::base:true}",
                        "d = -7 {pprof::base:true}",
                        "c = -1 {k:v pprof::base:true}");
    }

    @Test
    void normalizeScalesTheSourceToTheTotalOfTheBase() throws FormatException {
        Profile source = Sketch.of("a = 30", "b = 7", "c = 3");
        Profile base = Sketch.of("a = 10", "c = 10");
        assertThat(Sketch.lines(Base.subtract(source, base, false, true)))
                .as("halves are rounded away from zero")
                .containsExactly("a = 5", "b = 4", "c = -8");
    }

    @Test
    void normalizeNeedsEqualTypes() {
        Profile other = Sketch.of(List.of(new ValueType("space", "kb")), "a = 1");
        assertThatThrownBy(() -> Base.subtract(SOURCE, other, false, true))
                .isInstanceOf(FormatException.class)
                .hasMessage("profiles: incompatible sample types [space/bytes] and [space/kb]");
    }
}
