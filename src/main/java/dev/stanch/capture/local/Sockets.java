package dev.stanch.capture.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which process listens where, by the socket tables of {@code /proc} and the inodes of open files.
 */
public final class Sockets {
    private static final String LISTENING = "0A";
    private static final int PPROF_PORT = 6060;
    private static final int MOST_PROCESSES = 100_000;

    /**
     * A listening socket.
     *
     * @param address where; null for a unix socket
     * @param port 0 for a unix socket
     * @param path of a unix socket
     */
    public record Listener(
            @Nullable InetAddress address, int port, @Nullable Path path, String inode) {
        /** The host to connect to, in the form of a URL. */
        public String host() {
            if (address == null || address.isAnyLocalAddress()) {
                return address instanceof java.net.Inet6Address ? "localhost" : "127.0.0.1";
            }
            String text = address.getHostAddress();
            return text.contains(":") ? "[" + text + "]" : text;
        }
    }

    private final Path proc;

    public Sockets(Path root) {
        this.proc = root.resolve("proc");
    }

    /** Process that listens at a port of this machine; null when it cannot be told. */
    public @Nullable Long listenerAt(int port) throws IOException {
        Set<String> inodes = new HashSet<>();
        for (Listener listener : tcp(proc.resolve("self"))) {
            if (listener.port() == port) {
                inodes.add(listener.inode());
            }
        }
        return inodes.isEmpty() ? null : owner(inodes);
    }

    /** Process that listens at a unix socket; null when it cannot be told. */
    public @Nullable Long listenerAt(Path socket) throws IOException {
        Path wanted = socket.toAbsolutePath().normalize();
        Set<String> inodes = new HashSet<>();
        for (Listener listener : unix(proc.resolve("self"))) {
            if (wanted.equals(listener.path())) {
                inodes.add(listener.inode());
            }
        }
        return inodes.isEmpty() ? null : owner(inodes);
    }

    /** Where a process listens: the usual port of pprof first, then by port, unix sockets last. */
    public List<Listener> of(long pid) throws IOException {
        Path process = proc.resolve(Long.toString(pid));
        Set<String> own = inodes(process);
        List<Listener> all = new ArrayList<>(tcp(process));
        all.addAll(unix(process));
        all.removeIf(listener -> !own.contains(listener.inode()));
        all.sort(
                Comparator.comparing((Listener l) -> l.port() != PPROF_PORT)
                        .thenComparing(l -> l.path() != null)
                        .thenComparingInt(Listener::port));
        return all;
    }

    /** Whether a process sees the same network as we do. */
    public boolean sharesNetwork(long pid) {
        try {
            Path ours = Files.readSymbolicLink(proc.resolve("self/ns/net"));
            return ours.equals(
                    Files.readSymbolicLink(proc.resolve(Long.toString(pid)).resolve("ns/net")));
        } catch (IOException e) {
            return true;
        }
    }

    private @Nullable Long owner(Set<String> inodes) throws IOException {
        @Nullable Long owner = null;
        int seen = 0;
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (seen++ > MOST_PROCESSES) {
                    break;
                }
                long pid = Long.parseLong(process.getFileName().toString());
                // a socket may be inherited: the oldest process that has it is its maker
                if ((owner == null || pid < owner) && holdsAny(process, inodes)) {
                    owner = pid;
                }
            }
        }
        return owner;
    }

    private static boolean holdsAny(Path process, Set<String> wanted) {
        try {
            return inodes(process).stream().anyMatch(wanted::contains);
        } catch (IOException e) {
            return false;
        }
    }

    private static Set<String> inodes(Path process) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                String link = link(file);
                if (link.startsWith("socket:[")) {
                    inodes.add(link.substring(8, link.length() - 1));
                }
            }
        } catch (java.nio.file.DirectoryIteratorException e) {
            throw e.getCause();
        }
        return inodes;
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException e) {
            return "";
        }
    }

    private static List<Listener> tcp(Path process) throws IOException {
        List<Listener> listeners = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Path file = process.resolve(table);
            if (!Files.exists(file)) {
                continue;
            }
            for (String line : ProcessReading.text(file).split("\n", -1)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[3].equals(LISTENING)) {
                    int colon = fields[1].indexOf(':');
                    listeners.add(
                            new Listener(
                                    address(fields[1].substring(0, colon)),
                                    Integer.parseInt(fields[1].substring(colon + 1), 16),
                                    null,
                                    fields[9]));
                }
            }
        }
        return listeners;
    }

    /**
     * Addresses stand as 32-bit words in the machine's order, little-endian on Go's Linux ports.
     */
    private static InetAddress address(String hex) throws UnknownHostException {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            int word = i & ~3;
            int at = word + (3 - (i & 3));
            bytes[at] = (byte) Integer.parseInt(hex, i * 2, i * 2 + 2, 16);
        }
        return InetAddress.getByAddress(bytes);
    }

    private static List<Listener> unix(Path process) throws IOException {
        Path file = process.resolve("net/unix");
        List<Listener> listeners = new ArrayList<>();
        if (!Files.exists(file)) {
            return listeners;
        }
        for (String line : ProcessReading.text(file).split("\n", -1)) {
            String[] fields = line.strip().split("\\s+", 8);
            // Num RefCount Protocol Flags Type St Inode Path; flag 0x10000: it accepts connections
            boolean accepts = fields.length == 8 && fields[3].equals("00010000");
            if (accepts && fields[7].startsWith("/")) {
                listeners.add(new Listener(null, 0, Path.of(fields[7]), fields[6]));
            }
        }
        return listeners;
    }
}
