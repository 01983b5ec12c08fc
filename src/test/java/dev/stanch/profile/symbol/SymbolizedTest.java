package dev.stanch.profile.symbol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SymbolizedTest {
    /** Knows two addresses of the first mapping. */
    private static final Symbols SYMBOLS =
            mapping ->
                    mapping.number() > 0
                            ? null
                            : address ->
                                    switch ((int) address) {
                                        case 0x1010 ->
                                                List.of(
                                                        new Symbols.Call("inner", "a.go", 3, 2),
                                                        new Symbols.Call("outer", "a.go", 12, 10));
                                        case 0x1020 ->
                                                List.of(new Symbols.Call("outer", "a.go", 13, 10));
                                        default -> List.of();
                                    };

    @Test
    void addressesGetTheirCallsAndMappingsTellIt() {
        Profile named = Symbolized.of(profile(false), SYMBOLS, false);

        assertThat(lines(named, 0)).containsExactly("inner a.go:3 s=2", "outer a.go:12 s=10");
        assertThat(lines(named, 1)).containsExactly("outer a.go:13 s=10");
        assertThat(lines(named, 2)).as("unknown address").isEmpty();
        assertThat(lines(named, 3)).as("other mapping").isEmpty();
        assertThat(named.functions()).isEqualTo(2);
        assertThat(named.mappingHasFunctions(0)).isTrue();
        assertThat(named.mappingHasFilenames(0)).isTrue();
        assertThat(named.mappingHasLineNumbers(0)).isTrue();
        assertThat(named.mappingHasInlineFrames(0)).isTrue();
        assertThat(named.mappingHasFunctions(1)).isFalse();
        assertThat(named.value(0, 0)).isEqualTo(7);
    }

    @Test
    void namesThatAreThereStayUnlessForced() {
        Profile profile = profile(true);
        assertThat(Symbolized.of(profile, SYMBOLS, false)).isSameAs(profile);
        assertThat(lines(Symbolized.of(profile, SYMBOLS, true), 1))
                .containsExactly("outer a.go:13 s=10");
    }

    @Test
    void nothingFoundIsTheSameProfile() {
        Profile profile = profile(false);
        assertThat(Symbolized.of(profile, mapping -> null, false)).isSameAs(profile);
        assertThat(Symbolized.of(profile, mapping -> address -> List.of(), false))
                .isSameAs(profile);
    }

    private static Profile profile(boolean isNamed) {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("cpu", "count")));
        int program = builder.addMapping(mapping(0x1000, "/bin/a", isNamed));
        int library = builder.addMapping(mapping(0x9000, "/lib/b", false));
        builder.addSample(
                List.of(
                        unknown(0x1010, program),
                        unknown(0x1020, program),
                        unknown(0x1030, program),
                        unknown(0x9010, library)),
                7);
        return builder.build();
    }

    private static Mapping mapping(long start, String file, boolean isNamed) {
        return new Mapping(start, start + 0x1000, 0, file, "", isNamed, isNamed, isNamed, isNamed);
    }

    private static Frame unknown(long address, int mapping) {
        return new Frame("", "", "", 0, 0, 0, address, mapping, false, false);
    }

    private static List<String> lines(Profile profile, int location) {
        List<String> lines = new ArrayList<>();
        for (int i = profile.lineStart(location); i < profile.lineEnd(location); i++) {
            int function = profile.lineFunction(i);
            lines.add(
                    "%s %s:%d s=%d"
                            .formatted(
                                    profile.functionName(function),
                                    profile.fileName(function),
                                    profile.lineNumber(i),
                                    profile.functionStartLine(function)));
        }
        return lines;
    }
}
