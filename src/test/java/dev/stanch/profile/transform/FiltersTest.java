package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FiltersTest {
    private static final Profile PROFILE =
            Sketch.of(
                    "leaf work main = 1",
                    "other work main = 2",
                    "in+out main = 4",
                    "idle root = 8",
                    "work leaf work main = 16");

    @Test
    void focusKeepsSamplesWithAFrameThatMatchesByNameOrFile() {
        assertThat(lines(option("focus", "leaf|^in$")))
                .containsExactly(
                        "leaf work main = 1", "in+out main = 4", "work leaf work main = 16");
        assertThat(lines(option("focus", "idle\\.go"))).containsExactly("idle root = 8");
    }

    @Test
    void ignoreDropsSamplesEvenIfFocusWantsThem() {
        assertThat(lines(option("ignore", "work")))
                .containsExactly("in+out main = 4", "idle root = 8");
        assertThat(lines(options("work", "leaf", "", ""))).containsExactly("other work main = 2");
    }

    @Test
    void hideTakesFramesAndInlinedCallsAndSamplesWithoutFramesGo() {
        assertThat(lines(option("hide", "work|^in\\.go|idle|root")))
                .containsExactly(
                        "leaf main = 1", "other main = 2", "out main = 4", "leaf main = 16");
    }

    @Test
    void showLeavesOnlyFramesThatMatch() {
        assertThat(lines(option("show", "work|^in$")))
                .containsExactly("work = 1", "work = 2", "in = 4", "work work = 16");
        assertThat(lines(options("", "", "^work", "work|leaf")))
                .containsExactly("leaf = 1", "leaf = 16");
    }

    @Test
    void showFromCutsAboveTheOutermostMatch() {
        assertThat(lines(option("show_from", "work|^in$")))
                .containsExactly(
                        "leaf work = 1", "other work = 2", "in = 4", "work leaf work = 16");
    }

    @Test
    void pruneFromCutsBelowTheInnermostMatch() {
        assertThat(lines(option("prune_from", "^work$|^out")))
                .containsExactly(
                        "work main = 1",
                        "work main = 2",
                        "out main = 4",
                        "idle root = 8",
                        "work leaf work main = 16");
        assertThat(lines(option("prune_from", "leaf")))
                .contains("leaf work main = 1", "leaf work main = 16");
    }

    @Test
    void aMappingMatchesForAllItsLocationsEvenWithoutNames() {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("n", "count")));
        int program = builder.addMapping(new Mapping(0x1000, 0x2000, 0, "/bin/app", ""));
        int library = builder.addMapping(new Mapping(0x2000, 0x3000, 0, "/lib/libc.so", ""));
        Frame main = new Frame("main", "main.go", 1).in(program);
        builder.addSample(List.of(Frame.unknown(0x2010).in(library), main), 1);
        builder.addSample(List.of(main), 2);
        Profile profile = builder.build();

        assertThat(Sketch.lines(filter(profile, option("focus", "libc")).profile()))
                .containsExactly("? main = 1");
        assertThat(Sketch.lines(filter(profile, option("hide", "libc")).profile()))
                .containsExactly("main = 1", "main = 2");
        assertThat(Sketch.lines(filter(profile, option("show", "libc|app")).profile()))
                .as("a location without lines has nothing to show")
                .containsExactly("main = 1", "main = 2");
        assertThat(Sketch.lines(filter(profile, option("show_from", "libc")).profile()))
                .containsExactly("? = 1");
    }

    @Test
    void expressionsWithoutEffectAreWarnedOfInPprofsWords() {
        assertThat(filter(PROFILE, option("focus", "nobody")).warnings())
                .containsExactly("Focus expression matched no samples");
        assertThat(filter(PROFILE, options("main", "nobody", "nobody", "nobody")).warnings())
                .containsExactly(
                        "Ignore expression matched no samples",
                        "Hide expression matched no samples",
                        "Show expression matched no samples");
        assertThat(filter(PROFILE, option("show_from", "nobody")).warnings())
                .containsExactly("ShowFrom expression matched no samples");
        assertThat(filter(PROFILE, option("prune_from", "nobody")).warnings()).isEmpty();
    }

    @Test
    void anExpressionThatDoesNotParseIsNamed() {
        assertThatThrownBy(() -> filter(PROFILE, option("hide", "a(")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("parsing hide regexp: error parsing regexp: missing closing ): `a(`");
    }

    @Test
    void theProfileItselfStaysAsItIs() {
        List<String> before = Sketch.lines(PROFILE);
        filter(PROFILE, options("leaf", "other", "main", "work|leaf"));
        assertThat(Sketch.lines(PROFILE)).isEqualTo(before);
        assertThat(PROFILE.locations()).isEqualTo(7);
    }

    static Filters.Result filter(Profile profile, FilterExpressions expressions) {
        return Filters.apply(profile, expressions, Map.of());
    }

    static FilterExpressions options(String focus, String ignore, String hide, String show) {
        return new FilterExpressions(focus, ignore, hide, show, "", "", "", "", "", "");
    }

    static FilterExpressions option(String name, String value) {
        return new FilterExpressions(
                name.equals("focus") ? value : "",
                name.equals("ignore") ? value : "",
                name.equals("hide") ? value : "",
                name.equals("show") ? value : "",
                name.equals("show_from") ? value : "",
                name.equals("prune_from") ? value : "",
                name.equals("tagfocus") ? value : "",
                name.equals("tagignore") ? value : "",
                name.equals("tagshow") ? value : "",
                name.equals("taghide") ? value : "");
    }

    private static List<String> lines(FilterExpressions expressions) {
        return Sketch.lines(filter(PROFILE, expressions).profile());
    }
}
