package dev.stanch.process.symbol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sections written by hand; those of compilers are in the tests of the file's own room. */
class DwarfTest {
    /** Shapes: 1 unit (low, high), 2 function (name, low, high, origin), 3 function (name). */
    private static final byte[] ABBREVIATIONS =
            bytes(
                    1, 0x11, 1, 0x11, 0x01, 0x12, 0x07, 0, 0, //
                    2, 0x2E, 0, 0x11, 0x01, 0x12, 0x07, 0x31, 0x13, 0, 0, //
                    3, 0x2E, 0, 0x03, 0x08, 0x3B, 0x0B, 0, 0, //
                    4, 0x11, 1, 0x55, 0x17, 0, 0, //
                    0);

    @Test
    void theNameIsWhereTheOriginPoints() {
        Unit unit = new Unit();
        unit.u8(1).i64(0x1000).i64(0x100);
        unit.u8(2).i64(0x1000).i64(0x10).u32(unit.size() + 4);
        unit.u8(3).text("far").u8(7);
        unit.u8(0);
        Dwarf dwarf = open(unit.bytes());
        assertThat(dwarf.frames(0x100F)).containsExactly(new SourceFrame("far", "", 0, 7));
        assertThat(dwarf.frames(0x1010)).isEmpty();
        assertThat(dwarf.frames(0x2000)).isEmpty();
        assertThat(dwarf.missing()).isEmpty();
    }

    @Test
    void anOriginThatPointsToItselfEnds() {
        Unit unit = new Unit();
        unit.u8(1).i64(0x1000).i64(0x100);
        unit.u8(2).i64(0x1000).i64(0x10).u32(unit.size() - 17);
        unit.u8(0);
        assertThat(open(unit.bytes()).frames(0x1000))
                .containsExactly(new SourceFrame("", "", 0, 0));
    }

    @Test
    void anUnknownShapeIsTold() {
        Unit unit = new Unit();
        unit.u8(1).i64(0x1000).i64(0x100);
        unit.u8(9).u8(0);
        Dwarf dwarf = open(unit.bytes());
        assertThat(dwarf.frames(0x1000)).isEmpty();
        assertThat(dwarf.missing())
                .containsExactly(".debug_info at 29: found an entry of unknown shape 9");
        assertThat(dwarf.frames(0x1000)).as("again").isEmpty();
    }

    @Test
    void manyUnitsThatShareALongListOfRangesRunOutOfTheirBudget() {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            Unit unit = new Unit();
            unit.u8(4).u32(0);
            unit.u8(0);
            info.writeBytes(unit.bytes());
        }
        ByteArrayOutputStream ranges = new ByteArrayOutputStream();
        for (int i = 0; i < 20_000; i++) {
            ranges.writeBytes(new Unit().i64(1).i64(2).body());
        }
        ranges.writeBytes(new Unit().i64(0).i64(0).body());
        Dwarf dwarf =
                Dwarf.open(
                        sections(
                                Map.of(
                                        "info", info.toByteArray(),
                                        "abbrev", ABBREVIATIONS,
                                        "ranges", ranges.toByteArray())));
        assertThat(dwarf.missing())
                .containsExactly("debug sections: they refer to the same tables too many times");
        assertThat(dwarf.frames(1)).isEmpty();
    }

    @Test
    void pathsAreWithoutDetours() {
        assertThat(Paths.join("/a/b", "../c/./d.c")).isEqualTo("/a/c/d.c");
        assertThat(Paths.join("/a", "/b/../../c")).isEqualTo("/c");
        assertThat(Paths.join("", "../x.c")).isEqualTo("../x.c");
        assertThat(Paths.join("src", "x.c")).isEqualTo("src/x.c");
    }

    private static Dwarf open(byte[] info) {
        return Dwarf.open(sections(Map.of("info", info, "abbrev", ABBREVIATIONS)));
    }

    private static DebugSections sections(Map<String, byte[]> sections) {
        return DebugSections.of(
                name -> MemorySegment.ofArray(sections.getOrDefault(name, new byte[0])));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** A unit of version 4 with offsets of 4 bytes. */
    private static final class Unit {
        private static final int HEADER = 11;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        Unit u8(int value) {
            body.write(value);
            return this;
        }

        Unit u32(long value) {
            for (int i = 0; i < 4; i++) {
                u8((int) (value >>> (8 * i)));
            }
            return this;
        }

        Unit i64(long value) {
            return u32(value).u32(value >>> 32);
        }

        Unit text(String text) {
            body.writeBytes(text.getBytes(UTF_8));
            return u8(0);
        }

        /** With the header: the offset of the next entry. */
        long size() {
            return (long) HEADER + body.size();
        }

        byte[] body() {
            return body.toByteArray();
        }

        byte[] bytes() {
            Unit whole = new Unit().u32(HEADER - 4L + body.size()).u8(4).u8(0).u32(0).u8(8);
            whole.body.writeBytes(body());
            return whole.body();
        }
    }
}
