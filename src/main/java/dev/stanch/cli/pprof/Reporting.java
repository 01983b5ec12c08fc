package dev.stanch.cli.pprof;

import dev.stanch.cli.Terminal;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.Prepared;
import dev.stanch.profile.report.Report;
import dev.stanch.profile.report.ReportException;
import dev.stanch.profile.report.ReportFormat;
import dev.stanch.profile.report.Reports;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Makes a report and takes it where it belongs: to standard output, to a file, into a program
 * behind a bar, or to a viewer ({@code generateReport} in google/pprof's driver.go).
 */
final class Reporting {
    private static final int MOST_NAMES = 10_000;
    private final Terminal terminal;
    private final Messages messages;
    private final Viewers viewers;

    /** In the shell binary reports never go to the terminal, and viewers are not waited for. */
    private final boolean isShell;

    Reporting(
            Terminal terminal,
            Map<String, String> environment,
            Messages messages,
            boolean isShell) {
        this.terminal = terminal;
        this.messages = messages;
        this.viewers = new Viewers(environment, isShell);
        this.isShell = isShell;
    }

    /**
     * @param pipe the command that gets the report instead of standard output; empty for none
     */
    void show(Profile profile, Asked.Standard asked, Options options, String pipe)
            throws IOException, FormatException, ReportException, InterruptedException {
        ReportFormat format = asked.format();
        Prepared prepared =
                Prepared.of(
                        profile,
                        format,
                        format.takesPattern() ? asked.pattern() : null,
                        options,
                        messages::warn);
        Writing writing = out -> write(prepared, format, out);
        String output = options.text(Option.OUTPUT);
        if (!output.isEmpty()) {
            messages.note("Generating report in " + output);
            writeTo(Path.of(output), writing);
        } else if (!pipe.isEmpty()) {
            Pipe.into(pipe, writing, terminal.out());
        } else if (viewers.has(format)) {
            viewers.show(format, writing);
        } else if (!format.suffix().isEmpty() && (isShell || terminal.outIsTerminal())) {
            writeToNewFile(format.suffix(), writing);
        } else {
            try (OutputStream out = new BufferedOutputStream(new Kept(terminal.out()), 1 << 16)) {
                writing.to(out);
            }
            checkStandardOutput();
        }
    }

    /** What is written once the way out is open. */
    interface Writing {
        void to(OutputStream out)
                throws IOException, FormatException, ReportException, InterruptedException;
    }

    private static void write(Prepared prepared, ReportFormat format, OutputStream out)
            throws IOException, FormatException, ReportException, InterruptedException {
        if (Graphviz.needed(format)) {
            Graphviz.write(prepared, format, out);
        } else {
            report(format).write(prepared, out);
        }
    }

    private static Report report(ReportFormat format) throws ReportException {
        try {
            return Reports.of(format);
        } catch (IllegalArgumentException e) {
            throw new ReportException("-" + format.key() + " is not in this build yet");
        }
    }

    private static void writeTo(Path file, Writing writing, OpenOption... how)
            throws IOException, FormatException, ReportException, InterruptedException {
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(file, how), 1 << 16)) {
            writing.to(out);
        }
    }

    /** As pprof names such files: {@code profile001.svg} in the current folder. */
    private void writeToNewFile(String suffix, Writing writing)
            throws IOException, FormatException, ReportException, InterruptedException {
        for (int i = 1; i < MOST_NAMES; i++) {
            Path file = Path.of("profile%03d.%s".formatted(i, suffix));
            if (!Files.exists(file)) {
                messages.note("Generating report in " + file);
                writeTo(file, writing, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                return;
            }
        }
        throw new IOException("no free name such as profile001." + suffix + " in this folder");
    }

    private void checkStandardOutput() throws IOException {
        if (terminal.out().checkError()) {
            throw new IOException("standard output cannot be written");
        }
    }

    /** Standard output, which outlives the report. */
    private static final class Kept extends OutputStream {
        private final OutputStream out;

        Kept(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
