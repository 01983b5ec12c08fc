package dev.stanch.profile.symbol;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile whose addresses were given functions and lines. Mappings that have names already, or of
 * which every location has a line, keep them, unless the names are to be found anew ({@code
 * -symbolize=force}).
 */
public final class Symbolized {
    private record Function(String name, String file, int startLine) {}

    private final Profile profile;
    private final Symbols symbols;
    private final ProfileTables tables;
    private final Map<Function, Integer> functions = new HashMap<>();
    private boolean isChanged;

    private Symbolized(Profile profile, Symbols symbols) {
        this.profile = profile;
        this.symbols = symbols;
        this.tables = ProfileTables.of(profile);
    }

    /**
     * The profile with names; the same one when there is nothing to be added.
     *
     * @param force whether mappings that have names get new ones
     */
    public static Profile of(Profile profile, Symbols symbols, boolean force) {
        Symbolized symbolized = new Symbolized(profile, symbols);
        boolean[] isWanted = new boolean[profile.mappings()];
        for (int location = 0; location < profile.locations(); location++) {
            int mapping = profile.mapping(location);
            boolean hasNoLine = profile.lineStart(location) == profile.lineEnd(location);
            if (mapping >= 0 && (force || hasNoLine)) {
                isWanted[mapping] = true;
            }
        }
        for (int mapping = 0; mapping < isWanted.length; mapping++) {
            boolean hasNames =
                    profile.mappingHasFunctions(mapping)
                            || profile.mappingHasFilenames(mapping)
                            || profile.mappingHasLineNumbers(mapping);
            if (isWanted[mapping] && (force || !hasNames)) {
                symbolized.addNames(mapping);
            }
        }
        return symbolized.isChanged ? symbolized.tables.build() : profile;
    }

    private void addNames(int mapping) {
        Symbols.Program program = open(mapping);
        if (program == null) {
            return;
        }
        boolean hasFunctions = profile.mappingHasFunctions(mapping);
        boolean hasFiles = profile.mappingHasFilenames(mapping);
        boolean hasLines = profile.mappingHasLineNumbers(mapping);
        boolean isAny = false;
        for (int location = 0; location < profile.locations(); location++) {
            if (profile.mapping(location) != mapping) {
                continue;
            }
            List<Symbols.Call> calls = program.calls(profile.address(location));
            if (calls.isEmpty()) {
                continue;
            }
            isAny = true;
            int start = tables.lines();
            for (Symbols.Call call : calls) {
                hasFunctions |= !call.function().isEmpty();
                hasFiles |= !call.file().isEmpty();
                hasLines |= call.line() != 0;
                tables.addLine(function(call), call.line(), 0);
            }
            tables.setLines(location, start, tables.lines());
            tables.setFolded(location, false);
        }
        if (isAny) {
            isChanged = true;
            tables.setSymbolized(mapping, hasFunctions, hasFiles, hasLines, true);
        }
    }

    private Symbols.@Nullable Program open(int mapping) {
        return symbols.open(
                new Symbols.Mapping(
                        mapping,
                        profile.mappingStart(mapping),
                        profile.mappingOffset(mapping),
                        profile.mappingFile(mapping),
                        profile.mappingBuildId(mapping)));
    }

    private int function(Symbols.Call call) {
        return functions.computeIfAbsent(
                new Function(call.function(), call.file(), call.startLine()),
                key -> {
                    int number = tables.addFunction();
                    int name = tables.string(key.name());
                    int file = tables.string(key.file());
                    tables.setFunction(number, name, name, file, key.startLine());
                    return number;
                });
    }
}
