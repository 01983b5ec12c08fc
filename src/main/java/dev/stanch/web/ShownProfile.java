package dev.stanch.web;

import dev.stanch.profile.Profile;
import dev.stanch.profile.report.Options;
import java.util.List;

/**
 * A profile to look at in a browser.
 *
 * @param sources what it was read from, for the page's title
 * @param options as given on the command line: what the pages begin with
 * @param isDifference whether a base was subtracted
 * @param course of several heap profiles in time order what each site did; without sites when it is
 *     no course
 */
public record ShownProfile(
        Profile profile,
        List<String> sources,
        Options options,
        boolean isDifference,
        SiteCourses course) {
    public ShownProfile {
        sources = List.copyOf(sources);
    }
}
