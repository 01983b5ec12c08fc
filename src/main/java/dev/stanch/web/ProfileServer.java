package dev.stanch.web;

import dev.stanch.io.FormatException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Serves the pages of one profile. It changes nothing and asks no other machine for anything. When
 * it listens on this machine only, it also answers only to this machine's names, so that no web
 * page elsewhere can read the profile through the browser.
 */
public final class ProfileServer {
    /** Kept here, since a logger that nobody holds forgets its level. */
    private static final Logger LIBRARY = Logger.getLogger("io.helidon");

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Map<String, String> PAGE_FILES =
            Map.of("html", "text/html", "css", "text/css", "js", "text/javascript");

    /** Pages by path; the application tells them apart itself. */
    private static final Set<String> PAGES =
            Set.of(
                    "flame",
                    "graph",
                    "top",
                    "peek",
                    "source",
                    "sandwich",
                    "growth",
                    "kept",
                    "text",
                    "ui");

    private final Answers answers;
    private final boolean isLocal;

    private ProfileServer(Answers answers, boolean isLocal) {
        this.answers = answers;
        this.isLocal = isLocal;
    }

    /** A server that listens. */
    public static final class Running implements AutoCloseable {
        private final WebServer server;
        private final URI uri;

        private Running(WebServer server, String host) {
            this.server = server;
            String shown = host.contains(":") ? "[" + host + "]" : host;
            this.uri = URI.create("http://" + shown + ":" + server.port() + "/flame");
        }

        /** The first page. */
        public URI uri() {
            return uri;
        }

        @Override
        public void close() {
            server.stop();
        }
    }

    /**
     * Listens from now on.
     *
     * @param host a name of this machine, such as {@code localhost}
     * @param port 0 for any that is free
     * @throws IOException if the port cannot be had
     */
    public static Running start(ShownProfile shown, String host, int port) throws IOException {
        boolean isLocal = isThisMachine(host);
        LIBRARY.setLevel(Level.SEVERE);
        var server = new ProfileServer(new Answers(shown), isLocal);
        try {
            WebServer listening =
                    WebServer.builder()
                            .host(host)
                            .port(port)
                            .shutdownHook(false)
                            .routing(server::route)
                            .build()
                            .start();
            return new Running(listening, host);
        } catch (RuntimeException taken) {
            Throwable reason = taken.getCause() == null ? taken : taken.getCause();
            throw new IOException(
                    "cannot listen on %s:%d: %s".formatted(host, port, reason.getMessage()), taken);
        }
    }

    /** Whether a server that listens there is reached from this machine only. */
    public static boolean isThisMachine(String host) {
        return OWN_NAMES.contains(host) || host.equals("::1");
    }

    private void route(HttpRouting.Builder routing) {
        routing.get(
                "/",
                (_, response) ->
                        response.status(Status.FOUND_302)
                                .header(HeaderNames.LOCATION, "/flame")
                                .send());
        for (String page : PAGES) {
            routing.get("/" + page, guarded((_, response) -> file("index.html", response)));
        }
        routing.get(
                "/files/{name}",
                guarded((request, response) ->
                        file(request.path().pathParameters().get("name"), response)));
        json(routing, "/api/about", _ -> answers.about());
        json(routing, "/api/flame", answers::flame);
        json(routing, "/api/top", answers::top);
        json(routing, "/api/kept", answers::kept);
        json(routing, "/api/growth", _ -> answers.growth());
        answer(routing, "/api/text", "text/plain; charset=utf-8", answers::text);
        answer(routing, "/graph.svg", "image/svg+xml", answers::graph);
        routing.get(
                "/download",
                guarded((_, response) -> {
                    response.header(
                            HeaderNames.CONTENT_DISPOSITION, "attachment; filename=profile.pb.gz");
                    send(response, "application/octet-stream", answers.download());
                }));
    }

    /** What a question is answered with. */
    @FunctionalInterface
    private interface Answering {
        byte[] answer(Question question) throws IOException, FormatException, RefusedException;
    }

    private void json(HttpRouting.Builder routing, String path, Answering answering) {
        answer(routing, path, "application/json", answering);
    }

    private void answer(
            HttpRouting.Builder routing, String path, String type, Answering answering) {
        routing.get(
                path,
                guarded((request, response) -> {
                    try {
                        send(response, type, answering.answer(question(request)));
                    } catch (RefusedException | FormatException | IOException refused) {
                        response.status(Status.BAD_REQUEST_400);
                        send(response, "application/json", Answers.error(refused));
                    }
                }));
    }

    private static Question question(ServerRequest request) {
        Map<String, String> parameters = new HashMap<>();
        for (String name : request.query().names()) {
            parameters.put(name, request.query().get(name));
        }
        return new Question(parameters);
    }

    private Handler guarded(Handler handler) {
        return (request, response) -> {
            if (isLocal && !isOwnName(request)) {
                response.status(Status.FORBIDDEN_403).send("not a name of this machine");
                return;
            }
            handler.handle(request, response);
        };
    }

    private static boolean isOwnName(ServerRequest request) {
        String host = request.authority();
        int port = host.lastIndexOf(':');
        boolean hasPort = port > host.lastIndexOf(']');
        return OWN_NAMES.contains(hasPort ? host.substring(0, port) : host);
    }

    private static void file(String name, ServerResponse response) throws IOException {
        String type = PAGE_FILES.get(name.substring(name.lastIndexOf('.') + 1));
        boolean isPlain = name.matches("[a-z][a-z0-9-]*\\.[a-z]+");
        try (InputStream in =
                type == null || !isPlain ? null : ProfileServer.class.getResourceAsStream(name)) {
            if (in == null) {
                response.status(Status.NOT_FOUND_404).send("no such page");
                return;
            }
            send(response, type + "; charset=utf-8", in.readAllBytes());
        }
    }

    private static void send(ServerResponse response, String type, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        response.header(
                HeaderNames.create("Content-Security-Policy"),
                "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'");
        response.header(HeaderNames.create("X-Content-Type-Options"), "nosniff");
        response.send(body);
    }
}
