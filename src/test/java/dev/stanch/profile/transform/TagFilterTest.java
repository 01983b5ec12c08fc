package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.profile.Profile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TagFilterTest {
    private static final Profile PROFILE =
            Sketch.of(
                    "a = 1 {user:ann zone:east}",
                    "a = 2 {user:bob zone:east}",
                    "a = 4 {bytes:1024}",
                    "a = 8 {bytes:2048 request:3}",
                    "a = 16",
                    "a = 32 {wait:5ms}",
                    "a = 64 {user:bob user:ann}");
    private static final Map<String, String> UNITS =
            Map.of("bytes", "bytes", "request", "bytes", "wait", "ms");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    user:ann             | 1 64
                    user=ann             | 1 64
                    ann,east             | 1
                    user=^ann$,bob       | 1 2 64
                    zone=north           |
                    1kb                  | 4
                    1kb:                 | 4 8
                    :1kb                 | 4 8
                    :1023                |
                    bytes=1kb:2kb        | 4 8
                    bytes=1025b:2kb      | 8
                    2kb:1kb              |
                    wait=5000us          | 32
                    wait=1us:1s          | 32
                    bytes=3              |
                    request=3b           | 8
                    =user                | 1 2 64
                    """)
    void tagfocusKeeps(String expression, String values) {
        assertThat(values(FiltersTest.option("tagfocus", expression)))
                .isEqualTo(values == null ? "" : values);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    bob      | 1 4 8 16 32
                    1kb:     | 1 2 16 32 64
                    nobody   | 1 2 4 8 16 32 64
                    """)
    void tagignoreDrops(String expression, String values) {
        assertThat(values(FiltersTest.option("tagignore", expression))).isEqualTo(values);
    }

    @Test
    void labelsAreShownAndHiddenByKey() {
        assertThat(lines(FiltersTest.option("tagshow", "user|bytes")))
                .containsExactly(
                        "a = 1 {user:ann}",
                        "a = 2 {user:bob}",
                        "a = 4 {bytes:1024}",
                        "a = 8 {bytes:2048}",
                        "a = 16",
                        "a = 32",
                        "a = 64 {user:bob user:ann}");
        assertThat(lines(FiltersTest.option("taghide", "e")))
                .containsExactly(
                        "a = 1",
                        "a = 2",
                        "a = 4",
                        "a = 8",
                        "a = 16",
                        "a = 32 {wait:5ms}",
                        "a = 64");
    }

    @Test
    void rangesAndExpressionsWithoutEffectAreTold() {
        assertThat(apply(FiltersTest.option("tagfocus", "bytes=7gb:")).warnings())
                .containsExactly(
                        "tagfocus:Interpreted '7gb:' as range, not regexp",
                        "TagFocus expression matched no samples");
        assertThat(apply(FiltersTest.option("tagignore", "nobody")).warnings())
                .containsExactly("TagIgnore expression matched no samples");
        assertThat(apply(FiltersTest.option("tagshow", "nobody")).warnings())
                .containsExactly("TagShow expression matched no samples");
        assertThat(apply(FiltersTest.option("taghide", "nobody")).warnings())
                .containsExactly("TagHide expression matched no samples");
    }

    @Test
    void whatDoesNotParseIsNamed() {
        assertThatThrownBy(() -> apply(FiltersTest.option("tagfocus", "user=a,[")))
                .hasMessage(
                        "parsing tagfocus regexp: error parsing regexp: missing closing ]: `[`");
        assertThatThrownBy(() -> apply(FiltersTest.option("tagignore", "99999999999999999999")))
                .hasMessage("failed to parse int 99999999999999999999: value out of range");
    }

    private static Filters.Result apply(FilterExpressions expressions) {
        return Filters.apply(PROFILE, expressions, UNITS);
    }

    private static List<String> lines(FilterExpressions expressions) {
        return Sketch.lines(apply(expressions).profile());
    }

    private static String values(FilterExpressions expressions) {
        Profile profile = apply(expressions).profile();
        StringBuilder result = new StringBuilder();
        for (int sample = 0; sample < profile.samples(); sample++) {
            result.append(sample == 0 ? "" : " ").append(profile.value(sample, 0));
        }
        return result.toString();
    }
}
