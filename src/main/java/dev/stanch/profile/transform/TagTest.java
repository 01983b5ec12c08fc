package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tagfocus and tagignore ask of the labels of a sample: {@code key=} and a range or
 * expressions with commas between them, or those without a key. Without a key all expressions must
 * match a label written as {@code key:value}, with one any of them its value.
 */
final class TagTest {
    private final @Nullable String key;
    private final @Nullable TagRange range;
    private final List<Pattern> patterns;
    private final Map<String, String> labelUnits;

    private TagTest(
            @Nullable String key,
            @Nullable TagRange range,
            List<Pattern> patterns,
            Map<String, String> labelUnits) {
        this.key = key;
        this.range = range;
        this.patterns = patterns;
        this.labelUnits = labelUnits;
    }

    /**
     * Reads an option's value; null for the empty one.
     *
     * @param warnings gets pprof's note that the value is understood as a range
     * @throws IllegalArgumentException if an expression does not parse
     */
    static @Nullable TagTest parse(
            String option, String value, Map<String, String> labelUnits, List<String> warnings) {
        if (value.isEmpty()) {
            return null;
        }
        int equals = value.indexOf('=');
        String key = equals < 0 ? "" : value.substring(0, equals);
        String wanted = value.substring(equals + 1);
        @Nullable String onlyKey = key.isEmpty() ? null : key;
        TagRange range = TagRange.parse(wanted);
        if (range != null) {
            warnings.add(option + ":Interpreted '" + wanted + "' as range, not regexp");
            return new TagTest(onlyKey, range, List.of(), labelUnits);
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String expression : wanted.split(",", -1)) {
            try {
                patterns.add(Pattern.compile(expression));
            } catch (PatternSyntaxException wrong) {
                throw new IllegalArgumentException(
                        "parsing " + option + " regexp: " + wrong.getMessage(), wrong);
            }
        }
        return new TagTest(onlyKey, null, patterns, labelUnits);
    }

    boolean matches(Profile profile, int labelSet) {
        Search search = new Search();
        profile.visitLabelSet(labelSet, search);
        return search.inRange || (range == null && search.count() == search.needed());
    }

    private final class Search implements Profile.LabelVisitor {
        private final boolean[] matched = new boolean[patterns.size()];
        private boolean inRange;

        @Override
        public void text(String labelKey, String value) {
            if (key != null && !key.equals(labelKey)) {
                return;
            }
            String tested = key == null ? labelKey + ":" + value : value;
            for (int i = 0; i < matched.length; i++) {
                matched[i] = matched[i] || patterns.get(i).matcher(tested).find();
            }
        }

        @Override
        public void number(String labelKey, long value, String unit) {
            if (range != null && (key == null || key.equals(labelKey))) {
                inRange |= range.contains(value, labelUnits.getOrDefault(labelKey, ""));
            }
        }

        int count() {
            int count = 0;
            for (boolean one : matched) {
                count += one ? 1 : 0;
            }
            return key == null ? count : Math.min(count, 1);
        }

        int needed() {
            return key == null ? matched.length : 1;
        }
    }
}
