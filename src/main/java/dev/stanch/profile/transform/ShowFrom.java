package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.List;

/**
 * Option show_from: stacks lose what is above the outermost frame that matches, and samples without
 * such a frame go. Of a location that matches only by an inlined call, the calls around that go
 * too.
 */
final class ShowFrom {
    private ShowFrom() {}

    static Profile apply(Profile profile, Pattern pattern, List<String> warnings) {
        NameMatch match = new NameMatch(profile, pattern);
        ProfileTables tables = ProfileTables.of(profile);
        LineCuts cuts = new LineCuts(profile, tables);
        boolean[] matched = new boolean[profile.locations()];
        boolean any = false;
        for (int location = 0; location < matched.length; location++) {
            int start = profile.lineStart(location);
            int end = profile.lineEnd(location);
            if (!match.mapping(location)) {
                while (end > start && !match.line(end - 1)) {
                    end--;
                }
                if (end == start) {
                    continue;
                }
            }
            matched[location] = true;
            any = true;
            cuts.keep(location, start, end);
        }
        Restacking.change(
                profile,
                tables,
                (stack, depth) -> {
                    int left = depth;
                    while (left > 0 && !matched[stack[left - 1]]) {
                        left--;
                    }
                    return left == 0 ? -1 : left;
                });
        Unmatched.warn(pattern, any, "ShowFrom", warnings);
        return tables.build();
    }
}
