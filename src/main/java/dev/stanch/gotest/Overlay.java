package dev.stanch.gotest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code go test -overlay} needs: files of Go's own package {@code testing} with a few calls
 * more, and what they call behind {@code testing.go}. Neither the installation nor the module is
 * touched. A file more would not do: the vet of Go 1.21 to 1.24 looks for it on disk.
 */
public final class Overlay {
    private static final String COUNT = "\t\tfor i := uint(0); i < *count; i++ {\n";

    /** A call and the line behind which it goes, which is there once. */
    private record Call(String file, String behind, String call) {}

    private static final List<Call> CALLS =
            List.of(
                    new Call(
                            "testing.go",
                            "func (m *M) Run() (code int) {\n",
                            "\tstanchBegin(m.deps)\n"),
                    new Call(
                            "testing.go",
                            "func tRunner(t *T, fn func(t *T)) {\n",
                            "\tstanchEnter(t.name)\n\tdefer stanchExit(t.name)\n"),
                    new Call(
                            "testing.go",
                            "\t\tdoPanic := func(err any) {\n",
                            "\t\t\tstanchPanics(t.name)\n"),
                    new Call(
                            "testing.go",
                            "func (m *M) after() {\n\tm.afterOnce.Do(func() {\n\t\tm.writeProfiles()\n",
                            "\t\tstanchEnd()\n"),
                    new Call("testing.go", COUNT, "\t\t\tstanchRound()\n"),
                    new Call(
                            "fuzz.go",
                            "func fRunner(f *F, fn func(*F)) {\n",
                            "\tstanchEnter(f.name)\n\tdefer stanchExit(f.name)\n"),
                    new Call(
                            "fuzz.go",
                            "\t\tdoPanic := func(err any) {\n",
                            "\t\t\tstanchPanics(f.name)\n"),
                    new Call(
                            "benchmark.go",
                            "func (b *B) runN(n int) {\n",
                            "\tstanchEnter(b.name)\n\tdefer stanchExit(b.name)\n"),
                    new Call(
                            "run_example.go",
                            "func runExample(eg InternalExample) (ok bool) {\n",
                            "\tdefer stanchExample(eg.Name)()\n"));

    private final Path goRoot;
    private final Path folder;
    private final List<String> replaced = new ArrayList<>();

    private Overlay(Path goRoot, Path folder) {
        this.goRoot = goRoot;
        this.folder = folder;
    }

    /**
     * Writes it.
     *
     * @param goRoot of the toolchain that will run the tests
     * @param folder gets the files; its path may hold no quote or backslash
     * @param shuffledScheduler whether the runtime picks the next goroutine at random, as it does
     *     by itself only under the race detector ({@code randomizeScheduler} in {@code
     *     runtime/proc.go})
     * @return the file for {@code -overlay}
     * @throws FormatException when this Go's package has another shape than those known
     */
    public static Path write(Path goRoot, Path folder, boolean shuffledScheduler)
            throws FormatException, IOException {
        return new Overlay(goRoot, folder).write(shuffledScheduler);
    }

    private Path write(boolean shuffledScheduler) throws FormatException, IOException {
        for (String file : CALLS.stream().map(Call::file).distinct().toList()) {
            Path original = goRoot.resolve("src/testing").resolve(file);
            String text = text(original);
            for (Call call : CALLS) {
                if (call.file().equals(file)) {
                    text = with(text, call, original);
                }
            }
            replace(original, file.equals("testing.go") ? withHook(text) : text);
        }
        if (shuffledScheduler) {
            Path original = goRoot.resolve("src/runtime/proc.go");
            String always = "const randomizeScheduler = ";
            String text = text(original);
            if (!text.contains(always + "raceenabled")) {
                throw unknown(original, always);
            }
            replace(original, text.replace(always + "raceenabled", always + "true"));
        }
        Path overlay = folder.resolve("overlay.json");
        Files.writeString(overlay, "{\"Replace\": {" + String.join(",\n", replaced) + "}}\n");
        return overlay;
    }

    private void replace(Path original, String text) throws IOException {
        Path patched = folder.resolve(original.getFileName());
        Files.writeString(patched, text);
        replaced.add("\"%s\": \"%s\"".formatted(original, patched));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file).replace("\r\n", "\n");
    }

    /**
     * The hook, with what differs between the versions of Go: where the runtime takes functions to
     * call at the exit of the program (since 1.23 in a package of its own), and whether a crash can
     * be written to a file.
     */
    private String withHook(String text) throws IOException {
        Path stack = goRoot.resolve("src/runtime/debug/stack.go");
        boolean crashes = Files.readString(stack).contains("func SetCrashOutput(");
        boolean exits = Files.exists(goRoot.resolve("src/internal/runtime/exithook/hooks.go"));
        String imported = exits ? "\"internal/runtime/exithook\"" : "_ \"unsafe\"";
        StringBuilder hook =
                new StringBuilder(
                        text.replaceFirst("\nimport \\(\n", "\nimport (\n\t" + imported + "\n"));
        hook.append(hook());
        if (!exits) {
            hook.append(
                    """

                    //go:linkname stanchAddExitHook runtime.addExitHook
                    func stanchAddExitHook(f func(), runOnNonZeroExit bool)
                    """);
        }
        hook.append("\nfunc stanchAtExit() {\n");
        hook.append(
                exits
                        ? "\texithook.Add(exithook.Hook{F: stanchGone, RunOnFailure: true})\n"
                        : "\tstanchAddExitHook(stanchGone, true)\n");
        if (crashes) {
            hook.append(
                    """
                    \tif crash, err := os.Create(stanchFile(".crash")); err == nil {
                    \t\tdebug.SetCrashOutput(crash, debug.CrashOptions{})
                    \t}
                    """);
        }
        return hook.append("}\n").toString();
    }

    /** Needs no import that the package has not. */
    private static String hook() throws IOException {
        try (InputStream hook = Overlay.class.getResourceAsStream("hook.go.txt")) {
            if (hook == null) {
                throw new IllegalStateException("hook.go.txt is missing from the archive");
            }
            return new String(hook.readAllBytes(), UTF_8);
        }
    }

    private static String with(String text, Call call, Path file) throws FormatException {
        String place = call.behind();
        int at = text.indexOf(place);
        if (at < 0 || text.indexOf(place, at + 1) >= 0) {
            throw unknown(file, place);
        }
        int end = at + place.length();
        return text.substring(0, end) + call.call() + text.substring(end);
    }

    private static FormatException unknown(Path file, String place) {
        return new FormatException(
                file.toString(),
                -1,
                "this Go's sources are not known: it lacks \""
                        + place.lines().findFirst().orElse("").strip()
                        + "\" (Go 1.21 to 1.27 have it)");
    }
}
