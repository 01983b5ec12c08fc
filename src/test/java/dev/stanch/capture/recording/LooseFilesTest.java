package dev.stanch.capture.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.capture.Capture;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LooseFilesTest {
    @TempDir Path dir;

    @Test
    void eachFileIsTakenForWhatItIs() throws Exception {
        String dump = "goroutine 1 [chan receive, 3 minutes]:\nmain.main()\n";
        Map<CaptureKind, byte[]> contents = new LinkedHashMap<>();
        contents.put(CaptureKind.HEAP, Samples.heap());
        contents.put(CaptureKind.GOROUTINE, Samples.goroutines());
        contents.put(CaptureKind.GOROUTINE_LEAK, Samples.gzip(Samples.proto(1, "goroutineleak")));
        contents.put(CaptureKind.CPU, Samples.gzip(Samples.proto(1, "samples", "cpu")));
        contents.put(CaptureKind.HEAP_TEXT, utf8("heap profile: 1: 2 [3: 4] @ heap/1048576\n"));
        contents.put(
                CaptureKind.GOROUTINE_DUMP, Samples.gzip(utf8("SIGQUIT: quit\nPC=0x1\n\n" + dump)));
        contents.put(CaptureKind.METRICS, utf8(Samples.METRICS));
        contents.put(CaptureKind.EXPVAR, utf8("{\"memstats\": {\"HeapAlloc\": 1}}"));
        contents.put(CaptureKind.RUNTIME_JSON, utf8("{\"goroutines\": 1}"));
        contents.put(CaptureKind.PROCESS, utf8("{\"schema\": \"stanch.process/1\"}"));
        contents.put(CaptureKind.COUNTS, utf8(Samples.INDEX));
        for (Map.Entry<CaptureKind, byte[]> content : contents.entrySet()) {
            Path file = Files.write(dir.resolve(content.getKey().id()), content.getValue());
            LooseFiles loose = LooseFiles.open(List.of(file));
            assertThat(loose.captures())
                    .singleElement()
                    .extracting(Capture::kind)
                    .isEqualTo(content.getKey());
        }
        Path dumpFile = dir.resolve(CaptureKind.GOROUTINE_DUMP.id());
        assertThat(Samples.text(LooseFiles.open(List.of(dumpFile)).captures().get(0).body()))
                .endsWith(dump);
        Path legacy =
                Files.write(dir.resolve("legacy"), utf8("goroutine profile: total 3\n3 @ 0x1\n"));
        assertThat(LooseFiles.open(List.of(legacy)).captures().get(0).kind())
                .isEqualTo(CaptureKind.GOROUTINE);
        Path plain = Files.write(dir.resolve("plain"), Samples.proto(1, "goroutine"));
        assertThat(LooseFiles.open(List.of(plain)).captures().get(0).kind())
                .isEqualTo(CaptureKind.GOROUTINE);
    }

    @Test
    void timeComesFromTheProfileThenFromTheFileThenFromTheOrder() throws Exception {
        long base = 1_764_000_000_000_000_000L;
        String[] types = {"alloc_space", "inuse_space"};
        Path late =
                Files.write(
                        dir.resolve("a"),
                        Samples.gzip(Samples.proto(base + 60_000_000_000L, types)));
        Path early = Files.write(dir.resolve("b"), Samples.gzip(Samples.proto(base, types)));
        Path text = Files.write(dir.resolve("c"), utf8("heap profile: 0: 0 [0: 0] @ heap/2\n"));
        Files.setLastModifiedTime(text, FileTime.from(Instant.ofEpochSecond(1_764_000_030)));
        assertThat(LooseFiles.open(List.of(late, early, text)).captures())
                .extracting(Capture::origin, Capture::seconds)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(early.toString(), 0.0),
                        org.assertj.core.groups.Tuple.tuple(text.toString(), 30.0),
                        org.assertj.core.groups.Tuple.tuple(late.toString(), 60.0));
        List<Path> same = new ArrayList<>();
        for (String name : List.of("z", "y")) {
            Path file = Files.write(dir.resolve(name), utf8("go_goroutines 1\n"));
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_764_000_000)));
            same.add(file);
        }
        assertThat(LooseFiles.open(same).captures())
                .extracting(Capture::origin)
                .containsExactly(same.get(0).toString(), same.get(1).toString());
    }

    @Test
    void unknownFilesAreToldAndTheOthersKept() throws Exception {
        Path good = Files.write(dir.resolve("good"), Samples.heap());
        Path page = Files.write(dir.resolve("page"), utf8("<html>login</html>"));
        Path cut = Files.write(dir.resolve("cut"), Arrays.copyOf(Samples.heap(), 30));
        LooseFiles loose = LooseFiles.open(List.of(page, good, cut));
        assertThat(loose.captures()).hasSize(1);
        assertThat(loose.incomplete())
                .containsExactly(
                        page
                                + ": an HTML page, nothing known; give pprof profiles, goroutine dumps, metrics or a recording",
                        cut + ": the profile is cut off; take it again");
        assertThatThrownBy(() -> LooseFiles.open(List.of(page)))
                .isInstanceOf(CaptureException.class);
        assertThatThrownBy(() -> LooseFiles.open(List.of(dir.resolve("absent"))))
                .isInstanceOf(CaptureException.class)
                .hasMessageEndingWith("check the path and its permissions");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
