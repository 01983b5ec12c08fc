package dev.stanch.cli.pprof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The texts of help, read only when somebody asks for them. */
final class HelpTexts {
    private static final String SEPARATOR = " - ";

    /**
     * One thing that help knows.
     *
     * @param details further lines; empty when the summary says it all
     */
    record Entry(String name, String summary, List<String> details) {}

    private final Map<String, List<Entry>> sections = new LinkedHashMap<>();

    private HelpTexts() {}

    static HelpTexts read() {
        HelpTexts texts = new HelpTexts();
        List<Entry> section = new ArrayList<>();
        for (String line : lines()) {
            if (line.startsWith("[")) {
                section = new ArrayList<>();
                texts.sections.put(line.substring(1, line.length() - 1), section);
            } else if (line.startsWith("  ")) {
                section.getLast().details().add(line.strip());
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                int end = line.indexOf(SEPARATOR);
                section.add(
                        new Entry(
                                line.substring(0, end),
                                line.substring(end + SEPARATOR.length()),
                                new ArrayList<>()));
            }
        }
        return texts;
    }

    private static List<String> lines() {
        try (InputStream in =
                Objects.requireNonNull(HelpTexts.class.getResourceAsStream("help.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Entry> section(String name) {
        return Objects.requireNonNull(sections.get(name), name);
    }

    /** A command or option by its name; null when there is none. */
    @Nullable Entry named(String name) {
        for (String section : List.of("formats", "extras", "options")) {
            for (Entry entry : section(section)) {
                if (entry.name().equals(name)) {
                    return entry;
                }
            }
        }
        for (Entry entry : section("groups")) {
            if (choice(entry).equals(name)) {
                return new Entry(name, entry.summary(), entry.details());
            }
        }
        return null;
    }

    /** The choice of an entry of the section of groups: what stands behind the group's name. */
    static String choice(Entry entry) {
        return entry.name().substring(entry.name().indexOf('.') + 1);
    }

    /** The group of such an entry. */
    static String group(Entry entry) {
        return entry.name().substring(0, entry.name().indexOf('.'));
    }
}
