package dev.stanch.cli.pprof;

import dev.stanch.capture.CaptureException;
import dev.stanch.cli.ExitCode;
import dev.stanch.cli.Interruption;
import dev.stanch.cli.Terminal;
import dev.stanch.cli.pprof.Loading.Loaded;
import dev.stanch.io.FormatException;
import dev.stanch.leak.Report;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.ReportException;
import dev.stanch.profile.report.ReportFormat;
import dev.stanch.web.ShownProfile;
import dev.stanch.web.SiteCourses;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code stanch pprof}: everything of {@code go tool pprof}'s command line. Its flags are Go's, so
 * they are read here and not by the library that reads those of the other commands; that also keeps
 * its start short.
 */
public final class PprofCommand {
    private final Terminal terminal;
    private final Map<String, String> environment;
    private final Messages messages;

    public PprofCommand(Terminal terminal, Map<String, String> environment) {
        this.terminal = terminal;
        this.environment = environment;
        this.messages = new Messages(terminal);
    }

    /**
     * Runs to the end.
     *
     * @param arguments what stands behind {@code pprof}
     * @return the exit code
     */
    public int run(List<String> arguments)
            throws IOException, FormatException, CaptureException, InterruptedException {
        try {
            @Nullable Request request =
                    new PprofFlags(PprofCommand::isExecutable, messages::warn).parse(arguments);
            if (request == null) {
                terminal.out().print(Usage.ofCommandLine());
                return ExitCode.NOTHING_FOUND;
            }
            try (@Nullable Loaded loaded = load(request)) {
                return loaded == null ? ExitCode.INTERRUPTED : show(request, loaded);
            }
        } catch (UsageException | ReportException e) {
            messages.warn(String.valueOf(e.getMessage()));
            if (e instanceof UsageException usage && usage.suggestion() != null) {
                messages.note("Did you mean " + usage.suggestion() + "?");
            }
            messages.note("Help: stanch pprof --help");
            return ExitCode.USAGE;
        }
    }

    /** Null when the user ended it; only what is fetched from elsewhere takes so long. */
    private @Nullable Loaded load(Request request)
            throws IOException,
                    FormatException,
                    CaptureException,
                    UsageException,
                    InterruptedException {
        Loading loading = new Loading(request, environment, messages);
        if (request.sources().stream().allMatch(PprofCommand::isFile)
                && request.bases().stream().allMatch(PprofCommand::isFile)) {
            return loading.load();
        }
        try (Interruption interruption = new Interruption()) {
            try {
                return loading.load();
            } catch (InterruptedException | IOException | CaptureException e) {
                if (!interruption.happened()) {
                    throw e;
                }
                messages.warn("ended before anything was read");
                return null;
            }
        }
    }

    private static ShownProfile shown(Request request, Loaded loaded, Extras extras)
            throws IOException {
        return new ShownProfile(
                loaded.profile(),
                loaded.sources().stream().map(one -> one.source().word()).toList(),
                request.options(),
                !request.bases().isEmpty(),
                Extras.isCourse(loaded.sources()) ? extras.courses() : SiteCourses.none());
    }

    private int show(Request request, Loaded loaded)
            throws IOException,
                    FormatException,
                    ReportException,
                    InterruptedException,
                    UsageException {
        Extras extras =
                new Extras(loaded.sources(), request.options().text(Option.SOURCE_PATH), terminal);
        Request.Web web = request.web();
        if (web != null) {
            return new WebPages(new Viewers(environment, true), messages)
                    .serve(shown(request, loaded, extras), web);
        }
        return switch (request.asked()) {
            case Asked.Standard standard -> {
                new Reporting(terminal, environment, messages, false)
                        .show(loaded.profile(), standard, request.options(), "");
                yield ExitCode.NOTHING_FOUND;
            }
            case Asked.Growth _ -> {
                extras.growth();
                yield ExitCode.NOTHING_FOUND;
            }
            case Asked.Kept _ -> {
                extras.kept(request.options().number(Option.NODECOUNT));
                yield ExitCode.NOTHING_FOUND;
            }
            case null ->
                    request.isAboutTime() && Extras.isCourse(loaded.sources())
                            ? course(request, loaded, extras)
                            : shell(request, loaded, extras);
        };
    }

    private int shell(Request request, Loaded loaded, Extras extras)
            throws IOException, InterruptedException {
        Shell shell =
                new Shell(
                        loaded.profile(),
                        request.options(),
                        terminal,
                        messages,
                        new Reporting(terminal, environment, messages, true),
                        extras);
        try (Lines lines = lines(loaded)) {
            shell.run(lines);
        }
        return ExitCode.NOTHING_FOUND;
    }

    private Lines lines(Loaded loaded) throws IOException {
        return terminal.inIsTerminal() && terminal.outIsTerminal()
                ? new TypedLines(new Completion(loaded.profile()), environment)
                : new PipedLines(terminal.in(), terminal.out());
    }

    /** Several heap profiles of one program: what grows, then how it is at the end. */
    private int course(Request request, Loaded loaded, Extras extras)
            throws IOException, FormatException, ReportException, InterruptedException {
        Report verdict = extras.verdict();
        Fetched last = Extras.last(loaded.sources());
        terminal.out().println();
        terminal.out().println("Top of the last, " + last.source().word() + ":");
        Options options = request.options();
        Options top =
                options.number(Option.NODECOUNT) == -1
                        ? options.with(Option.NODECOUNT, "10")
                        : options;
        new Reporting(terminal, environment, messages, false)
                .show(last.profile(), new Asked.Standard(ReportFormat.TOP, ""), top, "");
        if (terminal.inIsTerminal() && terminal.outIsTerminal()) {
            messages.note("The shell shows the last one; growth and kept tell of all.");
            shell(request, loaded, extras);
        }
        return verdict.findings().isEmpty() ? ExitCode.NOTHING_FOUND : ExitCode.FINDINGS;
    }

    private static boolean isFile(String word) {
        try {
            return Files.isRegularFile(Path.of(word));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Whether a file is a program of Linux, of macOS or of Windows, by how it begins. */
    private static boolean isExecutable(String word) {
        if (!isFile(word)) {
            return false;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(Path.of(word))) {
            head = in.readNBytes(4);
        } catch (IOException e) {
            return false;
        }
        if (head.length < 4) {
            return false;
        }
        int magic = ByteBuffer.wrap(head).getInt();
        return switch (magic) {
            case 0x7f454c46, 0xcffaedfe, 0xcefaedfe, 0xcafebabe, 0xfeedface, 0xfeedfacf -> true;
            default -> head[0] == 'M' && head[1] == 'Z';
        };
    }
}
