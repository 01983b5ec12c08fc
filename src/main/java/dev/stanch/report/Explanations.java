package dev.stanch.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.leak.Remedies;
import dev.stanch.leak.Remedy;
import dev.stanch.report.Explanation.Kind;
import dev.stanch.report.Explanation.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The explanations that come with stanch: {@code explain/index.txt} lists the topics ({@code id |
 * kind | title | phrase; phrase}), {@code explain/ID.md} holds the sections of each and is read
 * when it is asked for. A {@code ```go given} block holds declarations that only tests need.
 */
public final class Explanations {
    private Explanations() {}

    /** All topics: causes, then symptoms, then errors. */
    public static List<Topic> topics() {
        return resource("index.txt").lines().map(Explanations::topic).toList();
    }

    /**
     * Reads one explanation.
     *
     * @param topic one of {@link #topics}
     */
    public static Explanation read(Topic topic) {
        String text = resource(topic.id() + ".md");
        List<Remedy> remedies =
                Arrays.stream(section(topic, text, "remedies").split(", *", -1))
                        .map(Remedies::of)
                        .toList();
        return new Explanation(
                topic,
                section(topic, text, "meaning"),
                section(topic, text, "confirm"),
                code(text, "wrong"),
                code(text, "right"),
                section(topic, text, "prevention"),
                remedies);
    }

    /** The section's own code without the given declarations; null without such a section. */
    private static @Nullable String code(String text, String name) {
        String section = find(text, name);
        if (section == null) {
            return null;
        }
        return section.startsWith("remedy ")
                ? Remedies.of(section.substring("remedy ".length())).example()
                : String.join("", blocks(section, "```go"));
    }

    /** The code with all that it needs to compile; null without such a section. */
    static @Nullable String compilable(Topic topic, String name) {
        String section = find(resource(topic.id() + ".md"), name);
        if (section == null || section.startsWith("remedy ")) {
            return null;
        }
        var parts = new ArrayList<>(blocks(section, "```go"));
        parts.addAll(blocks(section, "```go given"));
        return String.join("\n\n", parts);
    }

    private static List<String> blocks(String section, String fence) {
        Pattern block = Pattern.compile("(?ms)^" + Pattern.quote(fence) + "\n(.*?)\n```$");
        return block.matcher(section).results().map(match -> match.group(1)).toList();
    }

    private static String section(Topic topic, String text, String name) {
        String section = find(text, name);
        if (section == null) {
            throw new IllegalStateException(topic.id() + " has no section " + name);
        }
        return section;
    }

    private static @Nullable String find(String text, String name) {
        Matcher section = Pattern.compile("(?ms)^# " + name + "\n(.*?)(?=^# |\\z)").matcher(text);
        return section.find() ? section.group(1).strip() : null;
    }

    private static Topic topic(String line) {
        String[] fields = line.split(" \\| ", -1);
        return new Topic(
                fields[0],
                Kind.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                fields[2],
                List.of(fields[3].split("; ", -1)));
    }

    private static String resource(String name) {
        try (InputStream in = Explanations.class.getResourceAsStream("explain/" + name)) {
            if (in == null) {
                throw new IllegalStateException("resource missing: explain/" + name);
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
