package dev.stanch.cli.pprof;

import dev.stanch.io.FormatException;
import dev.stanch.profile.report.ReportException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** A report into a command of the system's shell, whose output is shown. */
final class Pipe {
    private Pipe() {}

    static void into(String command, Reporting.Writing writing, PrintStream shown)
            throws IOException, FormatException, ReportException, InterruptedException {
        shown.flush();
        Process process =
                new ProcessBuilder("/bin/sh", "-c", command)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        CompletableFuture<Void> copied =
                CompletableFuture.runAsync(() -> {
                    try {
                        process.getInputStream().transferTo(shown);
                    } catch (IOException e) {
                        process.destroy();
                    }
                });
        try {
            write(process, writing);
            process.waitFor();
            copied.get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } finally {
            process.destroy();
            shown.flush();
        }
    }

    private static void write(Process process, Reporting.Writing writing)
            throws FormatException, ReportException, InterruptedException, IOException {
        try (OutputStream out = process.getOutputStream()) {
            writing.to(out);
        } catch (IOException e) {
            // The command may have read all that it wanted, as head does.
            if (process.isAlive()
                    && !String.valueOf(e.getMessage()).contains("Broken pipe")
                    && !String.valueOf(e.getMessage()).contains("Stream closed")) {
                throw e;
            }
        }
    }
}
