package dev.stanch.capture.target;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Debug endpoints over HTTP.
 *
 * @param base scheme, host, port and path prefix without a trailing slash, without user information
 * @param socket the unix domain socket to connect to instead of the host
 * @param login user and password that stood in the URL
 */
public record UrlTarget(URI base, @Nullable Path socket, @Nullable Login login) implements Target {
    @Override
    public String name() {
        if (socket != null) {
            String prefix = base.getRawPath();
            return "unix:" + socket + (prefix.isEmpty() ? "" : ":" + prefix);
        }
        return base.toString();
    }
}
