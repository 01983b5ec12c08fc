package dev.stanch.source.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.Installed;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** go/types as the oracle, where Go is installed. */
class TypeParityTest {
    @TempDir Path folder;

    @Test
    void everyExpressionOfSomeLargePackagesHasTheTypeThatGoFinds() throws Exception {
        Path root = Installed.goroot();
        Path tool = folder.resolve("typedump");
        Process build =
                new ProcessBuilder("go", "build", "-o", tool.toString(), "./cmd/typedump")
                        .directory(Path.of("lab").toFile())
                        .inheritIO()
                        .start();
        assertThat(build.waitFor()).isZero();
        var parity = new TypeParity(root.resolve("src"), 20);
        var command = new ArrayList<String>(List.of(tool.toString()));
        command.addAll(List.of("net/http", "slices", "maps", "reflect", "math/big", "sync/atomic"));
        var dump = new ProcessBuilder(command).directory(root.resolve("src").toFile());
        dump.environment().put("GODEBUG", "gotypesalias=0");
        Process running = dump.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(running.getInputStream(), StandardCharsets.UTF_8))) {
            parity.read(lines);
        }
        assertThat(running.waitFor()).isZero();
        assertThat(parity.expressions).isGreaterThan(80_000);
        assertThat(parity.different).isEmpty();
    }
}
