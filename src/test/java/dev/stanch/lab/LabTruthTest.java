package dev.stanch.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.leak.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LabTruthTest {
    private static final Path LAB = Path.of("lab");

    static List<LabTruth> programs() {
        return LabTruth.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void everyStatedLineStandsInTheSources(LabTruth truth) throws IOException {
        Path folder = LAB.resolve(truth.program());
        Map<String, Object> json = JSON.std.mapFrom(Files.readString(folder.resolve("truth.json")));
        assertThat(json.get("program")).isEqualTo(truth.program());
        for (Map<?, ?> place : places(json)) {
            Path file = onlyFile(folder, String.valueOf(place.get("file")));
            int line = LabTruth.Place.of(place).line();
            assertThat(Files.readAllLines(file).get(line - 1).strip())
                    .as(file + ":" + line)
                    .isEqualTo(place.get("text"));
        }
    }

    @Test
    void everyCauseHasTwoProgramsAndSixAreHealthy() {
        assumeTrue(System.getProperty("stanch.lab", "").isEmpty(), "only some are asked for");
        List<LabTruth> all = programs();
        assertThat(all.stream().filter(LabTruth::healthy).count()).isGreaterThanOrEqualTo(6);
        for (Cause cause : Cause.values()) {
            assertThat(all.stream().filter(truth -> truth.cause().equals(cause.id())).count())
                    .as(cause.id())
                    .isGreaterThanOrEqualTo(2);
        }
        assertThat(all.stream().map(LabTruth::cause).filter(cause -> !cause.isEmpty()))
                .isSubsetOf(Arrays.stream(Cause.values()).map(Cause::id).toList());
    }

    private static List<Map<?, ?>> places(Map<String, Object> truth) {
        List<Map<?, ?>> places = new ArrayList<>();
        for (Object stated : new Object[] {truth.get("site"), truth.get("origin")}) {
            if (stated instanceof Map<?, ?> place) {
                places.add(place);
            }
        }
        if (truth.get("also") instanceof List<?> also) {
            for (Object stated : also) {
                places.add((Map<?, ?>) stated);
            }
        }
        return places;
    }

    private static Path onlyFile(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(file -> file.endsWith(name)).toList();
            assertThat(found).as(name + " in " + folder).hasSize(1);
            return found.getFirst();
        }
    }
}
