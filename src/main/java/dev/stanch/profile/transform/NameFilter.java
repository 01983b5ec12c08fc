package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options focus, ignore, hide and show ({@code FilterSamplesByName} in google/pprof): samples stay
 * where a frame matches focus and none matches ignore; frames go that match hide or do not match
 * show, and samples without frames go with them.
 */
final class NameFilter {
    private final Profile profile;
    private final @Nullable NameMatch focus;
    private final @Nullable NameMatch ignore;
    private final @Nullable NameMatch hide;
    private final @Nullable NameMatch show;

    private final boolean[] focused;
    private final boolean[] ignored;
    private final boolean[] hidden;
    private boolean focusMatched;
    private boolean ignoreMatched;
    private boolean hideMatched;
    private boolean showMatched;
    private boolean anyHidden;

    private NameFilter(
            Profile profile,
            @Nullable Pattern focus,
            @Nullable Pattern ignore,
            @Nullable Pattern hide,
            @Nullable Pattern show) {
        this.profile = profile;
        this.focus = match(profile, focus);
        this.ignore = match(profile, ignore);
        this.hide = match(profile, hide);
        this.show = match(profile, show);
        focused = new boolean[profile.locations()];
        ignored = new boolean[profile.locations()];
        hidden = new boolean[profile.locations()];
    }

    /**
     * Applies the expressions that are there.
     *
     * @param warnings gets a line for each that matched nothing
     */
    static Profile apply(
            Profile profile,
            @Nullable Pattern focus,
            @Nullable Pattern ignore,
            @Nullable Pattern hide,
            @Nullable Pattern show,
            List<String> warnings) {
        if (focus == null && ignore == null && hide == null && show == null) {
            return profile;
        }
        NameFilter filter = new NameFilter(profile, focus, ignore, hide, show);
        Profile result = filter.filter();
        Unmatched.warn(focus, filter.focusMatched, "Focus", warnings);
        Unmatched.warn(ignore, filter.ignoreMatched, "Ignore", warnings);
        Unmatched.warn(hide, filter.hideMatched, "Hide", warnings);
        Unmatched.warn(show, filter.showMatched, "Show", warnings);
        return result;
    }

    private Profile filter() {
        ProfileTables tables = ProfileTables.of(profile);
        LineCuts cuts = new LineCuts(profile, tables);
        for (int location = 0; location < focused.length; location++) {
            focusOrIgnore(location);
            hideOrShow(location, cuts);
        }
        if (anyHidden) {
            Restacking.change(profile, tables, this::change);
        } else {
            Restacking.filter(profile, tables, this::keeps);
        }
        return tables.build();
    }

    private void focusOrIgnore(int location) {
        if (ignore != null && ignore.location(location)) {
            ignoreMatched = true;
            ignored[location] = true;
        } else if (focus == null || focus.location(location)) {
            focusMatched = true;
            focused[location] = true;
        }
    }

    private void hideOrShow(int location, LineCuts cuts) {
        boolean hides = hide != null && hide.location(location);
        if (!hides && show == null) {
            return;
        }
        hideMatched |= hides;
        boolean hidesAll = hides && hide != null && hide.mapping(location);
        boolean showsAll = show == null || show.mapping(location);
        int left =
                cuts.keep(
                        location,
                        line ->
                                !hidesAll
                                        && !(hides && hide != null && hide.line(line))
                                        && (showsAll || show == null || show.line(line)));
        if (left == 0) {
            hidden[location] = true;
            anyHidden = true;
        } else {
            showMatched |= show != null;
        }
    }

    private boolean keeps(int[] stack, int depth) {
        boolean found = false;
        for (int i = 0; i < depth; i++) {
            if (ignored[stack[i]]) {
                return false;
            }
            found |= focused[stack[i]];
        }
        return found;
    }

    private int change(int[] stack, int depth) {
        if (!keeps(stack, depth)) {
            return -1;
        }
        int left = 0;
        for (int i = 0; i < depth; i++) {
            if (!hidden[stack[i]]) {
                stack[left++] = stack[i];
            }
        }
        return left == 0 ? -1 : left;
    }

    private static @Nullable NameMatch match(Profile profile, @Nullable Pattern pattern) {
        return pattern == null ? null : new NameMatch(profile, pattern);
    }
}
