package dev.stanch.profile.codec.legacy;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells the old encodings apart by how they begin, in google/pprof's order ({@code parseLegacy}),
 * and reads them. Damage behind some samples is a problem of the profile; offsets in exceptions are
 * line numbers for texts.
 */
public final class LegacyProfile {
    private final long memoryLimit;
    private final Lines lines;
    private final Draft draft;

    private LegacyProfile(ByteInput input, long memoryLimit) {
        this.memoryLimit = memoryLimit;
        this.lines = new Lines(input);
        this.draft = new Draft(input, memoryLimit);
    }

    /**
     * Reads a binary profile.
     *
     * @param memoryLimit bytes that may be taken
     * @return null if the input does not begin as one, and then nothing is consumed
     */
    public static @Nullable Profile readBinary(ByteInput input, long memoryLimit)
            throws FormatException, IOException {
        CpuWords words = CpuWords.of(input);
        return words == null ? null : new LegacyProfile(input, memoryLimit).cpu(words);
    }

    /**
     * Reads a text.
     *
     * @param head how the input begins, which is not consumed yet
     * @param memoryLimit bytes that may be taken
     * @return null if it begins as none of these, and then nothing is consumed
     */
    public static @Nullable Profile readText(ByteInput input, String head, long memoryLimit)
            throws FormatException, IOException {
        LegacyProfile profile = new LegacyProfile(input, memoryLimit);
        LegacyText text = profile.text(head);
        return text == null ? null : profile.read(text);
    }

    /** Whether this line begins the memory map that may end a text. */
    public static boolean isMapStart(String line) {
        return MemoryMap.isStart(line);
    }

    /**
     * Does for a text whose samples were read elsewhere what is done here at the end: gives its
     * locations their mappings, and the profile the rules for frames to leave out.
     *
     * @param mapFollows whether a memory map is what comes next in the input
     */
    public static void finish(
            ProfileTables tables, List<ValueType> types, ByteInput input, boolean mapFollows)
            throws FormatException, IOException {
        Lines lines = new Lines(input);
        MemoryMap map = mapFollows ? MemoryMap.rest(lines) : MemoryMap.none(lines);
        map.assign(tables, tables::address);
        FrameRules.of(types).set(tables);
    }

    private @Nullable LegacyText text(String head) {
        String first = head.lines().findFirst().orElse("");
        String content =
                head.lines().filter(line -> !Lines.isBlankOrComment(line)).findFirst().orElse("");
        LegacyText text = HeapText.of(first, lines, draft);
        text = text == null ? CountText.of(content, lines, draft) : text;
        text = text == null ? ThreadText.of(content, lines, draft) : text;
        if (text == null && !isJava(head)) {
            text = ContentionText.of(first, lines, draft);
        }
        return text == null ? JavaText.of(first, lines, draft) : text;
    }

    /** Whether the attributes are those that only Java's profiles have. */
    private static boolean isJava(String head) {
        return head.lines()
                .skip(1)
                .takeWhile(line -> line.isBlank() || line.indexOf('=') >= 0)
                .map(line -> line.substring(0, Math.max(0, line.indexOf('='))).strip())
                .anyMatch(key -> key.equals("format") || key.equals("resolution"));
    }

    private Profile read(LegacyText text) throws FormatException, IOException {
        String current = null;
        boolean whole = true;
        try {
            current = text.readSamples();
        } catch (FormatException damage) {
            keep(damage);
            whole = false;
        }
        if (text instanceof JavaText) {
            return java(whole);
        }
        MemoryMap map = whole ? map(current) : MemoryMap.none(lines);
        int[] order = draft.numbered();
        text.clean();
        return draft.build(order, map);
    }

    private Profile cpu(CpuWords words) throws FormatException, IOException {
        CpuProfile cpu = new CpuProfile(words, draft);
        boolean whole = true;
        try {
            cpu.readSamples();
        } catch (FormatException damage) {
            keep(damage);
            whole = false;
        }
        if (cpu.isJava()) {
            return java(whole);
        }
        cpu.removeHandler();
        MemoryMap map = whole ? map("MAPPED_LIBRARIES:") : MemoryMap.none(lines);
        int[] order = draft.numbered();
        LeafCopies.remove(draft);
        return draft.build(order, map);
    }

    private Profile java(boolean whole) throws FormatException, IOException {
        if (whole) {
            try {
                draft.name(JavaNames.read(lines, draft, memoryLimit));
            } catch (FormatException damage) {
                keep(damage);
            }
        }
        return draft.build(draft.numbered(), MemoryMap.none(lines));
    }

    private MemoryMap map(@Nullable String current) throws FormatException, IOException {
        try {
            return MemoryMap.after(current, lines);
        } catch (FormatException damage) {
            keep(damage);
            return MemoryMap.none(lines);
        }
    }

    /** What was read before the damage is worth more than nothing. */
    private void keep(FormatException damage) throws FormatException {
        if (draft.samples() == 0) {
            throw damage;
        }
        draft.discard();
        draft.problem(
                damage.getMessage() + "; the " + draft.samples() + " samples before are kept");
    }
}
