package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;

/**
 * The ranges of addresses of code that is not in one piece: {@code .debug_ranges} of DWARF 2 to 4,
 * {@code .debug_rnglists} of DWARF 5 (section 7.25).
 */
final class RangeLists {
    /** Takes a range {@code [from, to)}. */
    interface Each {
        void range(long from, long to) throws FormatException;
    }

    private final Unit unit;
    private final Budget budget;

    RangeLists(Unit unit, Budget budget) {
        this.unit = unit;
        this.budget = budget;
    }

    void read(int form, long value, Each each) throws FormatException {
        if (unit.version() < 5) {
            readPairs(value, each);
        } else if (form == Form.RNGLISTX) {
            long table = unit.root().rangeLists();
            long place = table + value * (unit.isWide() ? 8 : 4);
            long list = lists(place).offset(unit.isWide());
            readList(lists(table + list), each);
        } else {
            readList(lists(value), each);
        }
    }

    private Cursor lists(long offset) throws FormatException {
        return new Cursor("rnglists", unit.sections().rngLists(), offset);
    }

    private void readPairs(long offset, Each each) throws FormatException {
        Cursor cursor = new Cursor("ranges", unit.sections().ranges(), offset);
        long largest = unit.addressSize() == 4 ? 0xFFFF_FFFFL : -1;
        long base = unit.root().low();
        while (true) {
            budget.spend(1);
            long from = address(cursor);
            long to = address(cursor);
            if (from == 0 && to == 0) {
                return;
            } else if (from == largest) {
                base = to;
            } else if (from != to) {
                each.range(base + from, base + to);
            }
        }
    }

    private void readList(Cursor cursor, Each each) throws FormatException {
        long base = unit.root().low();
        while (true) {
            budget.spend(1);
            int kind = cursor.u8();
            switch (kind) {
                case 0 -> {
                    return;
                }
                case 1 -> base = unit.indexedAddress(cursor.uleb());
                case 2 -> {
                    long from = unit.indexedAddress(cursor.uleb());
                    each.range(from, unit.indexedAddress(cursor.uleb()));
                }
                case 3 -> {
                    long from = unit.indexedAddress(cursor.uleb());
                    each.range(from, from + cursor.uleb());
                }
                case 4 -> {
                    long from = base + cursor.uleb();
                    each.range(from, base + cursor.uleb());
                }
                case 5 -> base = address(cursor);
                case 6 -> {
                    long from = address(cursor);
                    each.range(from, address(cursor));
                }
                case 7 -> {
                    long from = address(cursor);
                    each.range(from, from + cursor.uleb());
                }
                default -> throw cursor.wrong("an unknown kind of range: " + kind);
            }
        }
    }

    private long address(Cursor cursor) throws FormatException {
        return unit.addressSize() == 4 ? cursor.u32() : cursor.i64();
    }
}
