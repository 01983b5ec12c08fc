package dev.stanch.cli.pprof;

import dev.stanch.io.FormatException;
import dev.stanch.profile.report.ReportException;
import dev.stanch.profile.report.ReportFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs that show a report: the first that starts gets it in a temporary file. */
final class Viewers {
    private final Map<String, String> environment;
    private final boolean isShell;

    /**
     * @param isShell whether the next command can be given while the viewer is still open
     */
    Viewers(Map<String, String> environment, boolean isShell) {
        this.environment = environment;
        this.isShell = isShell;
    }

    boolean has(ReportFormat format) {
        return switch (format) {
            case EOG, EVINCE, GV, WEB, KCACHEGRIND, WEBLIST -> true;
            default -> false;
        };
    }

    void show(ReportFormat format, Reporting.Writing writing)
            throws IOException, FormatException, ReportException, InterruptedException {
        Path file = Files.createTempFile("pprof", "." + format.suffix());
        file.toFile().deleteOnExit();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            writing.to(out);
        }
        open(file, programs(format));
    }

    /** Shows a page in the first browser that starts, and does not wait for it. */
    void open(URI page) throws IOException {
        List<String> missing = new ArrayList<>();
        for (String program : browsers()) {
            List<String> command = new ArrayList<>(Arrays.asList(program.strip().split("\\s+")));
            command.add(page.toString());
            try {
                new ProcessBuilder(command)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                return;
            } catch (IOException e) {
                missing.add(program);
            }
        }
        throw new IOException(
                "no browser could be started (tried "
                        + String.join(", ", missing)
                        + "); open the page yourself");
    }

    private void open(Path file, List<String> programs) throws IOException, InterruptedException {
        for (String program : programs) {
            List<String> command = new ArrayList<>(Arrays.asList(program.strip().split("\\s+")));
            command.add(file.toString());
            Process viewer;
            try {
                viewer =
                        new ProcessBuilder(command)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .redirectError(ProcessBuilder.Redirect.INHERIT)
                                .start();
            } catch (IOException e) {
                continue;
            }
            // Some only tell a running one to open the file: it must not go too early.
            boolean ended = viewer.waitFor(1, TimeUnit.SECONDS);
            if (!isShell && !ended) {
                viewer.waitFor();
            }
            return;
        }
        throw new IOException(
                "none of these could be started: "
                        + String.join(", ", programs)
                        + "; set BROWSER, or write to a file with -output");
    }

    private List<String> programs(ReportFormat format) {
        return switch (format) {
            case EOG -> List.of("eog");
            case EVINCE -> List.of("evince");
            case GV -> List.of("gv --noantialias");
            case KCACHEGRIND -> List.of("kcachegrind");
            default -> browsers();
        };
    }

    private List<String> browsers() {
        List<String> programs = new ArrayList<>();
        String wanted = environment.getOrDefault("BROWSER", "");
        if (!wanted.isEmpty()) {
            programs.add(wanted);
        }
        if (System.getProperty("os.name", "").startsWith("Mac")) {
            programs.add("/usr/bin/open");
            return programs;
        }
        programs.addAll(
                List.of("chrome", "google-chrome", "chromium", "firefox", "sensible-browser"));
        if (!environment.getOrDefault("DISPLAY", "").isEmpty()
                || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()) {
            programs.add("xdg-open");
        }
        return programs;
    }
}
