package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All filters of a report, in pprof's order ({@code applyFocus} in its driver). */
public final class Filters {
    private Filters() {}

    /**
     * A profile with what the filters leave.
     *
     * @param warnings pprof's, such as that an expression matched nothing
     */
    public record Result(Profile profile, List<String> warnings) {
        public Result {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Applies the expressions.
     *
     * @param labelUnits of the numeric labels, by key
     * @throws IllegalArgumentException with pprof's message if an expression does not parse
     */
    public static Result apply(
            Profile profile, FilterExpressions expressions, Map<String, String> labelUnits) {
        List<String> warnings = new ArrayList<>();
        Pattern focus = compile("focus", expressions.focus());
        Pattern ignore = compile("ignore", expressions.ignore());
        Pattern hide = compile("hide", expressions.hide());
        Pattern show = compile("show", expressions.show());
        Pattern showFrom = compile("show_from", expressions.showFrom());
        TagTest tagFocus = TagTest.parse("tagfocus", expressions.tagFocus(), labelUnits, warnings);
        TagTest tagIgnore =
                TagTest.parse("tagignore", expressions.tagIgnore(), labelUnits, warnings);
        Pattern pruneFrom = compile("prune_from", expressions.pruneFrom());
        Pattern tagShow = compile("tagshow", expressions.tagShow());
        Pattern tagHide = compile("taghide", expressions.tagHide());

        Profile result = NameFilter.apply(profile, focus, ignore, hide, show, warnings);
        if (showFrom != null) {
            result = ShowFrom.apply(result, showFrom, warnings);
        }
        result = TagFilter.samples(result, tagFocus, tagIgnore, warnings);
        result = TagFilter.labels(result, tagShow, tagHide, warnings);
        if (pruneFrom != null) {
            result = Pruning.from(result, pruneFrom);
        }
        return new Result(result, warnings);
    }

    private static @Nullable Pattern compile(String option, String expression) {
        if (expression.isEmpty()) {
            return null;
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new IllegalArgumentException(
                    "parsing " + option + " regexp: " + wrong.getMessage(), wrong);
        }
    }
}
