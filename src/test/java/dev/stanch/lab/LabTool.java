package dev.stanch.lab;

import dev.stanch.cli.ExitCode;
import dev.stanch.cli.InProcess;
import dev.stanch.cli.InProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What {@code lab/record.sh} and {@code lab/table.sh} run: all programs of the lab, some at a time,
 * through the commands of stanch.
 *
 * <pre>
 * record LAB BINARIES FOLDER   a recording of each program in FOLDER
 * table LAB BINARIES FILE RUNS the table of that many runs of each program
 * </pre>
 */
final class LabTool {
    private LabTool() {}

    public static void main(String[] arguments) throws Exception {
        Path lab = Path.of(arguments[1]);
        List<LabTruth> truths = LabTruth.all();
        System.err.println("building " + truths.size() + " programs …");
        LabPrograms programs = LabPrograms.build(lab, truths, Path.of(arguments[2]));
        switch (arguments[0]) {
            case "record" -> record(programs, truths, Path.of(arguments[3]));
            case "table" ->
                    table(programs, truths, Path.of(arguments[3]), Integer.parseInt(arguments[4]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** How many programs at a time; {@code -Dstanch.lab.parallel=N}. */
    static int parallel() {
        return Integer.getInteger("stanch.lab.parallel", 8);
    }

    private static void record(LabPrograms programs, List<LabTruth> truths, Path folder)
            throws Exception {
        Files.createDirectories(folder);
        List<Callable<String>> tasks = new ArrayList<>();
        for (LabTruth truth : truths) {
            Path zip = folder.resolve(truth.program() + ".zip");
            tasks.add(() -> record(programs, truth, zip));
        }
        for (String line : all(tasks, parallel())) {
            System.err.println(line);
        }
    }

    private static String record(LabPrograms programs, LabTruth truth, Path zip)
            throws IOException {
        Path fresh = Files.createTempDirectory("stanch-lab").resolve(zip.getFileName());
        try (LabService service = programs.start(truth)) {
            Ended ended =
                    InProcess.run(
                            "record",
                            "--for",
                            LabDiagnosis.SECONDS + "s",
                            "--quiet",
                            "-o",
                            fresh.toString(),
                            service.url());
            if (ended.code() != ExitCode.NOTHING_FOUND) {
                throw new IOException(truth.program() + ": " + ended.err());
            }
        }
        Files.move(fresh, zip, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.delete(fresh.getParent());
        return "%7d %s".formatted(Files.size(zip), zip);
    }

    /** The file is written after each round, so that a long series may be ended early. */
    private static void table(LabPrograms programs, List<LabTruth> truths, Path file, int runs)
            throws Exception {
        List<LabOutcome> outcomes = new ArrayList<>();
        List<Callable<LabOutcome>> together = new ArrayList<>();
        List<Callable<LabOutcome>> alone = new ArrayList<>();
        // Round after round, so that each run of a program has other neighbours.
        for (int run = 0; run < runs; run++) {
            for (LabTruth truth : truths) {
                (truth.alone() ? alone : together)
                        .add(() -> {
                            LabOutcome outcome = LabDiagnosis.ofLive(truth, programs);
                            synchronized (outcomes) {
                                outcomes.add(outcome);
                                if (outcomes.size() % truths.size() == 0) {
                                    Files.writeString(file, LabTable.of(truths, outcomes));
                                }
                            }
                            tell(outcome);
                            return outcome;
                        });
            }
        }
        all(together, parallel());
        all(alone, 1);
        long right = outcomes.stream().filter(LabOutcome::isRight).count();
        System.err.println(right + " of " + outcomes.size() + " runs right; " + file);
    }

    private static void tell(LabOutcome outcome) {
        if (!outcome.isRight() || !outcome.beside().isEmpty()) {
            System.err.println(
                    "%s %s: is %s; said: %s"
                            .formatted(
                                    outcome.isRight() ? "MORE" : "MISS",
                                    outcome.truth().program(),
                                    outcome.truth(),
                                    outcome.said()));
        }
    }

    private static <T> List<T> all(List<Callable<T>> tasks, int atATime)
            throws InterruptedException, ExecutionException {
        List<T> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(atATime)) {
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
