package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.function.IntPredicate;

/** Takes lines away from locations. */
final class LineCuts {
    private final Profile profile;
    private final ProfileTables tables;

    /**
     * @param tables made of the profile, and changed
     */
    LineCuts(Profile profile, ProfileTables tables) {
        this.profile = profile;
        this.tables = tables;
    }

    /** Keeps the lines from {@code start} to before {@code end}. */
    void keep(int location, int start, int end) {
        if (start != profile.lineStart(location) || end != profile.lineEnd(location)) {
            tables.setLines(location, start, end);
        }
    }

    /** Keeps the lines that pass; returns how many. */
    int keep(int location, IntPredicate passes) {
        int start = profile.lineStart(location);
        int end = profile.lineEnd(location);
        int kept = 0;
        for (int line = start; line < end; line++) {
            kept += passes.test(line) ? 1 : 0;
        }
        if (kept == end - start) {
            return kept;
        }
        int first = tables.lines();
        for (int line = start; line < end; line++) {
            if (passes.test(line)) {
                tables.addLine(
                        profile.lineFunction(line),
                        profile.lineNumber(line),
                        profile.lineColumn(line));
            }
        }
        tables.setLines(location, first, first + kept);
        return kept;
    }
}
