package dev.stanch.cli.pprof;

import dev.stanch.profile.report.Options;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A whole command line, understood.
 *
 * @param sources files, URLs, processes, recordings: what is merged into one profile
 * @param executable the program that the profiles are of; empty when none was named
 * @param buildId its build id where the profile has none; empty when not given
 * @param bases what is subtracted
 * @param diffBase whether percentages are of the base alone
 * @param access with what remote sources are asked
 * @param symbolize pprof's words for how names are found; empty for the usual way
 * @param comment a line to add to the profile; empty when not given
 * @param web where the web pages are to be served; null when they are not asked for
 * @param asked null for the shell
 */
record Request(
        List<String> sources,
        String executable,
        String buildId,
        List<String> bases,
        boolean diffBase,
        RemoteAccess access,
        String symbolize,
        String comment,
        @Nullable Web web,
        Options options,
        @Nullable Asked asked) {

    /** Whether names are neither looked for nor taken from where pprof does not see them. */
    boolean withoutNames() {
        return List.of(symbolize.toLowerCase(Locale.ROOT).split(":", -1)).contains("none");
    }

    /** Whether several heap profiles are a course over time, not parts of one sum. */
    boolean isAboutTime() {
        return switch (asked) {
            case null -> bases.isEmpty();
            case Asked.Growth _, Asked.Kept _ -> true;
            case Asked.Standard _ -> false;
        };
    }

    /**
     * @param address {@code host:port}, both optional
     * @param opensBrowser whether the pages are to be opened at once
     */
    record Web(String address, boolean opensBrowser) {}

    /**
     * How remote sources are asked.
     *
     * @param seconds how long a profile over time is to be taken; not positive when not given
     * @param timeoutSeconds until the request is given up; not positive when not given
     * @param certificate,key,authorities PEM files; empty when not given
     */
    record RemoteAccess(
            int seconds, int timeoutSeconds, String certificate, String key, String authorities) {}
}
