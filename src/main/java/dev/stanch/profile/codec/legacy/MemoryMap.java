package dev.stanch.profile.codec.legacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.stanch.io.FormatException;
import dev.stanch.profile.ProfileTables;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The executable mappings that stand at the end of a profile, in the form of {@code
 * /proc/self/maps} or shorter, and the rules by which google/pprof mends them ({@code
 * massageMappings}, {@code remapMappingIDs}).
 */
final class MemoryMap {
    /** Linux allows 65,530 mappings, of which few are executable. */
    private static final int MOST_MAPPINGS = 20_000;

    private static final int MOST_ATTRIBUTES = 1_000;

    /** How many comparisons of an address with a mapping are worth while. */
    private static final long MOST_STEPS = 2_000_000_000L;

    /** Where programs without address randomization begin on x86-64. */
    private static final long USUAL_START = 0x400000;

    private static final String RANGE =
            "^\\s*(?:0x)?([[:xdigit:]]+)[\\s-]?\\s*(?:0x)?([[:xdigit:]]+):?(?:\\s+([-rwxp]+))?";
    private static final Pattern PROC =
            Pattern.compile(
                    RANGE
                            + "(?:\\s+([[:xdigit:]]+))?\\s+[[:xdigit:]]+:[[:xdigit:]]+"
                            + "\\s+[[:digit:]]+(?:\\s+(\\S+))?");
    private static final Pattern BRIEF =
            Pattern.compile(
                    RANGE
                            + "(?:\\s+(\\S+))?(?:\\s+\\(@([[:xdigit:]]+)\\))?"
                            + "(?:\\s+([[:xdigit:]]+))?");
    private static final Pattern LIBRARY = Pattern.compile("([.]so$|[.]so[._][0-9]+)");

    private final Lines lines;
    private final List<Mapping> mappings = new ArrayList<>();

    /** What {@code $name} stands for in the lines that follow. */
    private final Map<String, String> attributes = new LinkedHashMap<>();

    private @Nullable Mapping fake;
    private long steps;

    private MemoryMap(Lines lines) {
        this.lines = lines;
    }

    /**
     * Reads to the end. Lines before the one that begins the map are passed over.
     *
     * @param current the line read last, or null at the end
     */
    static MemoryMap after(@Nullable String current, Lines lines)
            throws FormatException, IOException {
        String line = current;
        while (line != null && !isStart(line)) {
            line = lines.next();
        }
        return rest(lines);
    }

    /** Reads all that follows as a map. */
    static MemoryMap rest(Lines lines) throws FormatException, IOException {
        MemoryMap map = new MemoryMap(lines);
        String line = lines.next();
        while (line != null) {
            map.line(map.replaced(withoutLogPrefix(line)));
            line = lines.next();
        }
        map.mend();
        return map;
    }

    /** The map of a profile that has none. */
    static MemoryMap none(Lines lines) {
        return new MemoryMap(lines);
    }

    static boolean isStart(String line) {
        return line.contains("--- Memory map: ---") || line.contains("MAPPED_LIBRARIES:");
    }

    /**
     * Gives each location its mapping, and the profile all mappings.
     *
     * @param address of a location; 0 for one that gets none
     */
    void assign(ProfileTables tables, IntToLongFunction address) throws FormatException {
        beforeMatching();
        List<@Nullable Mapping> ofLocations = new ArrayList<>();
        for (int location = 0; location < tables.locations(); location++) {
            long known = address.applyAsLong(location);
            ofLocations.add(known == 0 ? null : of(known));
        }
        IdentityHashMap<Mapping, Integer> numbers = new IdentityHashMap<>();
        for (Mapping mapping : mappings) {
            int number = tables.addMapping();
            numbers.put(mapping, number);
            tables.setRange(number, mapping.start, mapping.limit, mapping.offset);
            tables.setFile(number, tables.string(mapping.file), tables.string(mapping.buildId));
        }
        for (int location = 0; location < ofLocations.size(); location++) {
            Mapping mapping = ofLocations.get(location);
            if (mapping != null) {
                tables.setMapping(location, numbers.getOrDefault(mapping, -1));
            }
        }
    }

    /**
     * The mapping of an address that is not 0: of the first range that holds it, of one whose start
     * is missing, or one made up for all that nothing holds.
     */
    private Mapping of(long address) throws FormatException {
        steps += mappings.size();
        if (steps > MOST_STEPS) {
            throw lines.wrong("so many addresses and mappings that matching them takes too long");
        }
        for (Mapping mapping : mappings) {
            if (mapping.holds(address)) {
                return mapping;
            }
        }
        steps += mappings.size();
        for (Mapping mapping : mappings) {
            if (mapping.holdsBefore(address)) {
                mapping.start -= mapping.offset;
                mapping.offset = 0;
                return mapping;
            }
        }
        if (fake == null) {
            fake = new Mapping(0, -1, 0, "", "");
            mappings.add(fake);
        }
        return fake;
    }

    /** Sets right what comes first, when all locations are known. */
    private void beforeMatching() {
        if (mappings.size() > 1
                && mappings.getFirst().file.startsWith("/anon_hugepage")
                && mappings.getFirst().limit == mappings.get(1).start) {
            mappings.removeFirst();
        }
        if (!mappings.isEmpty()) {
            Mapping main = mappings.getFirst();
            if (main.start - main.offset == USUAL_START) {
                main.start = USUAL_START;
                main.offset = 0;
            }
        }
    }

    private void line(String line) throws FormatException {
        Mapping mapping = null;
        boolean known = false;
        if (mayBeRange(line)) {
            Matcher proc = PROC.matcher(line);
            if (proc.find()) {
                known = isNumbers(proc.group(1), proc.group(2), proc.group(4));
                mapping = known ? mapping(proc, proc.group(4), proc.group(5), null) : null;
            } else {
                Matcher brief = BRIEF.matcher(line);
                if (brief.find()) {
                    known = isNumbers(brief.group(1), brief.group(2), brief.group(5));
                    mapping =
                            known
                                    ? mapping(brief, brief.group(5), brief.group(4), brief.group(6))
                                    : null;
                }
            }
        }
        if (mapping != null) {
            if (mappings.size() == MOST_MAPPINGS) {
                throw lines.wrong("more than " + MOST_MAPPINGS + " executable mappings");
            }
            mappings.add(mapping);
        } else if (!known) {
            attribute(line);
        }
    }

    /** The mapping that was matched; null if it is not executable. */
    private static @Nullable Mapping mapping(
            Matcher match,
            @Nullable String offset,
            @Nullable String file,
            @Nullable String buildId) {
        String permissions = match.group(3);
        if (permissions != null && !permissions.contains("x")) {
            return null;
        }
        return new Mapping(
                Long.parseUnsignedLong(match.group(1), 16),
                Long.parseUnsignedLong(match.group(2), 16),
                offset == null ? 0 : Long.parseUnsignedLong(offset, 16),
                file == null ? "" : file,
                buildId == null ? "" : buildId);
    }

    /** Whether all are hexadecimal numbers of 64 bits. */
    private static boolean isNumbers(@Nullable String... texts) {
        for (String text : texts) {
            if (text != null && Numbers.significantDigits(text) > 16) {
                return false;
            }
        }
        return true;
    }

    private void attribute(String line) throws FormatException {
        int equals = line.indexOf('=');
        if (equals < 0) {
            return;
        }
        if (attributes.size() == MOST_ATTRIBUTES) {
            throw lines.wrong("more than " + MOST_ATTRIBUTES + " attributes in the memory map");
        }
        attributes.putIfAbsent(
                "$" + line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }

    private String replaced(String line) {
        if (attributes.isEmpty() || line.indexOf('$') < 0) {
            return line;
        }
        StringBuilder result = new StringBuilder();
        int position = 0;
        while (position < line.length()) {
            Map.Entry<String, String> attribute = attributeAt(line, position);
            if (attribute == null) {
                result.append(line.charAt(position++));
            } else {
                result.append(attribute.getValue());
                position += attribute.getKey().length();
            }
        }
        return result.toString();
    }

    private Map.@Nullable Entry<String, String> attributeAt(String line, int position) {
        if (line.charAt(position) == '$') {
            for (Map.Entry<String, String> attribute : attributes.entrySet()) {
                if (line.startsWith(attribute.getKey(), position)) {
                    return attribute;
                }
            }
        }
        return null;
    }

    /** Joins what was split, and brings what looks like the main program to the front. */
    private void mend() {
        List<Mapping> joined = new ArrayList<>();
        for (Mapping mapping : mappings) {
            Mapping last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && last.isContinuedBy(mapping)) {
                last.limit = mapping.limit;
                last.file = mapping.file.isEmpty() ? last.file : mapping.file;
                last.buildId = mapping.buildId.isEmpty() ? last.buildId : mapping.buildId;
            } else {
                joined.add(mapping);
            }
        }
        mappings.clear();
        mappings.addAll(joined);
        for (int i = 0; i < mappings.size(); i++) {
            String file = mappings.get(i).file.replace("(deleted)", "").strip();
            if (!file.isEmpty() && !LIBRARY.matcher(file).find() && file.charAt(0) != '[') {
                Collections.swap(mappings, 0, i);
                break;
            }
        }
    }

    private static boolean mayBeRange(String line) {
        int i = 0;
        while (i < line.length() && line.charAt(i) <= ' ') {
            i++;
        }
        return i < line.length() && Character.digit(line.charAt(i), 16) >= 0;
    }

    /** Takes off what a logging library puts before a line: {@code file:line] }. */
    private static String withoutLogPrefix(String line) {
        int bracket = line.indexOf(']');
        int opening = line.indexOf('[');
        boolean followed = bracket >= 0 && bracket + 1 < line.length();
        if (!followed || (opening >= 0 && opening < bracket) || line.charAt(bracket + 1) > ' ') {
            return line;
        }
        int digits = bracket;
        while (digits > 0 && Numbers.isDigit(line.charAt(digits - 1))) {
            digits--;
        }
        boolean numbered = digits < bracket && digits > 1 && line.charAt(digits - 1) == ':';
        return numbered ? line.substring(bracket + 2) : line;
    }
}
