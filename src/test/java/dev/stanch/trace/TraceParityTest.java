package dev.stanch.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Event for event what {@code go tool trace -d=parsed} prints. */
class TraceParityTest {
    @TempDir private Path folder;

    @Test
    void recordedTracesOfEveryVersionAreGosByteForByte() throws Exception {
        TraceFixtures.assumeGo();
        for (String go : TraceFixtures.VERSIONS) {
            byte[] trace = TraceFixtures.recorded(go);
            TraceFixtures.Read ours = TraceFixtures.parsed(trace);
            assertThat(ours.failed()).as(go).isFalse();
            assertThat(ours).as(go).isEqualTo(TraceFixtures.goSays(folder, trace));
        }
    }

    @Test
    void gosOwnTestTracesAreGosByteForByteOrBrokenForBoth() throws Exception {
        Path tests = TraceFixtures.assumeGo().resolve("src/internal/trace/testdata/tests");
        List<Path> files;
        try (Stream<Path> all = Files.list(tests)) {
            files = all.filter(file -> file.toString().endsWith(".test")).sorted().toList();
        }
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            String text = Files.readString(file);
            byte[] trace = WireText.trace(text.substring(text.indexOf("-- trace --\n") + 12));
            assertThat(TraceFixtures.parsed(trace))
                    .as(file.getFileName().toString())
                    .isEqualTo(TraceFixtures.goSays(folder, trace));
        }
    }
}
