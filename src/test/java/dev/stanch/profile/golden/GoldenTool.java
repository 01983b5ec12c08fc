package dev.stanch.profile.golden;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows where {@code stanch pprof} and the record differ: {@code GoldenTool FOLDER COUNT
 * [PART-OF-PROFILE [START-OF-COMMAND]]}. Prints the first differences with the lines that differ,
 * then a count for each command line. The outputs of the last one shown are kept in {@code
 * target/golden}.
 */
final class GoldenTool {
    private static final PrintStream OUT = System.out;
    private static final Path LEFT = Path.of("target", "golden");

    private GoldenTool() {}

    public static void main(String[] arguments) throws IOException {
        Matrix matrix = Matrix.read(Path.of(arguments[0]));
        int shown = Integer.parseInt(arguments[1]);
        String profile = arguments.length > 2 ? arguments[2] : "";
        String command = arguments.length > 3 ? arguments[3] : "";
        Map<String, Map<Asked.Outcome, Integer>> counts = new TreeMap<>();
        StringBuilder differing = new StringBuilder();
        int differences = 0;
        for (Matrix.Row row : matrix.rows()) {
            if (!row.profile().contains(profile)) {
                continue;
            }
            GoldenRecord kept = matrix.record(row);
            for (Matrix.Line line : matrix.lines()) {
                if (!line.name().startsWith(command)) {
                    continue;
                }
                List<GoldenRecord.Answer> answers = kept.of(line);
                Asked asked = Asked.stanch(matrix.arguments(row, line));
                Asked.Outcome outcome = asked.against(answers);
                counts.computeIfAbsent(line.name(), name -> new EnumMap<>(Asked.Outcome.class))
                        .merge(outcome, 1, Integer::sum);
                if (outcome == Asked.Outcome.DIFFERENT) {
                    differing.append(row.profile()).append(' ').append(line.name()).append('\n');
                    if (differences++ < shown) {
                        show(row, line, matrix, answers, asked);
                    }
                }
            }
        }
        Files.createDirectories(LEFT);
        Files.writeString(LEFT.resolve("known.txt"), differing);
        summary(counts);
        System.exit(differences == 0 ? 0 : 1);
    }

    private static void show(
            Matrix.Row row,
            Matrix.Line line,
            Matrix matrix,
            List<GoldenRecord.Answer> answers,
            Asked asked)
            throws IOException {
        OUT.println("=== " + row.profile() + " " + line.name());
        OUT.println("    pprof " + String.join(" ", matrix.arguments(row, line)));
        GoldenRecord.Answer first = answers.getFirst();
        if (first.failed() != asked.failed()) {
            OUT.println("    pprof " + ended(first.failed()) + ", stanch " + ended(asked.failed()));
        }
        if (answers.size() > 1) {
            OUT.println("    pprof varies: " + answers.size() + " answers; against the first:");
        }
        asked.err().lines().limit(5).forEach(message -> OUT.println("    stanch: " + message));
        Files.createDirectories(LEFT);
        Files.write(LEFT.resolve("pprof"), first.out());
        Files.write(LEFT.resolve("stanch"), asked.out());
        new LineDiff(lines(first.out()), lines(asked.out())).print(OUT, 12);
    }

    private static String ended(boolean failed) {
        return failed ? "failed" : "succeeded";
    }

    private static List<String> lines(byte[] out) {
        // Bytes that are no UTF-8 must not look alike.
        return new String(out, StandardCharsets.ISO_8859_1).lines().toList();
    }

    private static void summary(Map<String, Map<Asked.Outcome, Integer>> counts) {
        Map<Asked.Outcome, Integer> all = new EnumMap<>(Asked.Outcome.class);
        OUT.printf("%-26s %6s %10s %10s%n", "command line", "equal", "unordered", "different");
        counts.forEach((name, count) -> {
            line(name, count);
            count.forEach((outcome, n) -> all.merge(outcome, n, Integer::sum));
        });
        line("all", all);
    }

    private static void line(String name, Map<Asked.Outcome, Integer> count) {
        OUT.printf(
                "%-26s %6d %10d %10d%n",
                name,
                count.getOrDefault(Asked.Outcome.EQUAL, 0),
                count.getOrDefault(Asked.Outcome.SAME_UP_TO_ORDER, 0),
                count.getOrDefault(Asked.Outcome.DIFFERENT, 0));
    }
}
