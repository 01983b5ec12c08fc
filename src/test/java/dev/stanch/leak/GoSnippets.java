package dev.stanch.leak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Builds Go snippets, each in a package of its own. A snippet is declarations without package
 * clause; standard packages that it names are imported for it.
 */
public final class GoSnippets {
    private static final Map<String, String> PACKAGES =
            Map.ofEntries(
                    Map.entry("bufio", "bufio"),
                    Map.entry("bytes", "bytes"),
                    Map.entry("context", "context"),
                    Map.entry("crc32", "hash/crc32"),
                    Map.entry("debug", "runtime/debug"),
                    Map.entry("errors", "errors"),
                    Map.entry("exec", "os/exec"),
                    Map.entry("filepath", "path/filepath"),
                    Map.entry("fmt", "fmt"),
                    Map.entry("fs", "io/fs"),
                    Map.entry("http", "net/http"),
                    Map.entry("io", "io"),
                    Map.entry("list", "container/list"),
                    Map.entry("log", "log"),
                    Map.entry("net", "net"),
                    Map.entry("os", "os"),
                    Map.entry("runtime", "runtime"),
                    Map.entry("slices", "slices"),
                    Map.entry("strings", "strings"),
                    Map.entry("sync", "sync"),
                    Map.entry("atomic", "sync/atomic"),
                    Map.entry("syscall", "syscall"),
                    Map.entry("time", "time"),
                    Map.entry("unsafe", "unsafe"),
                    Map.entry("weak", "weak"));
    private static final Pattern SELECTOR = Pattern.compile("(?<![\\w.)])([a-z0-9]+)\\.[A-Z]\\w*");
    private static final Pattern IMPORT_C = Pattern.compile("(?s)\\A(/\\*.*?\\*/\nimport \"C\"\n)");

    private GoSnippets() {}

    /** Skips the calling test where there is no Go of at least 1.25. */
    public static void assumeGo() throws IOException, InterruptedException {
        String version = "";
        try {
            Path folder = Files.createTempDirectory("stanch-go");
            version = run(folder, "go", "env", "GOVERSION").strip();
        } catch (IOException e) {
            assumeTrue(false, "go is not installed: Go snippets are not built");
        }
        Matcher minor = Pattern.compile("go1\\.(\\d+).*").matcher(version);
        assumeTrue(
                minor.matches() && Integer.parseInt(minor.group(1)) >= 25,
                "Go 1.25 or later is needed to build the snippets, found " + version);
    }

    /** Runs {@code gofmt}, {@code go build} and {@code go vet} over the snippets. */
    public static void check(Path folder, Map<String, String> snippets, boolean vet)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("go.mod"), "module snippets\n\ngo 1.25\n");
        boolean cgo = run(folder, "go", "env", "CGO_ENABLED").strip().equals("1");
        for (var snippet : snippets.entrySet()) {
            if (!cgo && snippet.getValue().contains("import \"C\"")) {
                continue; // no C compiler here
            }
            Path file = folder.resolve(snippet.getKey()).resolve("snippet.go");
            Files.createDirectories(file.getParent());
            Files.writeString(file, source(snippet.getValue()));
        }
        assertThat(run(folder, "gofmt", "-l", ".")).as("files that gofmt would change").isEmpty();
        List<String> command =
                vet ? List.of("go", "vet", "./...") : List.of("go", "build", "./...");
        assertThat(run(folder, command.toArray(String[]::new))).as("compiler output").isEmpty();
    }

    private static String source(String snippet) {
        Matcher cgo = IMPORT_C.matcher(snippet);
        String preamble = cgo.find() ? cgo.group(1) + "\n" : "";
        String body = snippet.substring(Math.max(0, preamble.length() - 1)).strip();
        var imports = new TreeSet<String>();
        Matcher selectors = SELECTOR.matcher(body.replaceAll("//.*", ""));
        while (selectors.find()) {
            String path = PACKAGES.get(selectors.group(1));
            if (path != null) {
                imports.add(path);
            }
        }
        var source = new StringBuilder("package snippet\n\n").append(preamble);
        if (!imports.isEmpty()) {
            source.append("import (\n");
            imports.forEach(path -> source.append("\t\"").append(path).append("\"\n"));
            source.append(")\n\n");
        }
        return source.append(body).append('\n').toString();
    }

    private static String run(Path folder, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.redirectErrorStream(true).environment().put("GOTOOLCHAIN", "local");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("%s ended", (Object) command).isTrue();
        return output;
    }
}
