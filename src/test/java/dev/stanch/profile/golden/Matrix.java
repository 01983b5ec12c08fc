package dev.stanch.profile.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The profiles and command lines of the matrix in one folder. */
record Matrix(Path folder, List<Row> rows, List<Line> lines) {
    static final Path KEPT = Path.of("src", "test", "resources", "profile", "golden");

    /** A profile's file name and that of the profile it is compared with. */
    record Row(String profile, String other) {}

    /** A command line by its name, without the profile that comes last. */
    record Line(String name, List<String> arguments) {}

    static Matrix read(Path folder) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (List<String> words : words(folder.resolve("rows.txt"))) {
            rows.add(new Row(words.get(0), words.get(1)));
        }
        List<Line> lines = new ArrayList<>();
        for (List<String> words : words(folder.resolve("commands.txt"))) {
            lines.add(new Line(words.getFirst(), words.subList(1, words.size())));
        }
        return new Matrix(folder, rows, lines);
    }

    /** The words of the lines that are neither empty nor comments. */
    static List<List<String>> words(Path file) throws IOException {
        List<List<String>> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && line.charAt(0) != '#') {
                all.add(List.of(line.strip().split("\\s+")));
            }
        }
        return all;
    }

    GoldenRecord record(Row row) throws IOException {
        return GoldenRecord.read(folder.resolve("outputs").resolve(row.profile() + ".golden.gz"));
    }

    /** The arguments after {@code pprof}. */
    List<String> arguments(Row row, Line line) {
        List<String> all = new ArrayList<>();
        all.add("-symbolize=none");
        for (String argument : line.arguments()) {
            if (argument.equals("{other}")) {
                // A second source follows the first.
                all.add(file(row.profile()));
                all.add(file(row.other()));
                return all;
            }
            all.add(argument.replace("{other}", file(row.other())));
        }
        all.add(file(row.profile()));
        return all;
    }

    private String file(String name) {
        return folder.resolve("profiles").resolve(name).toString();
    }
}
