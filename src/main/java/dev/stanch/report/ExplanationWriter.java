package dev.stanch.report;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.leak.Remedy;
import dev.stanch.report.Explanation.Topic;
import dev.stanch.report.TextPage.Style;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints explanations and their list, for a terminal, as Markdown or as JSON. */
public final class ExplanationWriter {
    private static final JSON JSON_WRITER =
            JSON.builder()
                    .enable(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                    .build();

    private ExplanationWriter() {}

    /** The topics, each with its title, as text of at most so many columns. */
    public static String listText(
            List<Topic> topics, int columns, boolean colour, boolean unicode) {
        TextPage page = new TextPage(columns, colour, unicode);
        String group = "";
        for (Topic topic : topics) {
            if (!group.equals(plural(topic))) {
                group = plural(topic);
                page.paragraph(0, Style.TITLE, group);
            }
            page.wideField(2, topic.id(), 26, topic.title());
        }
        page.blank().paragraph(0, Style.PLAIN, "stanch explain NAME, or any line of an error.");
        return page.toString();
    }

    /** The topics as a Markdown list. */
    public static String listMarkdown(List<Topic> topics) {
        var text = new StringBuilder();
        for (Topic topic : topics) {
            text.append("- `" + topic.id() + "`: " + Markdown.text(topic.title()) + "\n");
        }
        return text.toString();
    }

    /** The topics as JSON, schema {@code stanch.explanations/1}. */
    public static String listJson(List<Topic> topics) throws IOException {
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        topics.forEach(topic -> entries.add(object(topic)));
        return json(entries);
    }

    /** For a terminal. */
    public static String text(
            Explanation explanation, int columns, boolean colour, boolean unicode) {
        TextPage page = new TextPage(columns, colour, unicode);
        page.paragraph(0, Style.TITLE, explanation.topic().title());
        page.paragraph(0, Style.FAINT, kind(explanation.topic()) + " " + explanation.topic().id());
        section("What it means", explanation.meaning(), page);
        section("How to confirm it", explanation.confirm(), page);
        code("Wrong", Style.BAD, explanation.wrong(), page);
        code("Right", Style.GOOD, explanation.right(), page);
        section("Prevention", explanation.prevention(), page);
        page.blank().paragraph(0, Style.TITLE, "Remedies");
        for (Remedy remedy : explanation.remedies()) {
            page.paragraph(2, Style.PLAIN, remedy.id() + ": " + remedy.summary());
        }
        return page.toString();
    }

    /** As Markdown. */
    public static String markdown(Explanation explanation) {
        var text = new StringBuilder("## " + Markdown.text(explanation.topic().title()) + "\n\n");
        text.append(kind(explanation.topic()) + " `" + explanation.topic().id() + "`\n\n")
                .append(explanation.meaning() + "\n\n### How to confirm it\n\n")
                .append(explanation.confirm() + "\n");
        if (explanation.wrong() != null) {
            text.append("\n### Wrong\n\n" + Markdown.block("go", explanation.wrong(), ""));
        }
        if (explanation.right() != null) {
            text.append("\n### Right\n\n" + Markdown.block("go", explanation.right(), ""));
        }
        text.append("\n### Prevention\n\n" + explanation.prevention() + "\n\n### Remedies\n\n");
        for (Remedy remedy : explanation.remedies()) {
            text.append("- `" + remedy.id() + "`: " + Markdown.text(remedy.summary()) + "\n");
        }
        return text.toString();
    }

    /** As JSON, schema {@code stanch.explanations/1}. */
    public static String explanationsJson(List<Explanation> explanations) throws IOException {
        var entries = new ArrayList<Map<String, @Nullable Object>>();
        for (Explanation explanation : explanations) {
            Map<String, @Nullable Object> object = object(explanation.topic());
            object.put("meaning", explanation.meaning());
            object.put("confirm", explanation.confirm());
            object.put("wrong", explanation.wrong());
            object.put("right", explanation.right());
            object.put("prevention", explanation.prevention());
            object.put(
                    "remedies",
                    explanation.remedies().stream().map(ExplanationWriter::object).toList());
            entries.add(object);
        }
        return json(entries);
    }

    private static String json(List<Map<String, @Nullable Object>> entries) throws IOException {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("schema", "stanch.explanations/1");
        document.put("entries", entries);
        return JSON_WRITER.asString(document) + "\n";
    }

    private static Map<String, @Nullable Object> object(Topic topic) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("id", topic.id());
        object.put("kind", kind(topic));
        object.put("title", topic.title());
        return object;
    }

    private static Map<String, @Nullable Object> object(Remedy remedy) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("id", remedy.id());
        object.put("summary", remedy.summary());
        object.put("grade", remedy.grade().id());
        object.put("example", remedy.example());
        return object;
    }

    private static void section(String title, String body, TextPage page) {
        page.blank().paragraph(0, Style.TITLE, title);
        String separator = "";
        for (String part : body.split("\n\n", -1)) {
            if (!separator.isEmpty()) {
                page.blank();
            }
            separator = "\n";
            if (part.startsWith("    ") || part.startsWith("- ")) {
                part.lines().forEach(line -> line(line, page));
            } else {
                page.paragraph(2, Style.PLAIN, part);
            }
        }
    }

    private static void line(String line, TextPage page) {
        if (line.startsWith("    ")) {
            page.code(4, line.strip());
        } else {
            page.wideField(2, "-", 2, line.substring(2));
        }
    }

    private static void code(String title, Style style, @Nullable String code, TextPage page) {
        if (code != null) {
            page.blank().paragraph(0, style, title);
            page.code(4, code);
        }
    }

    private static String kind(Topic topic) {
        return topic.kind().name().toLowerCase(Locale.ROOT);
    }

    private static String plural(Topic topic) {
        return switch (topic.kind()) {
            case CAUSE -> "Causes";
            case SYMPTOM -> "Symptoms";
            case ERROR -> "Errors";
        };
    }
}
