package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;

/**
 * One entry of a unit, with those of its attributes that lead to functions and lines. It is read
 * again and again for a walk over many entries.
 */
final class Entry {
    static final int SUBPROGRAM = 0x2E;
    static final int INLINED = 0x1D;
    static final int GO = 0x16;

    private static final int NAME = 0x03;
    private static final int STATEMENTS = 0x10;
    private static final int LOW = 0x11;
    private static final int HIGH = 0x12;
    private static final int LANGUAGE = 0x13;
    private static final int FOLDER = 0x1B;
    private static final int ORIGIN = 0x31;
    private static final int DECLARED_LINE = 0x3B;
    private static final int SPECIFICATION = 0x47;
    private static final int RANGES = 0x55;
    private static final int CALL_FILE = 0x58;
    private static final int CALL_LINE = 0x59;
    private static final int LINKAGE_NAME = 0x6E;
    private static final int TEXT_OFFSETS = 0x72;
    private static final int ADDRESSES = 0x73;
    private static final int RANGE_LISTS = 0x74;
    private static final int MIPS_LINKAGE_NAME = 0x2007;
    private static final int GNU_ADDRESSES = 0x2133;

    private final Unit unit;
    private long offset;
    private int tag;
    private boolean hasChildren;
    private int nameForm;
    private long name;
    private int linkageForm;
    private long linkage;
    private int folderForm;
    private long folder;
    private int lowForm;
    private long low;
    private int highForm;
    private long high;
    private int rangesForm;
    private long ranges;
    private long origin;
    private long language;
    private long statements;
    private long callFile;
    private long callLine;
    private long declaredLine;
    private long textOffsets;
    private long addresses;
    private long rangeLists;

    Entry(Unit unit) {
        this.unit = unit;
    }

    /** Reads the entry at the cursor; its tag is 0 where a list of children ends. */
    void read(Cursor cursor) throws FormatException {
        clear();
        offset = cursor.at();
        long code = cursor.uleb();
        if (code == 0) {
            return;
        }
        Abbreviations.Shape shape = unit.shape(code, cursor);
        tag = shape.tag;
        hasChildren = shape.hasChildren;
        for (int i = 0; i < shape.size(); i++) {
            int form = Form.actual(shape.form(i), cursor);
            long value =
                    form == Form.IMPLICIT_CONST
                            ? shape.constant(i)
                            : Form.read(
                                    form,
                                    cursor,
                                    unit.addressSize(),
                                    unit.isWide(),
                                    unit.version());
            set(shape.attribute(i), form, value);
        }
    }

    private void clear() {
        tag = 0;
        hasChildren = false;
        nameForm = 0;
        linkageForm = 0;
        folderForm = 0;
        lowForm = 0;
        highForm = 0;
        rangesForm = 0;
        origin = -1;
        language = 0;
        statements = -1;
        callFile = 0;
        callLine = 0;
        declaredLine = 0;
        textOffsets = unit.isWide() ? 16 : 8;
        addresses = textOffsets;
        rangeLists = unit.isWide() ? 20 : 12;
    }

    private void set(int attribute, int form, long value) {
        switch (attribute) {
            case NAME -> {
                nameForm = form;
                name = value;
            }
            case LINKAGE_NAME, MIPS_LINKAGE_NAME -> {
                linkageForm = form;
                linkage = value;
            }
            case FOLDER -> {
                folderForm = form;
                folder = value;
            }
            case LOW -> {
                lowForm = form;
                low = value;
            }
            case HIGH -> {
                highForm = form;
                high = value;
            }
            case RANGES -> {
                rangesForm = form;
                ranges = value;
            }
            case ORIGIN, SPECIFICATION -> {
                if (Form.isInsideUnit(form)) {
                    origin = unit.start() + value;
                } else if (form == Form.REF_ADDR) {
                    origin = value;
                }
            }
            case LANGUAGE -> language = value;
            case STATEMENTS -> statements = value;
            case CALL_FILE -> callFile = value;
            case CALL_LINE -> callLine = value;
            case DECLARED_LINE -> declaredLine = value;
            case TEXT_OFFSETS -> textOffsets = value;
            case ADDRESSES, GNU_ADDRESSES -> addresses = value;
            case RANGE_LISTS -> rangeLists = value;
            default -> {}
        }
    }

    /** Offset in the section. */
    long offset() {
        return offset;
    }

    int tag() {
        return tag;
    }

    boolean hasChildren() {
        return hasChildren;
    }

    boolean isGo() {
        return language == GO;
    }

    /** Offset of the entry that tells what this one leaves out; -1 when there is none. */
    long origin() {
        return origin;
    }

    /** Offset of the unit's line program; -1 when it has none. */
    long statements() {
        return statements;
    }

    long callFile() {
        return callFile;
    }

    int callLine() {
        return line(callLine);
    }

    int declaredLine() {
        return line(declaredLine);
    }

    long textOffsets() {
        return textOffsets;
    }

    long addresses() {
        return addresses;
    }

    long rangeLists() {
        return rangeLists;
    }

    /** Name in the source, else the linker's; empty when this entry has neither. */
    String name() throws FormatException {
        return nameForm != 0 ? unit.text(nameForm, name) : unit.text(linkageForm, linkage);
    }

    String folder() throws FormatException {
        return unit.text(folderForm, folder);
    }

    /** Address that offsets in the unit's older range lists are from. */
    long low() throws FormatException {
        return Form.isAddress(lowForm) ? unit.address(lowForm, low) : 0;
    }

    /** Hands every range of addresses of the entry over; none for one that has no code. */
    void eachRange(Budget budget, RangeLists.Each each) throws FormatException {
        if (rangesForm != 0) {
            new RangeLists(unit, budget).read(rangesForm, ranges, each);
        } else if (Form.isAddress(lowForm) && highForm != 0) {
            long from = low();
            each.range(from, Form.isAddress(highForm) ? unit.address(highForm, high) : from + high);
        }
    }

    private static int line(long value) {
        return Math.clamp(value, 0, Integer.MAX_VALUE);
    }
}
