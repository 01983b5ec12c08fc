package dev.stanch.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoParserFuzzTest {
    private static final String[] PIECES = {
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "func",
        "select",
        "case",
        "<-",
        "chan",
        "\"",
        "`",
        "/*",
        "*/",
        "...",
        ":=",
        "range",
        ";",
        "\n",
        "struct{",
        "interface{",
        "go ",
        "~",
        "|",
        "\0",
        "é",
        "type T[",
        ".(type)",
        "'",
        "0x",
        "1e",
        "var"
    };

    @Test
    void damagedFilesAreReadToTheirEndWithoutAnException() throws IOException {
        List<String> files = labFiles();
        var random = new Random(5);
        int damaged = 0;
        for (int i = 0; i < 4_000; i++) {
            var text = new StringBuilder(files.get(random.nextInt(files.size())));
            for (int change = random.nextInt(6) + 1; change > 0; change--) {
                change(text, random);
            }
            GoFile file = GoParser.parse("fuzz.go", text.toString());
            var nodes = new int[1];
            Walk.all(
                    file,
                    node -> {
                        assertThat(node.pos()).isBetween(0, file.end());
                        assertThat(node.end()).isLessThanOrEqualTo(file.end());
                        nodes[0]++;
                    });
            assertThat(nodes[0]).isPositive();
            damaged += file.errors().isEmpty() ? 0 : 1;
        }
        assertThat(damaged).isGreaterThan(1_000);
    }

    private static void change(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
            case 2 -> text.delete(at, Math.min(text.length(), at + random.nextInt(60)));
            default ->
                    text.insert(
                            at,
                            text.substring(at, Math.min(text.length(), at + random.nextInt(200))));
        }
        if (text.isEmpty()) {
            text.append(' ');
        }
    }

    static List<String> labFiles() throws IOException {
        try (var all = Files.walk(Path.of("lab"))) {
            return all.filter(path -> path.toString().endsWith(".go"))
                    .sorted()
                    .map(GoParserFuzzTest::read)
                    .toList();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
