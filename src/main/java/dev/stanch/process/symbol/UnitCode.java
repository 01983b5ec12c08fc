package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The functions of one unit with the calls that were inlined into them, and its lines. */
final class UnitCode {
    /**
     * Code of a function, its own or inlined.
     *
     * @param entry offset of its entry
     * @param parent number of the scope that it was inlined into; -1 for a function
     * @param depth 0 for a function
     * @param callFile number of the file of the call that was inlined
     */
    record Scope(long entry, int parent, int depth, long callFile, int callLine) {}

    /** Of a unit that can't be read. */
    static final UnitCode NONE = new UnitCode(new LineTable(List.of(), 0));

    private static final int MOST_DEPTH = 1 << 12;

    private final LineTable lines;
    private final List<Scope> scopes = new ArrayList<>();
    private final Intervals intervals = new Intervals();

    private UnitCode(LineTable lines) {
        this.lines = lines;
    }

    static UnitCode read(Unit unit, LineTable lines, Budget budget) throws FormatException {
        UnitCode code = new UnitCode(lines);
        code.walk(unit, budget);
        code.intervals.freeze();
        return code;
    }

    LineTable lines() {
        return lines;
    }

    Scope scope(int number) {
        return scopes.get(number);
    }

    /** Number of the innermost scope of the address; -1 when no function has it. */
    int scopeAt(long address) {
        int[] found = {-1};
        intervals.visit(
                address,
                number -> {
                    if (found[0] < 0 || scope(number).depth() > scope(found[0]).depth()) {
                        found[0] = number;
                    }
                    return false;
                });
        return found[0];
    }

    private void walk(Unit unit, Budget budget) throws FormatException {
        Cursor cursor = unit.cursor(unit.firstEntry());
        Entry entry = new Entry(unit);
        int[] scopeOf = new int[16];
        scopeOf[0] = -1;
        int depth = 0;
        while (cursor.at() < unit.end()) {
            budget.spend(1);
            entry.read(cursor);
            if (entry.tag() == 0) {
                depth--;
                if (depth <= 0) {
                    return;
                }
                continue;
            }
            int scope = addScope(entry, scopeOf[depth], budget);
            if (entry.hasChildren()) {
                depth++;
                if (depth == MOST_DEPTH) {
                    throw cursor.wrong("entries inside of entries without end");
                }
                if (depth == scopeOf.length) {
                    scopeOf = Arrays.copyOf(scopeOf, 2 * depth);
                }
                scopeOf[depth] = scope;
            }
        }
    }

    /** The scope for the entry's children. */
    private int addScope(Entry entry, int outer, Budget budget) throws FormatException {
        boolean isFunction = entry.tag() == Entry.SUBPROGRAM;
        if (!isFunction && entry.tag() != Entry.INLINED) {
            return outer;
        }
        int number = scopes.size();
        int parent = isFunction ? -1 : outer;
        int depth = parent < 0 ? 0 : scope(parent).depth() + 1;
        scopes.add(new Scope(entry.offset(), parent, depth, entry.callFile(), entry.callLine()));
        entry.eachRange(budget, (from, to) -> intervals.add(budget, from, to, number));
        return number;
    }
}
