package dev.stanch.capture.fetch;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Limits;
import dev.stanch.capture.content.Spool;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.Login;
import dev.stanch.capture.target.TargetParser;
import dev.stanch.capture.target.UrlTarget;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One file from a given URL, without a search for what else the host offers; with the bounds, the
 * credentials and the messages of every other request.
 */
public final class Download implements AutoCloseable {
    private final Spool spool = new Spool();
    private final URI url;
    private final Fetcher fetcher;

    private Download(URI url, UrlTarget target, Access access, Limits limits)
            throws CaptureException {
        this.url = url;
        this.fetcher = new Fetcher(target, access, limits, spool);
    }

    /**
     * @param url the whole URL; user and password in it win over those of {@code access}
     * @param socket the unix domain socket to connect to instead of the host
     * @throws CaptureException when the certificates of {@code access} are unusable
     */
    public static Download of(URI url, @Nullable Path socket, Access access, Limits limits)
            throws CaptureException {
        String port = url.getPort() < 0 ? "" : ":" + url.getPort();
        URI host = URI.create(url.getScheme() + "://" + url.getHost() + port);
        @Nullable Login login = TargetParser.login(url.getRawUserInfo());
        String path = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        return new Download(
                URI.create(host + path), new UrlTarget(host, socket, login), access, limits);
    }

    /**
     * The body; it can be opened until this is closed.
     *
     * @param maxBytes the largest body, as sent
     * @param timeout for the whole of it
     */
    public Body get(long maxBytes, Duration timeout) throws CaptureException {
        return fetcher.get(url, maxBytes, timeout).body();
    }

    @Override
    public void close() {
        fetcher.close();
        spool.close();
    }
}
