package dev.stanch.cli;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceCommandTest {
    private static final List<String> VERSIONS = List.of("1.22", "1.23", "1.25", "1.26", "1.27");

    @TempDir private Path folder;

    private Path trace(String go) throws IOException {
        String name = "/dev/stanch/trace/go" + go + ".trace.gz";
        Path file = folder.resolve("go" + go + ".trace");
        try (InputStream in =
                new GZIPInputStream(
                        requireNonNull(TraceCommandTest.class.getResourceAsStream(name), name))) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }

    @Test
    void plantedLeaksAreNamedAndWhatEndsIsNot() throws IOException {
        for (String go : VERSIONS) {
            Ran json = Ran.stanch("trace", trace(go).toString(), "--format", "json");
            assertThat(json.code()).as(go).isEqualTo(ExitCode.FINDINGS);
            assertThat(json.report()).as(go).containsEntry("verdict", "leaking");
            assertThat(json.findings())
                    .as(go)
                    .extracting(
                            f -> f.get("cause"),
                            f -> f.get("confidence"),
                            f -> ((Map<?, ?>) requireNonNull(f.get("site"))).get("function"),
                            f -> ((Map<?, ?>) requireNonNull(f.get("origin"))).get("function"),
                            f -> f.get("count"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    "blocked-goroutine",
                                    "likely",
                                    "main.(*hub).publish",
                                    "main.(*hub).subscribe",
                                    60),
                            org.assertj.core.groups.Tuple.tuple(
                                    "endless-goroutine", "likely", "main.spin", "main.main", 20));
        }
    }

    @Test
    void theReportFitsAScreenAndNamesTheLine() throws IOException {
        Ran text = Ran.stanch("trace", trace("1.26").toString(), "--top", "3");
        assertThat(text.out())
                .startsWith("LEAKING: goroutines are created and never end at 2 place(s)\n")
                .contains("chan send")
                .contains("Goroutines: 28")
                .contains("mark phase");
        assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void whatIsNoTraceIsOneLineAndExitCodeThree() throws IOException {
        Path file = Files.writeString(folder.resolve("x"), "hello, this is no trace at all\n");
        Ran ran = Ran.stanch("trace", file.toString());
        assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(ran.err().lines()).hasSize(1);
        assertThat(ran.err()).contains(file + " at 0: no Go execution trace");
    }

    @Test
    void ofATornTraceTheRestIsJudgedAndTheLossIsTold() throws IOException {
        Path file = trace("1.26");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 50));
        Ran ran = Ran.stanch("trace", file.toString(), "--format", "json");
        assertThat(ran.code()).isNotEqualTo(ExitCode.UNREADABLE);
        assertThat(ran.incomplete())
                .anyMatch(gap -> gap.contains("% of the trace could not be used"));
    }

    @Test
    void profilesAreThoseOfGoSampleForSample() throws Exception {
        for (String go : VERSIONS) {
            Path file = trace(go);
            for (String kind : List.of("net", "sync", "syscall", "sched")) {
                byte[] expected = go(file, kind);
                byte[] ours =
                        InProcess.run(Map.of(), "trace", "-pprof=" + kind, file.toString()).out();
                assertThat(samples(ours)).as(go + " " + kind).isEqualTo(samples(expected));
            }
        }
    }

    private static byte[] go(Path file, String kind) throws IOException, InterruptedException {
        Process tool;
        try {
            tool =
                    new ProcessBuilder("go", "tool", "trace", "-pprof=" + kind, file.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
        } catch (IOException e) {
            Assumptions.abort("go is not installed: profiles are not compared with go tool trace");
            throw e;
        }
        byte[] profile = tool.getInputStream().readAllBytes();
        Assumptions.assumeTrue(
                tool.waitFor() == 0, "this go cannot read the trace: profiles are not compared");
        return profile;
    }

    /** Each sample with its numbers and all that is known of its frames, in one order. */
    private static List<String> samples(byte[] bytes) throws Exception {
        Profile profile = ProfileReader.read("p", new ByteArrayInputStream(bytes), 1 << 24);
        List<String> samples = new ArrayList<>();
        for (int sample = 0; sample < profile.samples(); sample++) {
            StringBuilder line = new StringBuilder();
            line.append(profile.value(sample, 0)).append(' ').append(profile.value(sample, 1));
            for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
                int location = profile.locationAt(i);
                line.append(" 0x").append(Long.toHexString(profile.address(location)));
                for (int l = profile.lineStart(location); l < profile.lineEnd(location); l++) {
                    int function = profile.lineFunction(l);
                    line.append(' ').append(profile.functionName(function));
                    line.append(' ').append(profile.fileName(function));
                    line.append(':').append(profile.lineNumber(l));
                }
            }
            samples.add(line.toString());
        }
        samples.sort(null);
        return samples;
    }
}
