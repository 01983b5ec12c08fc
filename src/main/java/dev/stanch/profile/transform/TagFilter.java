package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Options tagfocus, tagignore, tagshow and taghide, each looked at once for a label set. */
final class TagFilter {
    private static final byte UNKNOWN = 0;
    private static final byte NO = 1;
    private static final byte YES = 2;

    private TagFilter() {}

    /** Leaves the samples that match focus, where there is one, and not ignore. */
    static Profile samples(
            Profile profile,
            @Nullable TagTest focus,
            @Nullable TagTest ignore,
            List<String> warnings) {
        if (focus == null && ignore == null) {
            return profile;
        }
        Answers focused = new Answers(profile, focus, true);
        Answers ignored = new Answers(profile, ignore, false);
        ProfileTables tables = ProfileTables.of(profile);
        tables.clearSamples();
        SampleRows rows = new SampleRows(profile);
        for (int sample = 0; sample < profile.samples(); sample++) {
            int set = profile.labelSetId(sample);
            boolean inFocus = focused.of(set);
            boolean isIgnored = ignored.of(set);
            if (inFocus && !isIgnored) {
                rows.copy(sample, tables, profile.stackId(sample));
            }
        }
        Unmatched.warn(focus, focused.any, "TagFocus", warnings);
        Unmatched.warn(ignore, ignored.any, "TagIgnore", warnings);
        return tables.build();
    }

    /** Leaves the labels whose keys match show, where there is one, and not hide. */
    static Profile labels(
            Profile profile,
            @Nullable Pattern show,
            @Nullable Pattern hide,
            List<String> warnings) {
        if (show == null && hide == null) {
            return profile;
        }
        ProfileTables tables = ProfileTables.of(profile);
        tables.clearSamples();
        tables.clearLabelSets();
        Keys keys = new Keys(show, hide);
        LabelCopy copy = new LabelCopy(tables, keys::passes, keys::passes);
        int[] numbers = new int[profile.labelSets()];
        Arrays.fill(numbers, -1);
        SampleRows rows = new SampleRows(profile);
        for (int sample = 0; sample < profile.samples(); sample++) {
            int set = profile.labelSetId(sample);
            if (numbers[set] < 0) {
                profile.visitLabelSet(set, copy);
                numbers[set] = tables.labelSet();
            }
            rows.relabel(sample, tables, numbers[set]);
        }
        Unmatched.warn(show, keys.shown, "TagShow", warnings);
        Unmatched.warn(hide, keys.hidden, "TagHide", warnings);
        return tables.build();
    }

    /** Remembers the answers of a test by label set. */
    private static final class Answers {
        private final Profile profile;
        private final @Nullable TagTest test;
        private final boolean withoutTest;
        private final byte[] known;
        private boolean any;

        Answers(Profile profile, @Nullable TagTest test, boolean withoutTest) {
            this.profile = profile;
            this.test = test;
            this.withoutTest = withoutTest;
            this.known = new byte[profile.labelSets()];
        }

        boolean of(int set) {
            if (test == null) {
                return withoutTest;
            }
            if (known[set] == UNKNOWN) {
                known[set] = test.matches(profile, set) ? YES : NO;
            }
            any |= known[set] == YES;
            return known[set] == YES;
        }
    }

    /** Which keys pass; remembers whether the expressions matched any. */
    private static final class Keys {
        private final @Nullable Pattern show;
        private final @Nullable Pattern hide;
        private boolean shown;
        private boolean hidden;

        Keys(@Nullable Pattern show, @Nullable Pattern hide) {
            this.show = show;
            this.hide = hide;
        }

        boolean passes(String key) {
            boolean shows = show == null || show.matcher(key).find();
            boolean hides = hide != null && hide.matcher(key).find();
            shown |= shows;
            hidden |= hides;
            return shows && !hides;
        }
    }
}
