package dev.stanch.cli.pprof;

import static dev.stanch.cli.pprof.Said.pprof;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.Installed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of profiles whose names, labels and files hold quotes, and of plain ones. */
class PicturesTest {
    private static final Path PROFILES = Path.of("src/test/resources/profile/golden/profiles");
    private static final String[] ODD = {
        "files.pb.gz", "labels-text.pb.gz", "odd-1.24-cpu.pb.gz", "bakery-1.22-heap.pb.gz"
    };

    @TempDir private Path folder;

    @Test
    void graphvizTakesEveryPicture() throws Exception {
        assumeTrue(Installed.runs("dot", "-V"), "graphviz is not there: it draws no pictures");
        for (String name : ODD) {
            String profile = PROFILES.resolve(name).toString();
            for (String grain : new String[] {"-functions", "-files", "-lines"}) {
                assertThat(picture("png", grain, profile)).as(name).startsWith("\u0089PNG");
                assertThat(picture("pdf", grain, profile)).as(name).startsWith("%PDF");
                assertThat(picture("svg", grain, profile)).as(name).contains("<svg");
            }
        }
    }

    private String picture(String format, String grain, String profile) throws Exception {
        Path file = folder.resolve("picture." + format);
        Said said =
                pprof("-symbolize=none", "-" + format, grain, "-output", file.toString(), profile);
        assertThat(said.code()).as(said.err()).isZero();
        return Files.readString(file, ISO_8859_1);
    }
}
