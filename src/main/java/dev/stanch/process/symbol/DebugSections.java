package dev.stanch.process.symbol;

import java.lang.foreign.MemorySegment;
import java.util.function.Function;

/**
 * The debug sections of one file, unpacked. One that the file does not have is empty.
 *
 * @param info of {@code .debug_info}; the others are named alike
 */
public record DebugSections(
        MemorySegment info,
        MemorySegment abbrev,
        MemorySegment line,
        MemorySegment str,
        MemorySegment lineStr,
        MemorySegment ranges,
        MemorySegment rngLists,
        MemorySegment addr,
        MemorySegment strOffsets) {

    /**
     * Asks for each section by its name without the {@code .debug_} in front.
     *
     * @param byName the section's bytes, empty when there is none
     */
    public static DebugSections of(Function<String, MemorySegment> byName) {
        return new DebugSections(
                byName.apply("info"),
                byName.apply("abbrev"),
                byName.apply("line"),
                byName.apply("str"),
                byName.apply("line_str"),
                byName.apply("ranges"),
                byName.apply("rnglists"),
                byName.apply("addr"),
                byName.apply("str_offsets"));
    }

    long size() {
        return info.byteSize()
                + abbrev.byteSize()
                + line.byteSize()
                + ranges.byteSize()
                + rngLists.byteSize();
    }
}
