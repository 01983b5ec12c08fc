package dev.stanch.profile.codec;

import dev.stanch.profile.ProfileTables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The stacks of the debug=1 texts: a record's line has return addresses, leaf first, and comment
 * lines below it name the call at an address less one ({@code printStackRecord} in Go's {@code
 * runtime/pprof/pprof.go}). Runtime functions at the leaf have an address and no comment line, so
 * their locations stay without lines. Inlined calls share the address of their comment lines.
 */
final class TextStacks {
    private record Function(String name, String file) {}

    private final ProfileTables tables;
    private final Map<Function, Integer> functions = new HashMap<>();

    private int[] stack = new int[128];
    private int depth;

    /** The place in the stack that the last comment line named; the next is there or behind. */
    private int named;

    /** The place whose location gets its lines now. */
    private int naming;

    /** Locations that had lines before this record, and get no more. */
    private boolean[] known = new boolean[128];

    TextStacks(ProfileTables tables) {
        this.tables = tables;
        string("");
    }

    /** Whether all locations have lines. */
    boolean allNamed() {
        for (int location = 0; location < tables.locations(); location++) {
            if (!tables.hasLines(location)) {
                return false;
            }
        }
        return true;
    }

    long bytes() {
        return tables.bytes() + 64L * functions.size();
    }

    /** Reads the addresses that end a record's line, and begins a new record. */
    void addresses(Cut line) {
        depth = 0;
        named = -1;
        naming = -1;
        while (!line.atEnd() && !line.failed()) {
            long address = line.hex();
            if (!line.failed()) {
                push(address - 1);
            }
        }
    }

    /** The number of the record's stack. */
    int intern() {
        return tables.stack(stack, depth);
    }

    /** Reads a line such as {@code #<tab>0x48a123<tab>main.f+0x2b<tab>/src/main.go:12}. */
    void comment(String line) {
        int addressEnd = line.indexOf('\t', 2);
        if (!line.startsWith("#\t0x") || addressEnd < 0) {
            return;
        }
        Cut cut = new Cut(line.substring(2, addressEnd));
        long address = cut.hex();
        int place = cut.failed() ? -1 : find(address);
        if (place < 0 || known[place]) {
            return;
        }
        if (!tables.hasLines(stack[place])) {
            naming = place;
        } else if (place != naming) {
            return;
        }
        addLine(stack[place], line.substring(addressEnd).strip());
    }

    int string(String text) {
        return tables.string(text);
    }

    private void push(long address) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
            known = Arrays.copyOf(known, depth * 2);
        }
        int location = tables.location(address);
        tables.setAddress(location, address);
        known[depth] = tables.hasLines(location);
        stack[depth++] = location;
    }

    /** The place of this address in the stack, from the last one found on; -1 if there is none. */
    private int find(long address) {
        int next = named + 1;
        boolean again = next < depth && isAt(next, address);
        int from = again || named < 0 ? next : named;
        for (int i = from; i < depth; i++) {
            if (isAt(i, address)) {
                named = i;
                return i;
            }
        }
        return -1;
    }

    private boolean isAt(int place, long address) {
        return tables.address(stack[place]) == address;
    }

    private void addLine(int location, String nameAndPlace) {
        int line = tables.lines();
        int start = tables.hasLines(location) ? tables.lineStart(location) : line;
        int nameEnd = nameAndPlace.indexOf('\t');
        String name = nameEnd < 0 ? nameAndPlace : nameAndPlace.substring(0, nameEnd);
        String place = nameEnd < 0 ? "" : nameAndPlace.substring(nameEnd).strip();
        int offset = name.lastIndexOf("+0x");
        int colon = place.lastIndexOf(':');
        String file = colon < 0 ? place : place.substring(0, colon);
        Cut number = new Cut(colon < 0 ? "" : place.substring(colon + 1));
        tables.addLine(
                function(offset < 0 ? name : name.substring(0, offset), file),
                Math.clamp(number.number(), 0, Integer.MAX_VALUE),
                0);
        tables.setLines(location, start, line + 1);
    }

    private int function(String name, String file) {
        return functions.computeIfAbsent(
                new Function(name, file),
                function -> {
                    int index = tables.addFunction();
                    tables.setFunction(index, string(name), string(name), string(file), 0);
                    return index;
                });
    }
}
