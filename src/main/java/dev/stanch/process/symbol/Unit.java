package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import org.jspecify.annotations.Nullable;

/** One compilation unit: where its entries are and how they are to be read. */
final class Unit {
    private static final int COMPILE = 1;
    private static final int SKELETON = 4;
    private static final int TYPE = 2;
    private static final int SPLIT_TYPE = 6;

    private final DebugSections sections;
    private final Abbreviations abbreviations;
    private final long start;
    private final long firstEntry;
    private final long end;
    private final int version;
    private final int addressSize;
    private final boolean wide;
    private @Nullable Entry root;

    private Unit(
            DebugSections sections,
            Abbreviations abbreviations,
            long start,
            long firstEntry,
            long end,
            int version,
            int addressSize,
            boolean wide) {
        this.sections = sections;
        this.abbreviations = abbreviations;
        this.start = start;
        this.firstEntry = firstEntry;
        this.end = end;
        this.version = version;
        this.addressSize = addressSize;
        this.wide = wide;
    }

    /** Finds the abbreviations at an offset, reading each table once. */
    interface Tables {
        Abbreviations at(long offset) throws FormatException;
    }

    /** Moves the cursor behind the unit; null for one that holds no code. */
    static @Nullable Unit read(DebugSections sections, Cursor info, Tables tables)
            throws FormatException {
        long start = info.at();
        long length = info.u32();
        boolean wide = length == 0xFFFF_FFFFL;
        if (wide) {
            length = info.i64();
        }
        long body = info.at();
        info.skip(length);
        long end = info.at();
        info.seek(body);
        int version = info.u16();
        if (version < 2 || version > 5) {
            info.seek(end);
            return null;
        }
        int kind = version == 5 ? info.u8() : COMPILE;
        int addressSize = version == 5 ? info.u8() : 0;
        long abbreviations = info.offset(wide);
        if (version < 5) {
            addressSize = info.u8();
        }
        if (kind >= SKELETON && kind <= 5) {
            info.skip(8);
        }
        long firstEntry = info.at();
        info.seek(end);
        boolean readable = addressSize == 4 || addressSize == 8;
        if (kind == TYPE || kind == SPLIT_TYPE || !readable || firstEntry >= end) {
            return null;
        }
        Unit unit =
                new Unit(
                        sections,
                        tables.at(abbreviations),
                        start,
                        firstEntry,
                        end,
                        version,
                        addressSize,
                        wide);
        unit.root = unit.entryAt(firstEntry);
        return unit;
    }

    long start() {
        return start;
    }

    long firstEntry() {
        return firstEntry;
    }

    long end() {
        return end;
    }

    int version() {
        return version;
    }

    int addressSize() {
        return addressSize;
    }

    boolean isWide() {
        return wide;
    }

    DebugSections sections() {
        return sections;
    }

    /** The unit's first entry, which tells its language, addresses and tables. */
    Entry root() {
        if (root == null) {
            throw new IllegalStateException("the unit is still being read");
        }
        return root;
    }

    Cursor cursor(long offset) throws FormatException {
        return new Cursor("info", sections.info(), offset);
    }

    Entry entryAt(long offset) throws FormatException {
        Entry entry = new Entry(this);
        entry.read(cursor(offset));
        return entry;
    }

    Abbreviations.Shape shape(long code, Cursor cursor) throws FormatException {
        Abbreviations.Shape shape = abbreviations.get(code);
        if (shape == null) {
            throw cursor.wrong("an entry of unknown shape " + code);
        }
        return shape;
    }

    /** A text that an attribute of this unit refers to; empty when it can't be found. */
    String text(int form, long value) throws FormatException {
        if (form == Form.STRING) {
            return cursor(value).text();
        } else if (form == Form.STRP) {
            return new Cursor("str", sections.str(), value).text();
        } else if (form == Form.LINE_STRP) {
            return new Cursor("line_str", sections.lineStr(), value).text();
        } else if (Form.isTextIndex(form)) {
            long place = root().textOffsets() + value * (wide ? 8 : 4);
            long at = new Cursor("str_offsets", sections.strOffsets(), place).offset(wide);
            return new Cursor("str", sections.str(), at).text();
        }
        return "";
    }

    /** An address that an attribute of this unit has or refers to. */
    long address(int form, long value) throws FormatException {
        return Form.isAddressIndex(form) ? indexedAddress(value) : value;
    }

    long indexedAddress(long index) throws FormatException {
        long place = root().addresses() + index * addressSize;
        Cursor cursor = new Cursor("addr", sections.addr(), place);
        return addressSize == 4 ? cursor.u32() : cursor.i64();
    }
}
