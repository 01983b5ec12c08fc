package dev.stanch.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class HeapTextReaderTest {
    @Test
    void runtimeFramesAtTheLeafStayAsAddressesWithoutNames() throws Exception {
        Profile profile = read(Fixtures.bytes("heap.txt")).profile();
        int sample = Fixtures.sampleWith(profile, "main.newNode:34");
        assertThat(Fixtures.stack(profile, sample))
                .containsExactly(
                        "?",
                        "?",
                        "main.newNode:34",
                        "main.keep:29",
                        "main.main:91",
                        "runtime.main:290",
                        "?");
        int leaf = profile.locationAt(profile.stackStart(sample));
        assertThat(profile.address(leaf)).isEqualTo(0x47c5cb);
        assertThat(profile.rawValue(sample, 2)).isEqualTo(719);
        assertThat(profile.rawValue(sample, 3)).isEqualTo(828_288);
        assertThat(profile.numericLabel(sample, "bytes", 0)).isEqualTo(1152);
    }

    @Test
    void aRecursionHasOneNameForEachFrame() throws Exception {
        Profile profile = read(Fixtures.bytes("heap.txt")).profile();
        int sample = Fixtures.sampleWith(profile, "main.deep:49");
        assertThat(Fixtures.stack(profile, sample))
                .hasSize(2 + 21 + 2 + 1)
                .startsWith("?", "?", "main.deep:49", "main.deep:46")
                .filteredOn("main.deep:46"::equals)
                .hasSize(20);
    }

    @Test
    void callsThatShareAnAddressAreLinesOfOneLocation() throws Exception {
        String text =
                """
                heap profile: 1: 16 [1: 16] @ heap/2
                1: 16 [1: 16] @ 0x11 0x21 0x31
                #\t0x20\tmain.inner[...]+0x4\t/src/a b.go:7
                #\t0x20\tmain.outer+0x4\t\t/src/a b.go:9
                #\t0x30\tmain.main+0x8\t\t/src/a b.go:12

                """;
        Profile profile = read(text.getBytes(StandardCharsets.UTF_8)).profile();
        assertThat(Fixtures.stack(profile, 0))
                .containsExactly("?", "main.inner[...]:7", "main.outer:9", "main.main:12");
        assertThat(profile.stackEnd(0) - profile.stackStart(0)).isEqualTo(3);
        assertThat(profile.fileName(0)).isEqualTo("/src/a b.go");
    }

    @Test
    void memoryStatisticsComeByTheirNames() throws Exception {
        assertThat(read(Fixtures.bytes("heap.txt")).memStats())
                .containsEntry("HeapAlloc", 5_120_728L)
                .containsEntry("StackInuse", 327_680L)
                .containsEntry("StackSys", 327_680L)
                .containsEntry("NumGC", 3L)
                .containsEntry("LastPauseNs", 53_374L)
                .containsEntry("GCCPUFractionPpm", 5204L)
                .containsEntry("MaxRSS", 9_138_176L)
                .doesNotContainKeys("PauseNs", "PauseEnd", "DebugGC");
    }

    @Test
    void anotherProfileIsRefusedWithTheMend() {
        assertThatThrownBy(() -> read(Fixtures.bytes("heap.pb.gz")))
                .isInstanceOf(FormatException.class)
                .hasMessage("it at 0: not a heap text: ask for heap?debug=1");
    }

    private static HeapText read(byte[] bytes) throws FormatException, IOException {
        return HeapTextReader.read("it", new ByteArrayInputStream(bytes));
    }
}
