package dev.stanch.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.Installed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What go/parser accepts and refuses, asked of {@code lab/cmd/parsecheck}. */
class GoParserParityTest {
    /** The brake on nesting, and two questions of {@code switch} and labels that are not ours. */
    private static final List<String> KNOWN =
            List.of("/issue70957.go", "/issue29312.go", "/test/syntax/typesw.go");

    @Test
    void acceptsAndRefusesWhatGoDoes() throws IOException, InterruptedException {
        Path root = Installed.goroot();
        List<String> differing = new ArrayList<>();
        int files = 0;
        String all =
                output(
                        "go",
                        "run",
                        "lab/cmd/parsecheck/main.go",
                        root.resolve("src").toString(),
                        root.resolve("test").toString());
        for (String line : all.lines().toList()) {
            List<String> parts = List.of(line.split("\t", -1));
            String path = parts.getLast();
            files++;
            String text = new String(Files.readAllBytes(Path.of(path)), UTF_8);
            boolean accepted = GoParser.parse(path, text).errors().isEmpty();
            boolean known = KNOWN.stream().anyMatch(path::endsWith);
            if (accepted != parts.getFirst().equals("ok") && !known) {
                differing.add(line);
            }
        }
        assertThat(files).isGreaterThan(6_000);
        assertThat(differing).isEmpty();
    }

    private static String output(String... words) throws IOException, InterruptedException {
        Process go =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String text = new String(go.getInputStream().readAllBytes(), UTF_8);
        assertThat(go.waitFor()).isZero();
        return text;
    }
}
