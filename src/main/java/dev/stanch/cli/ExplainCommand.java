package dev.stanch.cli;

import dev.stanch.report.Explanation;
import dev.stanch.report.Explanation.Topic;
import dev.stanch.report.ExplanationWriter;
import dev.stanch.report.Explanations;
import dev.stanch.report.TopicSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code stanch explain}: what a cause, a symptom or an error means, and what to do about it. */
@Command(
        name = "explain",
        description = {
            "Explains a cause, a symptom or an error: what it means, how to confirm it, wrong and"
                    + " right code, prevention.",
            "",
            "Without a name it lists what there is."
        },
        mixinStandardHelpOptions = true)
public final class ExplainCommand implements Callable<Integer> {
    private final Terminal terminal;
    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "CAUSE|SYMPTOM|ERROR",
            description = "a name of the list, an exit code, or a line of a log or crash")
    private @Nullable List<String> names;

    @Option(
            names = "--format",
            paramLabel = "text|json|markdown",
            description = "how to print (default: ${DEFAULT-VALUE})")
    private Format format = Format.text;

    @Option(names = "--no-color", description = "print without colours")
    private boolean noColor;

    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    // Lower case because picocli prints and parses the names as they are.
    enum Format {
        text,
        json,
        markdown
    }

    @Override
    public Integer call() throws IOException {
        List<Topic> topics = Explanations.topics();
        if (names == null || names.isEmpty()) {
            terminal.out().print(list(topics));
            return ExitCode.NOTHING_FOUND;
        }
        List<Explanation> explanations = new ArrayList<>();
        for (Topic topic : wanted(topics, names)) {
            explanations.add(Explanations.read(topic));
        }
        terminal.out().print(print(explanations));
        return ExitCode.NOTHING_FOUND;
    }

    /** Several names, or the words of one that nobody put into quotes. */
    private List<Topic> wanted(List<Topic> topics, List<String> words) {
        TopicSearch search = new TopicSearch(topics);
        List<Optional<Topic>> exact = words.stream().map(search::exact).toList();
        if (exact.stream().allMatch(Optional::isPresent)) {
            return exact.stream().flatMap(Optional::stream).distinct().toList();
        }
        String all = String.join(" ", words);
        Topic found =
                search.find(all)
                        .orElseThrow(() ->
                                new ParameterException(spec.commandLine(), unknown(search, all)));
        return List.of(found);
    }

    private static String unknown(TopicSearch search, String query) {
        return "nothing is known about '"
                + (query.length() > 60 ? query.substring(0, 60) + "..." : query)
                + "'; nearest: "
                + String.join(", ", search.nearest(query))
                + " (stanch explain lists all)";
    }

    private String list(List<Topic> topics) throws IOException {
        return switch (format) {
            case text ->
                    ExplanationWriter.listText(
                            topics, terminal.columns(), colour(), terminal.unicode());
            case json -> ExplanationWriter.listJson(topics);
            case markdown -> ExplanationWriter.listMarkdown(topics);
        };
    }

    private String print(List<Explanation> explanations) throws IOException {
        if (format == Format.json) {
            return ExplanationWriter.explanationsJson(explanations);
        }
        List<String> texts = new ArrayList<>();
        for (Explanation explanation : explanations) {
            texts.add(
                    format == Format.markdown
                            ? ExplanationWriter.markdown(explanation)
                            : ExplanationWriter.text(
                                    explanation, terminal.columns(), colour(), terminal.unicode()));
        }
        return String.join("\n", texts);
    }

    private boolean colour() {
        return terminal.colour() && !noColor;
    }
}
