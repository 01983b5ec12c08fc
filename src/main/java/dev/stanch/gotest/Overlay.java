package dev.stanch.gotest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What {@code go test -overlay} needs: Go's own {@code testing/testing.go} with two calls more, and
 * what they call behind it. Neither the installation nor the module is touched. A file more would
 * not do: the vet of Go 1.21 to 1.24 looks for it on disk.
 */
public final class Overlay {
    private static final String TEST_BEGINS = "func tRunner(t *T, fn func(t *T)) {\n";
    private static final String ALL_ENDED =
            "func (m *M) after() {\n\tm.afterOnce.Do(func() {\n\t\tm.writeProfiles()\n";

    private Overlay() {}

    /**
     * Writes it.
     *
     * @param goRoot of the toolchain that will run the tests
     * @param folder gets the files; its path may hold no quote or backslash
     * @return the file for {@code -overlay}
     * @throws FormatException when this Go's package has another shape than those known
     */
    public static Path write(Path goRoot, Path folder) throws FormatException, IOException {
        Path original = goRoot.resolve("src/testing/testing.go");
        String text = Files.readString(original).replace("\r\n", "\n");
        Path patched = folder.resolve("testing.go");
        Files.writeString(
                patched,
                with(
                                with(text, TEST_BEGINS, "\tstanchEnter(t.name)\n", original),
                                ALL_ENDED,
                                "\t\tstanchLeave()\n",
                                original)
                        + hook());
        Path overlay = folder.resolve("overlay.json");
        String json =
                """
                {"Replace": {"%s": "%s"}}
                """
                        .formatted(original, patched);
        Files.write(overlay, json.getBytes(UTF_8));
        return overlay;
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

    private static String with(String text, String place, String call, Path file)
            throws FormatException {
        int at = text.indexOf(place);
        if (at < 0 || text.indexOf(place, at + 1) >= 0) {
            throw new FormatException(
                    file.toString(),
                    -1,
                    "this Go's package testing is not known: it lacks \""
                            + place.lines().findFirst().orElse("")
                            + "\"; Go 1.21 to 1.27 are");
        }
        int end = at + place.length();
        return text.substring(0, end) + call + text.substring(end);
    }
}
