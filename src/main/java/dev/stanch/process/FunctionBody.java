package dev.stanch.process;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * One function of the table, with its tables decoded for many look-ups.
 *
 * @param entry address of the first instruction
 * @param size in bytes, with the padding behind it
 * @param name offset of its name in the table's names
 * @param inlined which record of the tree of inlined calls holds at an offset; -1 for none
 * @param tree offset in the file of that tree
 */
record FunctionBody(
        FunctionTable table,
        long function,
        long entry,
        int size,
        int name,
        Steps inlined,
        Steps files,
        Steps lines,
        long tree) {

    private static final int MOST_DEPTH = 100;

    /**
     * Code of a function, its own or inlined.
     *
     * @param name offset of the function's name in the table's names
     * @param offset of an instruction whose line is the place's line
     */
    record Place(int name, int offset) {}

    /**
     * The functions that an instruction is of, innermost first, up to the outermost that is wanted;
     * empty when none is.
     */
    List<Place> places(int offset, BitSet wanted) {
        List<Place> places = new ArrayList<>();
        int kept = 0;
        int at = offset;
        int call;
        do {
            call = tree < 0 ? -1 : inlined.at(at);
            int place = call < 0 ? name : table.inlinedName(tree, call);
            places.add(new Place(place, at));
            if (wanted.get(Math.max(place, 0))) {
                kept = places.size();
            }
            at = call < 0 ? at : table.inlinedParent(tree, call);
        } while (call >= 0 && places.size() < MOST_DEPTH);
        return places.subList(0, kept);
    }

    /** Number of the path of the instruction's file, for the table; -1 when unknown. */
    long pathNumber(int offset) {
        int file = files.at(offset);
        return file < 0 ? -1 : table.pathNumber(function, file);
    }

    /** 0 when unknown. */
    int line(int offset) {
        return Math.max(lines.at(offset), 0);
    }
}
