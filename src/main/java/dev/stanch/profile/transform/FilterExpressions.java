package dev.stanch.profile.transform;

import static java.util.Objects.requireNonNull;

/** The ten filter options of pprof as they were given; empty for none. */
public record FilterExpressions(
        String focus,
        String ignore,
        String hide,
        String show,
        String showFrom,
        String pruneFrom,
        String tagFocus,
        String tagIgnore,
        String tagShow,
        String tagHide) {
    public FilterExpressions {
        requireNonNull(focus, "focus");
        requireNonNull(ignore, "ignore");
        requireNonNull(hide, "hide");
        requireNonNull(show, "show");
        requireNonNull(showFrom, "showFrom");
        requireNonNull(pruneFrom, "pruneFrom");
        requireNonNull(tagFocus, "tagFocus");
        requireNonNull(tagIgnore, "tagIgnore");
        requireNonNull(tagShow, "tagShow");
        requireNonNull(tagHide, "tagHide");
    }
}
