package dev.stanch.capture.live;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.capture.fetch.Fetcher;
import dev.stanch.capture.local.LocalProcess;
import dev.stanch.capture.local.ProcessReading;
import dev.stanch.capture.local.Sockets;
import dev.stanch.capture.target.UrlTarget;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The process behind a local URL, and the URLs of a local process. */
final class LocalSearch {
    private static final int MOST_LISTENERS = 16;
    private final Path root;
    private final Sockets sockets;

    LocalSearch(Path root) {
        this.root = root;
        this.sockets = new Sockets(root);
    }

    /**
     * A process by its id.
     *
     * @throws CaptureException when there is none
     */
    LocalProcess process(long pid) throws CaptureException {
        Path proc = root.resolve("proc").resolve(Long.toString(pid));
        try {
            Map<String, Object> values = ProcessReading.of(root, pid).values();
            Object name = values.getOrDefault("executable", "unknown");
            Object start = values.getOrDefault("start_epoch_seconds", 0.0);
            return new LocalProcess(
                    pid, proc.resolve("exe"), name.toString(), ((Number) start).doubleValue());
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREACHABLE,
                    "process " + pid,
                    Files.exists(root.resolve("proc/self"))
                            ? "no such process on this machine; check the id (inside a container ids differ)"
                            : "this system has no /proc; give the URL of its debug endpoints",
                    e);
        }
    }

    /** Where a process may be asked; what stands in the way goes to {@code incomplete}. */
    List<UrlTarget> listeners(long pid, List<String> incomplete) {
        if (!sockets.sharesNetwork(pid)) {
            incomplete.add(
                    "process "
                            + pid
                            + " lives in another network namespace: its listeners cannot be reached from here; run stanch inside it (nsenter -n -t "
                            + pid
                            + ")");
            return List.of();
        }
        List<UrlTarget> targets = new ArrayList<>();
        try {
            for (Sockets.Listener listener : sockets.of(pid)) {
                if (targets.size() >= MOST_LISTENERS) {
                    incomplete.add("only the first " + MOST_LISTENERS + " listeners were tried");
                    break;
                }
                targets.add(target(listener));
            }
        } catch (IOException e) {
            incomplete.add(
                    "listeners of process "
                            + pid
                            + " cannot be found without reading its open files; run as the same user or as root");
        }
        return targets;
    }

    private static UrlTarget target(Sockets.Listener listener) {
        return listener.path() == null
                ? new UrlTarget(
                        URI.create("http://" + listener.host() + ":" + listener.port()), null, null)
                : new UrlTarget(URI.create("http://localhost"), listener.path(), null);
    }

    /**
     * The process that answers at a URL of this machine; null when the URL leads elsewhere or a
     * mere forwarder listens there.
     */
    @Nullable LocalProcess behind(
            UrlTarget target,
            Fetcher fetcher,
            Endpoints endpoints,
            Limits limits,
            List<String> incomplete) {
        if (target.socket() == null && !isLocal(target.base().getHost())) {
            return null;
        }
        try {
            @Nullable Long pid =
                    target.socket() != null
                            ? sockets.listenerAt(target.socket())
                            : sockets.listenerAt(port(target.base()));
            if (pid == null) {
                incomplete.add(
                        "the process behind "
                                + target.name()
                                + " was not found in /proc: no RSS and no control group; run as the same user or as root, in its network namespace");
                return null;
            }
            LocalProcess process = process(pid);
            if (isForwarder(process, fetcher, endpoints, limits)) {
                incomplete.add(
                        "process "
                                + pid
                                + " ("
                                + process.name()
                                + ") only forwards to the target: no RSS and no control group");
                return null;
            }
            return process;
        } catch (IOException | CaptureException e) {
            incomplete.add(
                    "the process behind " + target.name() + " could not be read: " + Words.of(e));
            return null;
        }
    }

    /**
     * Whether the listening process is another than the one that answers: the answering one tells
     * its command line, which is compared and not kept.
     */
    private boolean isForwarder(
            LocalProcess process, Fetcher fetcher, Endpoints endpoints, Limits limits)
            throws IOException {
        @Nullable URI pprof = endpoints.pprof();
        if (pprof == null) {
            return false;
        }
        String told;
        try {
            Body body =
                    fetcher.get(pprof.resolve("cmdline"), limits.jsonBytes(), limits.metrics())
                            .body();
            try (InputStream in = body.open()) {
                told = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (CaptureException e) {
            return false;
        }
        Path proc = root.resolve("proc").resolve(Long.toString(process.pid()));
        String own = ProcessReading.text(proc.resolve("cmdline"));
        String ownWords = own.endsWith("\0") ? own.substring(0, own.length() - 1) : own;
        if (told.isEmpty() || told.equals(ownWords)) {
            return false;
        }
        return !lastName(told).equals(lastName(ownWords));
    }

    private static String lastName(String commandLine) {
        String first = commandLine.split("\0", 2)[0];
        return first.substring(first.lastIndexOf('/') + 1);
    }

    private static int port(URI base) {
        return base.getPort() >= 0 ? base.getPort() : base.getScheme().equals("https") ? 443 : 80;
    }

    private static boolean isLocal(String host) {
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        if (!bare.matches("[0-9.]+") && !bare.contains(":")) {
            return false;
        }
        try {
            InetAddress address = InetAddress.getByName(bare);
            return address.isLoopbackAddress()
                    || address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException e) {
            return false;
        }
    }
}
