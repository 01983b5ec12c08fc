package dev.stanch.cli.pprof;

import dev.stanch.profile.Profile;
import java.time.Instant;

/**
 * One profile as it came.
 *
 * @param url where a remote one was asked for; empty for what lies on this machine
 */
record Fetched(Source source, Profile profile, String url) {
    /**
     * When it was taken, as far as it is known: the profile tells, else its capture, else its file.
     */
    Instant moment() {
        if (profile.timeNanos() > 0) {
            return Instant.ofEpochSecond(0, profile.timeNanos());
        }
        return switch (source) {
            case Source.OfCapture kept -> kept.capture().at();
            case Source.OfFile file -> Instant.ofEpochMilli(file.file().toFile().lastModified());
            case Source.OfArchive _, Source.OfUrl _, Source.OfProcess _ -> Instant.EPOCH;
        };
    }

    boolean isRemote() {
        return !url.isEmpty();
    }
}
