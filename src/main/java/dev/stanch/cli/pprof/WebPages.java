package dev.stanch.cli.pprof;

import dev.stanch.profile.Profile;
import dev.stanch.profile.report.Options;
import java.io.IOException;

/** Shows a profile in a browser: what {@code -http} asks for. */
public interface WebPages {
    /**
     * Serves pages until the user ends it.
     *
     * @param address {@code host:port}; without a host it is this machine's own, without a port any
     * @param opensBrowser whether the first page is to be opened at once
     * @return the exit code
     */
    int serve(Profile profile, Options options, String address, boolean opensBrowser)
            throws IOException, InterruptedException;
}
