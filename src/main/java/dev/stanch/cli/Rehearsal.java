package dev.stanch.cli;

import static java.util.Objects.requireNonNull;

import dev.stanch.io.FormatException;
import dev.stanch.profile.codec.ProfileReader;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Runs the usual commands once without output: pprof's reports when the argument is {@code pprof},
 * dumps' when it is {@code goroutines}, else those of the other commands. The launcher records
 * which classes and methods they need into the JVM's start-up cache (JEP 514, 515), so the real
 * commands start faster.
 */
final class Rehearsal {
    private static final List<List<String>> COMMANDS =
            List.of(
                    List.of("version"),
                    List.of("version", "--format", "json"),
                    List.of("--help"),
                    List.of("diagnose", "--help"),
                    List.of("record", "--help"),
                    List.of("explain"),
                    List.of("explain", "blocked-goroutine"),
                    List.of("demo"),
                    List.of("demo", "--format", "json"),
                    List.of("demo", "--format", "html"),
                    // Nobody listens there: as far as a live target goes without one.
                    List.of("diagnose", "--for", "1s", "http://127.0.0.1:1"),
                    List.of("no-such-command"));

    private static final String DUMP =
            """
            goroutine 7 [chan receive (nil chan), 3 minutes]:
            main.wait(0xc000012345, 0x5)
            \t/app/main.go:7 +0x1d
            created by main.main in goroutine 1
            \t/app/main.go:3 +0x25

            """;

    private static final int HEAPS = 4;
    private static final long LARGEST = 1 << 24;

    /** Of {@code pprof}, with a heap profile of the demo's recording behind each. */
    private static final List<List<String>> REPORTS =
            List.of(
                    List.of("-top"),
                    List.of("-top", "-cum", "-nodecount=10", "-alloc_space", "-focus=main"),
                    List.of("-text", "-lines", "-unit=mb", "-hide=runtime"),
                    List.of("-tree"),
                    List.of("-peek=main"),
                    List.of("-list=main"),
                    List.of("-dot"),
                    List.of("-traces"),
                    List.of("-tags"),
                    List.of("-raw"),
                    List.of("-proto"),
                    List.of("-kept"),
                    List.of("-tpo"),
                    List.of());

    /** The number of the field in {@code profile.proto}. */
    private static final int TIME_NANOS = 9;

    private Rehearsal() {}

    public static void main(String[] arguments) throws IOException, FormatException {
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Terminal terminal = Terminal.plain(nowhere, nowhere);
        if (List.of(arguments).equals(List.of(Main.PPROF))) {
            reports(terminal);
        } else if (List.of(arguments).equals(List.of("goroutines"))) {
            dumps(terminal);
        } else {
            for (List<String> command : COMMANDS) {
                Main.run(terminal, Map.of(), command.toArray(String[]::new));
            }
        }
        // As every command does; it needs classes too.
        System.exit(ExitCode.NOTHING_FOUND);
    }

    private static void dumps(Terminal terminal) throws IOException {
        Path file = Files.createTempFile("stanch-rehearsal", ".txt");
        Files.writeString(file, DUMP.repeat(20));
        for (String format : List.of("text", "json", "html")) {
            Main.run(terminal, Map.of(), "goroutines", "--format", format, file.toString());
        }
        Files.delete(file);
    }

    private static void reports(Terminal terminal) throws IOException, FormatException {
        Path folder = Files.createTempDirectory("stanch-rehearsal");
        List<String> heaps = heaps(folder);
        for (List<String> report : REPORTS) {
            pprof(terminal, report, heaps.subList(0, 1));
        }
        pprof(terminal, List.of("-top", "-base=" + heaps.getFirst()), heaps.subList(1, 2));
        pprof(terminal, List.of("-top"), heaps);
        pprof(terminal, List.of(), heaps);
        pprof(terminal, List.of("-growth"), heaps);
        for (String heap : heaps) {
            Files.delete(Path.of(heap));
        }
        Files.delete(folder);
    }

    private static void pprof(Terminal terminal, List<String> flags, List<String> files) {
        List<String> words = new ArrayList<>(List.of("pprof"));
        words.addAll(flags);
        words.addAll(files);
        Main.run(terminal, Map.of(), words.toArray(String[]::new));
    }

    /** The recording's heaps in the form that most profiles have. */
    private static List<String> heaps(Path folder) throws IOException, FormatException {
        List<String> files = new ArrayList<>();
        try (InputStream in = Rehearsal.class.getResourceAsStream("/demo/recording.zip");
                ZipInputStream zip = new ZipInputStream(requireNonNull(in))) {
            ZipEntry entry;
            while ((entry = zip.getNextEntry()) != null) {
                if (entry.getName().endsWith("heap-text.txt.gz") && files.size() < HEAPS) {
                    Path file = folder.resolve(files.size() + ".pb.gz");
                    byte[] text = zip.readAllBytes();
                    try (OutputStream out = Files.newOutputStream(file)) {
                        InputStream bytes = new ByteArrayInputStream(text);
                        ProfileWriter.write(
                                ProfileReader.read(entry.getName(), bytes, LARGEST), out);
                        writeTime(out);
                    }
                    files.add(file.toString());
                }
            }
        }
        return files;
    }

    /** When the profile was taken: fields may follow in any order, and so may parts of a gzip. */
    private static void writeTime(OutputStream out) throws IOException {
        GZIPOutputStream part = new GZIPOutputStream(out);
        part.write(TIME_NANOS << 3);
        part.write(1);
        part.finish();
    }
}
