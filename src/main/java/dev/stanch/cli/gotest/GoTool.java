package dev.stanch.cli.gotest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The {@code go} on the PATH, run in the current folder. */
final class GoTool {
    private static final int MOST_ANCESTORS = 64;

    private final Path folder;
    private final @Nullable Path goRoot;

    /**
     * @param folder where to run it; empty for the current one
     * @param goRoot the installation to use; null for that of the {@code go} on the PATH, or the
     *     one that it chooses
     */
    private GoTool(Path folder, @Nullable Path goRoot) {
        this.folder = folder;
        this.goRoot = goRoot;
    }

    static GoTool onPath(Path folder) {
        return new GoTool(folder, null);
    }

    /**
     * The same Go where an overlay may lie over it: since 1.25 none may over files in the module
     * cache, where {@code go} keeps the toolchains that it downloads, so that they are reached
     * through a folder of links.
     *
     * @param links a folder to make, when it is needed
     */
    GoTool fitForOverlays(Path links) throws IOException, InterruptedException {
        Path root = env("GOROOT");
        if (!root.startsWith(env("GOMODCACHE"))) {
            return new GoTool(folder, root);
        }
        Files.createDirectory(links);
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.toList()) {
                Files.createSymbolicLink(links.resolve(entry.getFileName()), entry);
            }
        }
        return new GoTool(folder, links);
    }

    Path goRoot() {
        return requireNonNull(goRoot);
    }

    /** {@code go env NAME}. */
    Path env(String name) throws IOException, InterruptedException {
        Process process = start(new ProcessBuilder("go", "env", name));
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        String err = new String(process.getErrorStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0 || out.isEmpty()) {
            throw new IOException("go env " + name + " failed: " + err);
        }
        return Path.of(out);
    }

    /**
     * Runs the tests and hands on all that they print.
     *
     * @param dumps where the test programs write; an absolute path, as each runs in its package
     * @param ancestors whether the runtime keeps who started whom
     * @param memory whether all allocations are counted
     * @param leakMarks whether this Go's leak detection is an experiment to be switched on
     * @return go test's exit code
     */
    int test(
            Path overlay,
            Path dumps,
            List<String> words,
            boolean ancestors,
            boolean memory,
            boolean leakMarks,
            Luck luck,
            PrintStream out,
            PrintStream err)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                goRoot().resolve("bin/go").toString(),
                                "test",
                                "-overlay=" + overlay));
        if (words.stream().noneMatch(GoTool::isCount)) {
            // A result out of the cache has run no test.
            command.add("-count=1");
        }
        command.addAll(luck.flags());
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.put("STANCH_TEST_DIR", dumps.toString());
        luck.environment().forEach((name, value) -> add(environment, name, value));
        if (ancestors) {
            add(environment, "GODEBUG", "tracebackancestors=" + MOST_ANCESTORS);
        }
        if (memory) {
            environment.put("STANCH_TEST_MEMORY", "1");
            add(environment, "GODEBUG", "memprofilerate=1");
        }
        if (leakMarks) {
            add(environment, "GOEXPERIMENT", "goroutineleakprofile");
        }
        environment.put("GOROOT", goRoot().toString());
        environment.put("GOTOOLCHAIN", "local");
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        Process process = start(builder);
        Thread output = Thread.ofVirtual().start(() -> copy(process.getInputStream(), out));
        Thread errors = Thread.ofVirtual().start(() -> copy(process.getErrorStream(), err));
        try {
            int code = process.waitFor();
            output.join();
            errors.join();
            return code;
        } finally {
            // The test programs would outlive a go that is ended.
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    /** Whether the word is the flag {@code -count}. */
    static boolean isCount(String word) {
        return word.matches("--?(test\\.)?count(=.*)?");
    }

    private static void add(Map<String, String> environment, String name, String value) {
        boolean list = name.equals("GODEBUG") || name.equals("GOEXPERIMENT");
        environment.merge(
                name, value, (old, ours) -> list && !old.isEmpty() ? old + "," + ours : ours);
    }

    /** Whether this Go has leak detection, but only when it is built with it: Go 1.26. */
    boolean leakMarksAreAnExperiment() throws IOException {
        Path flags = goRoot().resolve("src/internal/goexperiment/flags.go");
        return Files.exists(flags)
                && Files.readString(flags).contains("\tGoroutineLeakProfile bool");
    }

    private Process start(ProcessBuilder builder) throws IOException {
        try {
            return builder.directory(folder.toAbsolutePath().toFile()).start();
        } catch (IOException e) {
            throw new IOException(
                    "go cannot be run; install Go 1.21 or newer, or put it on the PATH", e);
        }
    }

    private static void copy(InputStream from, PrintStream to) {
        byte[] block = new byte[8192];
        try {
            for (int n = from.read(block); n >= 0; n = from.read(block)) {
                to.write(block, 0, n);
                to.flush();
            }
        } catch (IOException ended) {
            // The process was ended; what it said so far is there.
        }
    }
}
