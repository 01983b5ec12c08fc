package dev.stanch.capture.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** An HTTP server of raw bytes, so that it can break every rule. Unknown paths get 404. */
public final class HostileServer implements AutoCloseable {
    /** Writes an answer, status line and all. */
    public interface Answer {
        void write(OutputStream out) throws IOException, InterruptedException;
    }

    private final AutoCloseable listener;
    private final int port;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** Request heads in the order that they came. */
    public final List<String> requests = new CopyOnWriteArrayList<>();

    private HostileServer(AutoCloseable listener, int port) {
        this.listener = listener;
        this.port = port;
    }

    public static HostileServer start() throws IOException {
        return start(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    public static HostileServer start(ServerSocket listening) {
        HostileServer server = new HostileServer(listening, listening.getLocalPort());
        server.serve(() -> {
            var socket = listening.accept();
            return () -> {
                try (socket) {
                    server.answer(socket.getInputStream(), socket.getOutputStream());
                }
            };
        });
        return server;
    }

    public static HostileServer startUnix(Path path) throws IOException {
        ServerSocketChannel listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(path));
        HostileServer server = new HostileServer(listening, 0);
        server.serve(() -> {
            SocketChannel channel = listening.accept();
            return () -> {
                try (channel) {
                    server.answer(
                            Channels.newInputStream(channel), Channels.newOutputStream(channel));
                }
            };
        });
        return server;
    }

    public HostileServer on(String path, Answer answer) {
        answers.put(path, answer);
        return this;
    }

    public HostileServer on(String path, int status, String type, byte[] body) {
        return on(path, out -> ok(out, status, type, body));
    }

    public HostileServer on(String path, String body) {
        return on(path, 200, "text/plain", body.getBytes(StandardCharsets.UTF_8));
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
    }

    static void ok(OutputStream out, int status, String type, byte[] body) throws IOException {
        head(out, status, "Content-Type: " + type, "Content-Length: " + body.length);
        out.write(body);
    }

    static void head(OutputStream out, int status, String... headers) throws IOException {
        String head =
                "HTTP/1.1 "
                        + status
                        + " Status\r\n"
                        + String.join("\r\n", headers)
                        + "\r\nConnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        try {
            listener.close();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Connection {
        void serve() throws IOException, InterruptedException;
    }

    private interface Acceptor {
        Connection accept() throws IOException;
    }

    private void serve(Acceptor acceptor) {
        Thread.ofVirtual()
                .start(() -> {
                    while (true) {
                        Connection connection;
                        try {
                            connection = acceptor.accept();
                        } catch (IOException e) {
                            return;
                        }
                        Thread.ofVirtual().start(() -> quietly(connection));
                    }
                });
    }

    private static void quietly(Connection connection) {
        try {
            connection.serve();
        } catch (IOException e) {
            // the client went away, as it should from such a server
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(InputStream in, OutputStream out) throws IOException, InterruptedException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        StringBuilder head = new StringBuilder();
        @Nullable String line;
        while ((line = lines.readLine()) != null && !line.isEmpty()) {
            head.append(line).append('\n');
        }
        if (head.isEmpty()) {
            return;
        }
        requests.add(head.toString());
        String path = head.toString().split(" ", 3)[1];
        @Nullable Answer answer = answers.get(path);
        if (answer == null) {
            ok(out, 404, "text/plain", "404 page not found\n".getBytes(StandardCharsets.UTF_8));
        } else {
            answer.write(out);
        }
        out.flush();
    }
}
