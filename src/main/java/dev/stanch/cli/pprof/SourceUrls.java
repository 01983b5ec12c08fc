package dev.stanch.cli.pprof;

import dev.stanch.cli.pprof.Request.RemoteAccess;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Words that are addresses ({@code adjustURL} in Go's {@code cmd/pprof}): a missing scheme is http,
 * a missing path is the CPU profile's, and the seconds asked for stand in the query.
 */
final class SourceUrls {
    private static final String CPU_PROFILE = "/debug/pprof/profile";
    private static final Duration USUAL = Duration.ofSeconds(60);

    /** Go waits this much longer than the timeout, for the answer to begin. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private SourceUrls() {}

    /** Null when the word is no address. */
    static Source.@Nullable OfUrl of(String word, RemoteAccess access) {
        String rest = afterUnix(word);
        if (rest != null) {
            return ofUnix(word, rest, access);
        }
        boolean insecure = word.startsWith("https+insecure://");
        @Nullable URI url = insecure ? uri("https" + word.substring(14)) : uri(word);
        boolean isHostAndPort =
                url == null
                        || (host(url).isEmpty()
                                && url.getScheme() != null
                                && !url.getScheme().equals("file"));
        if (isHostAndPort) {
            url = uri("http://" + (word.startsWith(":") ? "127.0.0.1" : "") + word);
        }
        if (url == null || host(url).isEmpty() || !isHttp(url)) {
            return null;
        }
        return complete(word, url, null, insecure, access);
    }

    private static @Nullable String afterUnix(String word) {
        if (word.startsWith("http+unix://")) {
            return word.substring("http+unix://".length());
        }
        if (word.startsWith("unix://")) {
            return word.substring("unix://".length());
        }
        return word.startsWith("unix:") ? word.substring("unix:".length()) : null;
    }

    /** A socket's path, and behind a colon the path of the URL. */
    static Source.@Nullable OfUrl ofUnix(String word, String rest, RemoteAccess access) {
        int colon = rest.indexOf(':');
        String socket = colon < 0 ? rest : rest.substring(0, colon);
        String path = colon < 0 ? "" : rest.substring(colon + 1);
        @Nullable URI url =
                uri(
                        "http://localhost"
                                + (path.isEmpty() || path.startsWith("/") ? "" : "/")
                                + path);
        return url == null || socket.isEmpty()
                ? null
                : complete(word, url, Path.of(socket), false, access);
    }

    private static Source.OfUrl complete(
            String word, URI url, @Nullable Path socket, boolean insecure, RemoteAccess access) {
        Map<String, String> query = query(url.getRawQuery());
        if (access.seconds() > 0) {
            query.put("seconds", String.valueOf(access.seconds()));
        }
        long seconds = seconds(query.get("seconds"));
        Duration timeout =
                access.timeoutSeconds() > 0
                        ? Duration.ofSeconds(access.timeoutSeconds())
                        : seconds > 0 ? Duration.ofMillis(seconds * 1500) : USUAL;
        String path = url.getRawPath();
        StringBuilder whole = new StringBuilder(url.getScheme()).append("://");
        whole.append(url.getRawAuthority());
        whole.append(path.isEmpty() || path.equals("/") ? CPU_PROFILE : path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            whole.append(separator).append(encoded(parameter.getKey())).append('=');
            whole.append(encoded(parameter.getValue()));
            separator = '&';
        }
        return new Source.OfUrl(
                word,
                URI.create(whole.toString()),
                socket,
                insecure,
                Math.max(access.seconds(), 0),
                timeout.plus(GRACE));
    }

    /** In the order of the keys, as Go writes them. */
    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String parameter : raw == null ? new String[0] : raw.split("&")) {
            if (!parameter.isEmpty()) {
                int equals = parameter.indexOf('=');
                String key = equals < 0 ? parameter : parameter.substring(0, equals);
                query.putIfAbsent(
                        decoded(key), equals < 0 ? "" : decoded(parameter.substring(equals + 1)));
            }
        }
        return query;
    }

    private static long seconds(@Nullable String text) {
        try {
            return text == null ? 0 : Math.clamp(Long.parseLong(text), 0, Integer.MAX_VALUE);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static @Nullable URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static boolean isHttp(URI url) {
        return "http".equalsIgnoreCase(url.getScheme())
                || "https".equalsIgnoreCase(url.getScheme());
    }

    private static String host(URI url) {
        return url.getHost() == null ? "" : url.getHost();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
