package dev.stanch.cli.pprof;

import dev.stanch.cli.ExitCode;
import dev.stanch.cli.Interruption;
import dev.stanch.web.ProfileServer;
import dev.stanch.web.ShownProfile;
import java.io.IOException;

/** Shows a profile in a browser: what {@code -http} asks for. */
final class WebPages {
    private static final String THIS_MACHINE = "localhost";

    private final Viewers viewers;
    private final Messages messages;

    WebPages(Viewers viewers, Messages messages) {
        this.viewers = viewers;
        this.messages = messages;
    }

    /**
     * Serves pages until the user ends it.
     *
     * @return the exit code
     */
    int serve(ShownProfile shown, Request.Web web) throws IOException, UsageException {
        Address address = Address.of(web.address());
        try (Interruption interruption = new Interruption();
                ProfileServer.Running running =
                        ProfileServer.start(shown, address.host(), address.port())) {
            messages.note("Pages at " + running.uri() + " until Ctrl-C");
            if (!ProfileServer.isThisMachine(address.host())) {
                messages.warn(
                        "everybody who reaches %s can read the profile".formatted(address.host()));
            }
            if (web.opensBrowser()) {
                open(running);
            }
            waitForTheEnd();
            return interruption.happened() ? ExitCode.INTERRUPTED : ExitCode.NOTHING_FOUND;
        }
    }

    private void open(ProfileServer.Running running) {
        try {
            viewers.open(running.uri());
        } catch (IOException e) {
            messages.note(String.valueOf(e.getMessage()));
        }
    }

    private static void waitForTheEnd() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException ended) {
            // What was waited for: the server now closes what is open, which may take a moment.
        }
    }

    /** {@code host:port}: without a host this machine, without a port any that is free. */
    record Address(String host, int port) {
        static Address of(String text) throws UsageException {
            int colon = text.lastIndexOf(':');
            if (colon < 0) {
                throw new UsageException(
                        "-http=%s: want host:port, such as :8080 or localhost:0".formatted(text));
            }
            String host = text.substring(0, colon).replace("[", "").replace("]", "");
            String port = text.substring(colon + 1);
            try {
                int number = port.isEmpty() ? 0 : Integer.parseInt(port);
                if (number < 0 || number > 65_535) {
                    throw new UsageException("-http=%s: no such port".formatted(text));
                }
                return new Address(host.isEmpty() ? THIS_MACHINE : host, number);
            } catch (NumberFormatException wrong) {
                throw new UsageException("-http=%s: the port must be a number".formatted(text));
            }
        }
    }
}
