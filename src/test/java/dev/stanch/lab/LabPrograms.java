package dev.stanch.lab;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The lab's programs as executables in one folder. */
final class LabPrograms {
    private final Path folder;

    private LabPrograms(Path folder) {
        this.folder = folder;
    }

    /**
     * Builds all at once, so that go does what they share only once.
     *
     * @param lab the lab's sources; stacks name the files by this place
     * @throws IOException with go's own words when it fails
     */
    static LabPrograms build(Path lab, List<LabTruth> programs, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        List<String> command = new ArrayList<>();
        command.addAll(List.of("go", "build", "-buildvcs=false"));
        command.addAll(List.of("-o", folder.toAbsolutePath() + File.separator));
        programs.forEach(program -> command.add("./" + program.program()));
        Process go =
                new ProcessBuilder(command)
                        .directory(lab.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (go.waitFor() != 0) {
            throw new IOException("go build: " + said);
        }
        return new LabPrograms(folder);
    }

    /** Whether the program calls into C, for which go needs a C compiler. */
    static boolean needsC(Path lab, LabTruth program) {
        try (Stream<Path> files = Files.walk(lab.resolve(program.program()))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".go")).toList()) {
                if (Files.readString(file).contains("import \"C\"")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whether a tool is on the PATH. */
    static boolean has(String tool) {
        String path = System.getenv("PATH");
        if (path == null) {
            return false;
        }
        for (String place : path.split(File.pathSeparator, -1)) {
            if (!place.isEmpty() && Files.isExecutable(Path.of(place, tool))) {
                return true;
            }
        }
        return false;
    }

    LabService start(LabTruth program) throws IOException {
        return LabService.start(folder.resolve(program.program()));
    }
}
