package dev.stanch.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A target that gives what a test tells it to. Answers are looked up by path and query, then by
 * path; what is not there is 404. It counts requests and how many were under way at once.
 */
final class FakeTarget implements AutoCloseable {
    /** Answers one request; {@code nth} counts from 1 the requests to this answer. */
    interface Answer {
        void give(HttpExchange exchange, int nth) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private FakeTarget(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    static FakeTarget start() throws IOException {
        return start(0);
    }

    /** Listens at a certain port, as a program that was restarted does. */
    static FakeTarget start(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new FakeTarget(HttpServer.create(address, 50));
    }

    FakeTarget on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    FakeTarget on(String path, byte[] body) {
        return on(path, (exchange, nth) -> send(exchange, 200, body));
    }

    FakeTarget on(String path, int status, String body) {
        return on(path, (exchange, nth) -> send(exchange, status, bytes(body)));
    }

    /** What is given at a path now, to be wrapped. */
    Answer answer(String path) {
        return Objects.requireNonNull(answers.get(path), path);
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Path and query of each request in the order that they came. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    long requests(String path) {
        return requests.stream().filter(r -> r.equals(path) || r.startsWith(path + "?")).count();
    }

    /** The largest number of requests that were under way at the same time. */
    int mostAtOnce() {
        return most.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** An answer that has been sent may not be off the books yet: that is waited for. */
    private int underWay() throws InterruptedException {
        for (int i = 0; i < 50 && now.get() > 1; i++) {
            Thread.sleep(5);
        }
        return now.get();
    }

    private void serve(HttpExchange exchange) {
        String asked = exchange.getRequestURI().toString();
        requests.add(asked);
        now.incrementAndGet();
        try (exchange) {
            most.accumulateAndGet(underWay(), Math::max);
            Answer answer = answers.get(asked);
            String key = answer == null ? exchange.getRequestURI().getPath() : asked;
            answer = answers.get(key);
            if (answer == null) {
                send(exchange, 404, bytes("404 page not found\n"));
            } else {
                int nth = counts.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
                answer.give(exchange, nth);
            }
        } catch (IOException e) {
            // the client went away, as it should from some answers
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            now.decrementAndGet();
        }
    }
}
