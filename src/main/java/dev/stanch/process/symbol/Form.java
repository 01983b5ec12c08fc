package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;

/** How the value of an attribute is written: {@code DW_FORM_*} of DWARF 5, section 7.5.6. */
final class Form {
    static final int ADDR = 0x01;
    static final int STRING = 0x08;
    static final int STRP = 0x0E;
    static final int REF_ADDR = 0x10;
    static final int REF1 = 0x11;
    static final int REF_UDATA = 0x15;
    static final int STRX = 0x1A;
    static final int ADDRX = 0x1B;
    static final int LINE_STRP = 0x1F;
    static final int IMPLICIT_CONST = 0x21;
    static final int RNGLISTX = 0x23;
    static final int STRX1 = 0x25;
    static final int STRX4 = 0x28;
    static final int ADDRX1 = 0x29;
    static final int ADDRX4 = 0x2C;
    static final int GNU_ADDR_INDEX = 0x1F01;
    static final int GNU_STR_INDEX = 0x1F02;

    private Form() {}

    static boolean isAddress(int form) {
        return form == ADDR || isAddressIndex(form);
    }

    static boolean isAddressIndex(int form) {
        return form == ADDRX || form == GNU_ADDR_INDEX || (form >= ADDRX1 && form <= ADDRX4);
    }

    static boolean isTextIndex(int form) {
        return form == STRX || form == GNU_STR_INDEX || (form >= STRX1 && form <= STRX4);
    }

    /** Whether the value is an offset from the start of its own unit. */
    static boolean isInsideUnit(int form) {
        return form >= REF1 && form <= REF_UDATA;
    }

    /** The form that an entry's bytes begin with where the abbreviation leaves it open. */
    static int actual(int form, Cursor cursor) throws FormatException {
        if (form != 0x16) {
            return form;
        }
        int actual = (int) cursor.uleb();
        if (actual == 0x16 || actual == IMPLICIT_CONST) {
            throw cursor.wrong("a form that is not known before its value");
        }
        return actual;
    }

    /**
     * Reads a value, or skips it: numbers, offsets and indexes are returned as they stand; of a
     * text inside of the entry its offset; of a block 0.
     */
    static long read(int form, Cursor cursor, int addressSize, boolean wide, int version)
            throws FormatException {
        switch (form) {
            case ADDR -> {
                return addressSize == 4 ? cursor.u32() : cursor.i64();
            }
            case 0x0B, 0x0C, REF1, STRX1, ADDRX1 -> {
                return cursor.u8();
            }
            case 0x05, 0x12, 0x26, 0x2A -> {
                return cursor.u16();
            }
            case 0x27, 0x2B -> {
                return cursor.u24();
            }
            case 0x06, 0x13, 0x1C, STRX4, ADDRX4 -> {
                return cursor.u32();
            }
            case 0x07, 0x14, 0x20, 0x24 -> {
                return cursor.i64();
            }
            case 0x0D -> {
                return cursor.sleb();
            }
            case 0x0F, REF_UDATA, STRX, ADDRX, 0x22, RNGLISTX, GNU_ADDR_INDEX, GNU_STR_INDEX -> {
                return cursor.uleb();
            }
            case STRP, 0x17, 0x1D, LINE_STRP, 0x1F20, 0x1F21 -> {
                return cursor.offset(wide);
            }
            case REF_ADDR -> {
                return version <= 2 && addressSize == 8 ? cursor.i64() : cursor.offset(wide);
            }
            case STRING -> {
                long start = cursor.at();
                cursor.skipText();
                return start;
            }
            case 0x19 -> {
                return 1;
            }
            case 0x1E -> cursor.skip(16);
            case 0x0A -> cursor.skip(cursor.u8());
            case 0x03 -> cursor.skip(cursor.u16());
            case 0x04 -> cursor.skip(cursor.u32());
            case 0x09, 0x18 -> cursor.skip(cursor.uleb());
            default -> throw cursor.wrong("an unknown form: " + form);
        }
        return 0;
    }
}
