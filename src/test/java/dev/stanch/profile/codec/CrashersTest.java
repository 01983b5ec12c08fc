package dev.stanch.profile.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs that once broke a reader, found by fuzzing: each gives a profile or one line. */
final class CrashersTest {
    private static final Path FOLDER = Path.of("src/test/resources/profile/crashers");

    @ParameterizedTest
    @MethodSource("crashers")
    void whatOnceBrokeAReaderIsReadOrRefused(Path crasher) throws IOException {
        byte[] bytes = Files.readAllBytes(crasher);
        FuzzTargets.Legacy.fuzzerTestOneInput(bytes);
        FuzzTargets.Foreign.fuzzerTestOneInput(bytes);
        FuzzTargets.Any.fuzzerTestOneInput(bytes);
    }

    @Test
    void thereAreSome() throws IOException {
        assertThat(crashers()).isNotEmpty();
    }

    static List<Path> crashers() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
