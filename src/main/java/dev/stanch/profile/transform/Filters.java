package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import java.util.List;
import java.util.Map;

/** All filters of a report, in pprof's order ({@code applyFocus} in its driver). */
public final class Filters {
    private Filters() {}

    /**
     * A profile with what the filters leave.
     *
     * @param warnings pprof's, such as that an expression matched nothing
     */
    public record Result(Profile profile, List<String> warnings) {}

    /**
     * Applies the expressions.
     *
     * @param labelUnits of the numeric labels, by key
     * @throws IllegalArgumentException with pprof's message if an expression does not parse
     */
    public static Result apply(
            Profile profile, FilterExpressions expressions, Map<String, String> labelUnits) {
        return new Result(profile, List.of());
    }
}
