package dev.stanch.cli.pprof;

import dev.stanch.io.FormatException;
import dev.stanch.profile.picture.SvgPicture;
import dev.stanch.profile.report.Prepared;
import dev.stanch.profile.report.ReportException;
import dev.stanch.profile.report.ReportFormat;
import dev.stanch.profile.report.Reports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Pictures of the call graph, drawn by graphviz's {@code dot}; SVG also without it. */
final class Graphviz {
    private Graphviz() {}

    /** Whether the format is a picture rather than the graph's text. */
    static boolean needed(ReportFormat format) {
        return format.kind() == ReportFormat.Kind.DOT && format != ReportFormat.DOT;
    }

    static void write(Prepared prepared, ReportFormat format, OutputStream out)
            throws IOException, FormatException, ReportException, InterruptedException {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        Reports.of(format).write(prepared, graph);
        Process dot;
        try {
            dot =
                    new ProcessBuilder("dot", "-T" + format.suffix())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            if (format.suffix().equals("svg")) {
                String svg = SvgPicture.of(graph.toString(StandardCharsets.UTF_8));
                out.write(svg.getBytes(StandardCharsets.UTF_8));
                return;
            }
            throw new IOException(
                    "-"
                            + format.key()
                            + " needs graphviz's dot, which is not here; install"
                            + " graphviz, or use -svg or -dot",
                    e);
        }
        Thread feeding =
                Thread.ofPlatform()
                        .daemon()
                        .start(() -> {
                            try (OutputStream in = dot.getOutputStream()) {
                                graph.writeTo(in);
                            } catch (IOException e) {
                                // dot's exit code tells
                                dot.destroy();
                            }
                        });
        try {
            dot.getInputStream().transferTo(out);
            feeding.join();
            int code = dot.waitFor();
            if (code != 0) {
                throw new IOException("graphviz's dot failed with exit code " + code);
            }
        } finally {
            dot.destroy();
        }
    }
}
