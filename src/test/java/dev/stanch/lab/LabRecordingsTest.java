package dev.stanch.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every program of the lab as it was recorded by {@code lab/record.sh}: the answer must be the
 * truth. Needs no Go, and none of the lab's sources, which the recordings carry.
 */
class LabRecordingsTest {
    private static final Path RECORDINGS = Path.of("src/test/resources/lab");

    static List<LabTruth> programs() {
        return LabTruth.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void theRecordingIsDiagnosedRight(LabTruth truth) throws IOException {
        LabOutcome outcome =
                LabDiagnosis.ofRecording(truth, RECORDINGS.resolve(truth.program() + ".zip"));
        assertThat(outcome.isRight())
                .as("%s is %s, but stanch said: %s", truth.program(), truth, outcome.said())
                .isTrue();
    }

    @Test
    void theRecordingsAreSmall() throws IOException {
        try (Stream<Path> files = Files.list(RECORDINGS)) {
            long total = 0;
            for (Path file : files.filter(f -> f.toString().endsWith(".zip")).toList()) {
                assertThat(Files.size(file)).as(file.toString()).isLessThan(300_000);
                total += Files.size(file);
            }
            assertThat(total).isLessThan(12_000_000);
        }
    }
}
