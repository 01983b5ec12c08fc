package dev.stanch.cli.pprof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSymbolsTest {
    private static final String SOURCE =
            """
            static inline __attribute__((always_inline)) int inner(int n) { return n * n; }
            __attribute__((noinline)) int outer(int n) { return inner(n); }
            int main(int count, char **words) { return outer(count); }
            """;

    @TempDir private Path folder;
    private Path program = Path.of("");
    private long outer;

    @BeforeEach
    void compile() throws Exception {
        assumeTrue(isThere("gcc") && isThere("nm"), "gcc and nm are not installed");
        Path source = Files.writeString(folder.resolve("work.c"), SOURCE);
        program = folder.resolve("work");
        run(
                "gcc",
                "-g",
                "-O1",
                "-Wl,--build-id=0x0123456789abcdef",
                "-o",
                program.toString(),
                source.toString());
        outer =
                run("nm", program.toString())
                        .lines()
                        .filter(line -> line.endsWith(" outer"))
                        .mapToLong(line -> Long.parseLong(line.split(" ", -1)[0], 16))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void addressesAreNamedFromTheProgramOnThisMachine() throws Exception {
        Said said = Said.pprof("-top", "-lines", "-compact_labels", profile(program, ""));
        assertThat(said.out()).contains("outer " + folder.resolve("work.c") + ":2");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void onRequestNothingIsNamed() throws Exception {
        Said said = Said.pprof("-symbolize=none", "-top", "-compact_labels", profile(program, ""));
        assertThat(said.out()).contains("[work]").doesNotContain("outer");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void aProgramThatWasMovedIsFoundByItsBuildId() throws Exception {
        Path moved = Files.createDirectories(folder.resolve("bin/0123456789abcdef"));
        Files.move(program, moved.resolve("work"));
        Said said =
                Said.pprof(
                        Map.of("PPROF_BINARY_PATH", "/nowhere:" + folder.resolve("bin")),
                        "",
                        "-top",
                        "-compact_labels",
                        profile(program, "0123456789abcdef"));
        assertThat(said.out()).contains("outer");
        assertThat(said.err()).isEmpty();
    }

    @Test
    void anotherProgramOfThatNameIsRefused() throws Exception {
        Said said = Said.pprof("-top", "-compact_labels", profile(program, "feedfeed"));
        assertThat(said.out()).contains("[work]");
        assertThat(said.err())
                .isEqualTo(
                        "stanch: Local symbolization failed for work (build ID feedfeed): "
                                + program
                                + ": build ID mismatch\n");
    }

    private String profile(Path file, String buildId) throws IOException {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("cpu", "count")));
        int mapping =
                builder.addMapping(
                        new Mapping(0, 0, 0, file.toString(), buildId, false, false, false, false));
        builder.addSample(List.of(new Frame("", "", "", 0, 0, 0, outer, mapping, false, false)), 5);
        return Given.file(folder, "p.pb.gz", builder.build()).toString();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean isThere(String tool) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
