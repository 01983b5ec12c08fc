package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;

/** Makes locations coarser ({@code Aggregate} in google/pprof). */
public final class Aggregation {
    private Aggregation() {}

    /**
     * Forgets what is not asked for; the locations stay as many as they are.
     *
     * @param inlines whether inlined calls are kept, else only the function they are inlined into
     */
    public static Profile apply(
            Profile profile,
            boolean inlines,
            boolean function,
            boolean filename,
            boolean line,
            boolean column,
            boolean address) {
        ProfileTables tables = ProfileTables.of(profile);
        for (int mapping = 0; mapping < profile.mappings(); mapping++) {
            tables.setSymbolized(
                    mapping,
                    function && profile.mappingHasFunctions(mapping),
                    filename && profile.mappingHasFilenames(mapping),
                    line && profile.mappingHasLineNumbers(mapping),
                    inlines && profile.mappingHasInlineFrames(mapping));
        }
        if (!function || !filename) {
            forgetNames(profile, tables, function, filename);
        }
        boolean hasColumns = !(line && column) && hasColumns(profile);
        if (!line || hasColumns) {
            copyLines(profile, tables, inlines, line);
        } else if (!inlines) {
            dropInlines(profile, tables);
        }
        if (!address) {
            for (int location = 0; location < profile.locations(); location++) {
                tables.setAddress(location, 0);
            }
        }
        return tables.build();
    }

    private static void forgetNames(
            Profile profile, ProfileTables tables, boolean function, boolean filename) {
        int none = tables.string("");
        for (int i = 0; i < profile.functions(); i++) {
            tables.setFunction(
                    i,
                    function ? profile.functionNameIndex(i) : none,
                    function ? profile.systemNameIndex(i) : none,
                    filename ? profile.fileNameIndex(i) : none,
                    profile.functionStartLine(i));
        }
    }

    private static boolean hasColumns(Profile profile) {
        for (int line = 0; line < profile.lines(); line++) {
            if (profile.lineColumn(line) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Columns go in any case: without line numbers, or because they were not asked for. */
    private static void copyLines(
            Profile profile, ProfileTables tables, boolean inlines, boolean numbers) {
        tables.clearLines();
        for (int location = 0; location < profile.locations(); location++) {
            int first = tables.lines();
            int end = profile.lineEnd(location);
            for (int i = firstLine(profile, location, inlines); i < end; i++) {
                tables.addLine(profile.lineFunction(i), numbers ? profile.lineNumber(i) : 0, 0);
            }
            tables.setLines(location, first, tables.lines());
        }
    }

    private static void dropInlines(Profile profile, ProfileTables tables) {
        for (int location = 0; location < profile.locations(); location++) {
            int first = firstLine(profile, location, false);
            if (first != profile.lineStart(location)) {
                tables.setLines(location, first, profile.lineEnd(location));
            }
        }
    }

    private static int firstLine(Profile profile, int location, boolean inlines) {
        int start = profile.lineStart(location);
        return inlines ? start : Math.max(start, profile.lineEnd(location) - 1);
    }
}
