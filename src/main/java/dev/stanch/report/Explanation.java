package dev.stanch.report;

import dev.stanch.leak.Remedy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stanch knows about a cause, a symptom or an error. Texts are paragraphs parted by empty
 * lines; a line that begins with four blanks is a command, one with a hyphen an item.
 *
 * @param topic its name, kind and title
 * @param meaning what it is and how it comes about
 * @param confirm how to make sure with stanch
 * @param wrong Go code that has the fault; null where no few lines show it
 * @param right the same, mended
 * @param prevention items
 * @param remedies for code shapes that lead here
 */
public record Explanation(
        Topic topic,
        String meaning,
        String confirm,
        @Nullable String wrong,
        @Nullable String right,
        String prevention,
        List<Remedy> remedies) {
    /** What is explained. */
    public enum Kind {
        CAUSE,
        SYMPTOM,
        ERROR
    }

    /**
     * One line of the list.
     *
     * @param id such as {@code blocked-goroutine}
     * @param title a few words, or the error's own
     * @param phrases words by which it is found, beside id and title
     */
    public record Topic(String id, Kind kind, String title, List<String> phrases) {
        public Topic {
            phrases = List.copyOf(phrases);
        }
    }

    public Explanation {
        remedies = List.copyOf(remedies);
    }
}
