package dev.stanch.cli.pprof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Lines that a person types, with editing, history and completion. The library behind it is loaded
 * with this class alone, so that other commands start without it.
 */
final class TypedLines implements Lines {
    private static final int MOST_HISTORY = 2_000;
    private final Terminal terminal;
    private final LineReader reader;

    /**
     * @param environment tells where the history lies: {@code XDG_STATE_HOME}, else below {@code
     *     HOME}
     */
    TypedLines(Completion completion, Map<String, String> environment) throws IOException {
        // Regular expressions hold backslashes and quotes, which mean themselves here.
        DefaultParser words = new DefaultParser();
        words.setEscapeChars(new char[0]);
        words.setQuoteChars(new char[0]);
        terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("stanch")
                        .parser(words)
                        .completer((_, line, candidates) -> complete(completion, line, candidates))
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.HISTORY_IGNORE_SPACE, true)
                        .option(LineReader.Option.AUTO_FRESH_LINE, true)
                        .variable(LineReader.HISTORY_FILE_SIZE, MOST_HISTORY)
                        .variable(LineReader.BELL_STYLE, "none");
        @Nullable Path history = history(environment);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        reader = builder.build();
    }

    private static void complete(
            Completion completion, ParsedLine line, List<Candidate> candidates) {
        List<String> before = line.words().subList(0, line.wordIndex());
        String word = line.word().substring(0, line.wordCursor());
        for (Completion.Word found : completion.of(before, word)) {
            candidates.add(
                    new Candidate(
                            found.text(), found.text(), null, null, null, null, found.isWhole()));
        }
    }

    private static @Nullable Path history(Map<String, String> environment) {
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (state.isEmpty() && home.isEmpty()) {
            return null;
        }
        Path folder =
                (state.isEmpty() ? Path.of(home, ".local", "state") : Path.of(state))
                        .resolve("stanch");
        try {
            Files.createDirectories(folder);
            return folder.resolve("pprof-history");
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public @Nullable String next(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        terminal.close();
    }
}
