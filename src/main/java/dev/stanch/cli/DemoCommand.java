package dev.stanch.cli;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.recording.Recording;
import dev.stanch.capture.target.Access;
import dev.stanch.capture.target.RecordingTarget;
import dev.stanch.capture.target.Target;
import dev.stanch.diagnosis.Pace;
import dev.stanch.leak.Report;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stanch demo}: the main job on a real leaking service, without anything to set up. */
@Command(
        name = "demo",
        description = {
            "Shows the main job on a recording of a real leaking Go service.",
            "",
            "With --live it builds and runs that service (needs go) and diagnoses it."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  stanch demo",
            "  stanch demo --live",
            "  stanch demo --format html -o demo.html"
        })
final class DemoCommand implements Callable<Integer> {
    private static final String PROGRAM = "ticketfeed";
    private static final int LIVE_SECONDS = 20;
    private final Terminal terminal;
    private final Map<String, String> environment;

    @Option(names = "--live", description = "build and run the service and diagnose it live")
    private boolean live;

    @Option(
            names = "--lab",
            paramLabel = "DIR",
            description = "where the lab's sources are (default: beside the launcher)")
    private Path lab = Path.of(System.getProperty("stanch.home", "."), "lab");

    @Mixin private ReportOptions report = new ReportOptions();

    DemoCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        report.checkOutput();
        try (Interruption interruption = new Interruption()) {
            return interruption.guard(
                    new Failures(terminal, environment),
                    () -> {
                        Report found = live ? diagnoseLive(interruption) : replay();
                        int code = report.print(terminal, List.of(found));
                        // The demo shows findings and has worked: that is no failure for whoever
                        // scripts it.
                        return code == ExitCode.FINDINGS ? ExitCode.NOTHING_FOUND : code;
                    });
        }
    }

    private Report replay() throws CaptureException, IOException {
        Path copy = Files.createTempFile("stanch-demo", ".zip");
        try (InputStream in = DemoCommand.class.getResourceAsStream("/demo/recording.zip")) {
            if (in == null) {
                throw new IOException("the demo's recording is missing from this build");
            }
            Files.write(copy, in.readAllBytes());
            note("replaying a recording of a leaking service (" + PROGRAM + " of the lab) …");
            return aCase(new RecordingTarget(copy)).replay(Recording.open(copy));
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private Report diagnoseLive(Interruption interruption)
            throws IOException, CaptureException, InterruptedException {
        if (!Files.exists(lab.resolve(PROGRAM))) {
            throw new IOException(lab + ": no lab here; run it in a checkout or give --lab DIR");
        }
        Path binary = Files.createTempFile("stanch-demo", "");
        try {
            note("building " + lab.resolve(PROGRAM) + " …");
            build(binary);
            Process service =
                    new ProcessBuilder(binary.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            try {
                String url = url(service);
                note("it runs at " + url + "; watching for " + LIVE_SECONDS + " s …");
                Target target = Target.parse(List.of(url), Access.none());
                Pace pace =
                        new Pace(
                                LIVE_SECONDS,
                                0.01,
                                Runtime.getRuntime().availableProcessors(),
                                true);
                return aCase(target)
                        .watch(
                                pace,
                                new Progress(terminal, report.quiet(), LIVE_SECONDS),
                                null,
                                false,
                                interruption);
            } finally {
                service.destroy();
                if (!service.waitFor(3, TimeUnit.SECONDS)) {
                    service.destroyForcibly();
                }
            }
        } finally {
            Files.deleteIfExists(binary);
        }
    }

    private void build(Path binary) throws IOException, InterruptedException {
        Process go;
        try {
            go =
                    new ProcessBuilder("go", "build", "-o", binary.toString(), "./" + PROGRAM)
                            .directory(new File(lab.toString()))
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            throw new IOException(
                    "go is not installed: 'stanch demo' without --live needs none", e);
        }
        String said = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (go.waitFor() != 0) {
            throw new IOException(
                    "go build failed: " + said.lines().findFirst().orElse("no message"));
        }
    }

    private static String url(Process service) throws IOException {
        BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8));
        String line = lines.readLine();
        if (line == null || !line.startsWith("listening ")) {
            throw new IOException("the service did not start");
        }
        return line.substring("listening ".length()).strip();
    }

    private Case aCase(Target target) {
        return new Case(
                target, Access.none(), new TargetOptions(), report.sources(), report.memoryLimit());
    }

    private void note(String line) {
        if (!report.quiet()) {
            terminal.err().println(line);
        }
    }
}
