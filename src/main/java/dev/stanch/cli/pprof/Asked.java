package dev.stanch.cli.pprof;

import dev.stanch.profile.report.ReportFormat;

/** What is to be shown of the profile. */
sealed interface Asked {
    /**
     * One of pprof's reports.
     *
     * @param pattern which functions; empty where the format takes none
     */
    record Standard(ReportFormat format, String pattern) implements Asked {}

    /** What grows from one heap profile to the next, by site. */
    record Growth() implements Asked {}

    /** What is still in use of that which was ever allocated, by site. */
    record Kept() implements Asked {}
}
