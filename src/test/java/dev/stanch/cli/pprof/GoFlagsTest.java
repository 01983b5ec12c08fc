package dev.stanch.cli.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.cli.pprof.GoFlags.Kind;
import dev.stanch.cli.pprof.GoFlags.Parsed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The messages are those of {@code go tool pprof} of Go 1.26.8, asked with the same words. */
class GoFlagsTest {
    private final GoFlags flags = new GoFlags();

    GoFlagsTest() {
        flags.define("top", Kind.BOOLEAN);
        flags.define("cum", Kind.BOOLEAN);
        flags.define("nodecount", Kind.INTEGER);
        flags.define("nodefraction", Kind.NUMBER);
        flags.define("focus", Kind.TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-top f | top=true | f",
                "--top f | top=true | f",
                "-top=false f | top=false | f",
                "-top=T f | top=true | f",
                "-top false | top=true | false",
                "-nodecount=5 f | nodecount=5 | f",
                "-nodecount 5 f | nodecount=5 | f",
                "-nodecount 0x10 f | nodecount=16 | f",
                "-nodecount -1 f | nodecount=-1 | f",
                "-nodecount=017 f | nodecount=15 | f",
                "-nodecount=1_000 f | !invalid value \"1_000\" for flag -nodecount: parse error | ''",
                "-nodecount=0x1_0 f | nodecount=16 | f",
                "-nodefraction=1e-3 f | nodefraction=1e-3 | f",
                "-nodefraction=1d f | !invalid value \"1d\" for flag -nodefraction: parse error | ''",
                "-focus=a=b f | focus=a=b | f",
                "-focus= f | focus= | f",
                "-focus -top f | focus=-top | f",
                "-focus a -focus b f | focus=b | f",
                "f -top | '' | f -top",
                "-top -- -cum | top=true | -cum",
                "- -top | '' | - -top",
                "-top - f | top=true | - f",
                "-foo f | !flag provided but not defined: -foo | ''",
                "-nodecount=abc f | !invalid value \"abc\" for flag -nodecount: parse error | ''",
                "-nodecount=99999999999999999999 | !invalid value \"99999999999999999999\" for flag -nodecount: value out of range | ''",
                "-nodecount | !flag needs an argument: -nodecount | ''",
                "-top=maybe f | !invalid boolean value \"maybe\" for -top: parse error | ''",
                "---top f | !bad flag syntax: ---top | ''",
                "-=x f | !bad flag syntax: -=x | ''",
                "--=x f | !bad flag syntax: --=x | ''",
            })
    void wordsAreReadAsGoReadsThem(String words, String expected, String rest) throws Exception {
        List<String> arguments = Arrays.asList(words.split(" "));
        if (expected.startsWith("!")) {
            assertThatThrownBy(() -> flags.parse(arguments)).hasMessage(expected.substring(1));
            return;
        }
        Parsed parsed = flags.parse(arguments);
        int equals = expected.indexOf('=');
        assertThat(parsed.values())
                .isEqualTo(
                        expected.isEmpty()
                                ? Map.of()
                                : Map.of(
                                        expected.substring(0, equals),
                                        expected.substring(equals + 1)));
        assertThat(String.join(" ", parsed.rest())).isEqualTo(rest);
    }

    @Test
    void helpEndsEverything() throws Exception {
        assertThat(flags.parse(List.of("-top", "-h", "-nonsense")).help()).isTrue();
        assertThat(flags.parse(List.of("--help")).help()).isTrue();
        assertThat(flags.parse(List.of("-top", "f")).help()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "-tpo, -top",
        "-focsu, -focus",
        "-top10, -top -nodecount=10",
        "-xyzzy, ''",
    })
    void aWrongFlagComesWithTheOneThatWasMeant(String wrong, String meant) {
        assertThatThrownBy(() -> flags.parse(List.of(wrong, "f")))
                .isInstanceOfSatisfying(
                        UsageException.class,
                        e ->
                                assertThat(e.suggestion() == null ? "" : e.suggestion())
                                        .isEqualTo(meant));
    }
}
