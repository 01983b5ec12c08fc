package dev.stanch.cli.pprof;

import dev.stanch.capture.Capture;
import dev.stanch.profile.codec.archive.ProfileArchive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where one profile comes from. */
sealed interface Source {
    /** As the user wrote it, for messages. */
    String word();

    record OfFile(String word, Path file) implements Source {}

    /** A profile inside of a zip or tar archive. */
    record OfArchive(String word, ProfileArchive.Entry entry) implements Source {}

    /**
     * @param url with the seconds that are asked for
     * @param socket the unix domain socket to connect to instead of the host
     * @param insecure whether any certificate is accepted
     * @param seconds how long the target will take the profile; 0 when that is not known
     * @param timeout for the whole request
     */
    record OfUrl(
            String word,
            URI url,
            @Nullable Path socket,
            boolean insecure,
            long seconds,
            Duration timeout)
            implements Source {}

    /** A process of this machine, by its debug listener. */
    record OfProcess(String word, long pid, String kind, int seconds) implements Source {}

    /** One capture of a recording. */
    record OfCapture(String word, Capture capture) implements Source {}
}
