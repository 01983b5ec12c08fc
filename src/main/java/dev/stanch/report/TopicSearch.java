package dev.stanch.report;

import dev.stanch.report.Explanation.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the topic that a person means: by id, by words of an error, or by a whole log line that
 * holds them.
 */
public final class TopicSearch {
    private static final int SHORTEST_PART = 4;
    private final List<Topic> topics;

    public TopicSearch(List<Topic> topics) {
        this.topics = List.copyOf(topics);
    }

    /**
     * The topic of which an id, title or phrase is the whole query; else the one with the longest
     * phrase within the query; else the only one of which the query is a part.
     */
    public Optional<Topic> find(String query) {
        String wanted = plain(query);
        return exact(query).or(() -> within(wanted)).or(() -> partOf(wanted));
    }

    /** The topic of which an id, title or phrase is the whole query. */
    public Optional<Topic> exact(String query) {
        String wanted = plain(query);
        return topics.stream().filter(topic -> names(topic).anyMatch(wanted::equals)).findFirst();
    }

    /** Ids of the topics that are most like the query, the best first. */
    public List<String> nearest(String query) {
        String wanted = plain(query);
        return topics.stream()
                .sorted(Comparator.comparingDouble(topic -> distance(topic, wanted)))
                .limit(3)
                .map(Topic::id)
                .toList();
    }

    private Optional<Topic> within(String wanted) {
        Topic best = null;
        int longest = 0;
        for (Topic topic : topics) {
            for (String name : names(topic).toList()) {
                if (name.length() > longest && holdsWords(wanted, name)) {
                    best = topic;
                    longest = name.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private Optional<Topic> partOf(String wanted) {
        if (wanted.length() < SHORTEST_PART) {
            return Optional.empty();
        }
        var found = new ArrayList<Topic>();
        for (Topic topic : topics) {
            if (names(topic).anyMatch(name -> name.contains(wanted))) {
                found.add(topic);
            }
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static double distance(Topic topic, String wanted) {
        // Relative to the length, so that long phrases are not punished.
        return names(topic)
                .mapToDouble(name ->
                        (double) edits(name, wanted)
                                / Math.max(1, Math.max(name.length(), wanted.length())))
                .min()
                .orElse(1);
    }

    private static Stream<String> names(Topic topic) {
        return Stream.concat(Stream.of(topic.id(), topic.title()), topic.phrases().stream())
                .map(TopicSearch::plain);
    }

    /** Whether the name is in the text and does not begin or end within a word. */
    private static boolean holdsWords(String text, String name) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            boolean starts = at == 0 || !isWordPart(text.charAt(at - 1));
            if (starts && (end == text.length() || !isWordPart(text.charAt(end)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c);
    }

    private static String plain(String text) {
        String shortened = text.length() > 4000 ? text.substring(0, 4000) : text;
        return shortened.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ").strip();
    }

    /** Levenshtein's distance; long texts are compared by their start. */
    private static int edits(String name, String text) {
        String other = text.length() > 80 ? text.substring(0, 80) : text;
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= name.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (name.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
