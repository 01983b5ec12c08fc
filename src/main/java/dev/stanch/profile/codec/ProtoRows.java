package dev.stanch.profile.codec;

import dev.stanch.io.Varints;
import dev.stanch.profile.ProfileTables;
import java.util.Arrays;

/**
 * Puts the messages of {@code profile.proto} that are many into tables: samples with their labels,
 * locations with their lines, functions, mappings. A broken cursor is for the caller to see.
 */
final class ProtoRows {
    private final ProfileTables tables;
    private final Definitions locations = new Definitions();
    private final Definitions functions = new Definitions();
    private final Definitions mappings = new Definitions();

    private int[] stack = new int[128];
    private long[] ids = new long[128];
    private int depth;
    private long[] row = new long[8];
    private int rowSize;
    private long misfits;

    ProtoRows(ProfileTables tables) {
        this.tables = tables;
    }

    /** Samples left out because they have another number of values than the first one. */
    long misfits() {
        return misfits;
    }

    int undefinedLocations() {
        return tables.locations() - locations.size();
    }

    int undefinedFunctions() {
        return tables.functions() - functions.size();
    }

    /** Adds a sample; false if it finds no room. */
    boolean sample(Varints cursor, int sampleTypes) {
        depth = 0;
        rowSize = 0;
        while (cursor.hasNext()) {
            long tag = cursor.next();
            if (tag == 0x0a) {
                int end = cursor.nextEnd();
                need(end - cursor.position());
                depth += cursor.all(end, ids, depth);
            } else if (tag == 0x12) {
                int end = cursor.nextEnd();
                while (cursor.position() < end) {
                    value(cursor.next());
                }
            } else if (tag == 0x1a) {
                label(cursor, cursor.nextEnd());
            } else if (tag == 0x08) {
                need(1);
                ids[depth++] = cursor.next();
            } else if (tag == 0x10) {
                value(cursor.next());
            } else {
                Wire.skip(cursor, tag);
            }
        }
        if (cursor.isBroken()) {
            tables.discardLabels();
            return true;
        }
        return endSample(sampleTypes);
    }

    void location(Varints cursor) {
        long id = 0;
        long mapping = 0;
        long address = 0;
        boolean folded = false;
        int firstLine = tables.lines();
        while (cursor.hasNext()) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> id = cursor.next();
                case 0x10 -> mapping = cursor.next();
                case 0x18 -> address = cursor.next();
                case 0x22 -> line(cursor, cursor.nextEnd());
                case 0x28 -> folded = cursor.next() != 0;
                default -> Wire.skip(cursor, tag);
            }
        }
        int location = tables.location(id);
        if (cursor.isBroken() || !locations.add(location)) {
            return;
        }
        tables.setLocationId(location, id);
        tables.setAddress(location, address);
        tables.setMapping(location, mapping == 0 ? -1 : tables.mapping(mapping));
        tables.setFolded(location, folded);
        tables.setLines(location, firstLine, tables.lines());
    }

    void function(Varints cursor) {
        long id = 0;
        long name = 0;
        long systemName = 0;
        long file = 0;
        long startLine = 0;
        while (cursor.hasNext()) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> id = cursor.next();
                case 0x10 -> name = cursor.next();
                case 0x18 -> systemName = cursor.next();
                case 0x20 -> file = cursor.next();
                case 0x28 -> startLine = cursor.next();
                default -> Wire.skip(cursor, tag);
            }
        }
        int function = tables.function(id);
        if (cursor.isBroken() || !functions.add(function)) {
            return;
        }
        tables.setFunctionId(function, id);
        tables.setFunction(function, index(name), index(systemName), index(file), startLine);
    }

    void mapping(Varints cursor) {
        long[] fields = new long[11];
        while (cursor.hasNext()) {
            long tag = cursor.next();
            int field = (int) (tag >>> 3);
            if ((tag & 7) == Wire.VARINT && field > 0 && field < fields.length) {
                fields[field] = cursor.next();
            } else {
                Wire.skip(cursor, tag);
            }
        }
        int mapping = tables.mapping(fields[1]);
        if (cursor.isBroken() || !mappings.add(mapping)) {
            return;
        }
        tables.setMappingId(mapping, fields[1]);
        tables.setRange(mapping, fields[2], fields[3], fields[4]);
        tables.setFile(mapping, index(fields[5]), index(fields[6]));
        tables.setSymbolized(
                mapping, fields[7] != 0, fields[8] != 0, fields[9] != 0, fields[10] != 0);
    }

    /** Brings all rows into the order of the file. */
    void putInOrder() {
        tables.renumber(
                locations.newNumbers(tables.locations()),
                functions.newNumbers(tables.functions()),
                mappings.newNumbersOfDefined(tables.mappings()));
    }

    /** A string's index as an int; what cannot be one becomes one that is never in the table. */
    static int index(long index) {
        return index < 0 || index > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) index;
    }

    private void need(int more) {
        if (depth + more > ids.length) {
            ids = Arrays.copyOf(ids, Math.max(depth + more, ids.length * 2));
        }
    }

    private void value(long value) {
        if (rowSize == row.length) {
            row = Arrays.copyOf(row, rowSize * 2);
        }
        row[rowSize++] = value;
    }

    private void label(Varints cursor, int end) {
        long key = 0;
        long text = 0;
        long number = 0;
        long unit = 0;
        while (cursor.position() < end) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> key = cursor.next();
                case 0x10 -> text = cursor.next();
                case 0x18 -> number = cursor.next();
                case 0x20 -> unit = cursor.next();
                default -> Wire.skip(cursor, tag);
            }
        }
        boolean hasValue = text != 0 || number != 0 || unit != 0;
        if (hasValue) {
            // One without is no label at all to google/pprof.
            tables.label(index(key), index(text), number, index(unit));
        }
    }

    private boolean endSample(int sampleTypes) {
        if (tables.samples() == 0) {
            tables.setStride(sampleTypes == 0 ? rowSize : sampleTypes);
        }
        if (rowSize != tables.stride() || rowSize == 0) {
            misfits++;
            tables.discardLabels();
            return true;
        }
        if (!tables.fitsSample(depth)) {
            return false;
        }
        if (stack.length < depth) {
            stack = new int[ids.length];
        }
        tables.locations(ids, depth, stack);
        int stackId = tables.stack(stack, depth);
        tables.addSample(row, stackId, tables.labelSet());
        return true;
    }

    private void line(Varints cursor, int end) {
        long function = 0;
        long line = 0;
        long column = 0;
        while (cursor.position() < end) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> function = cursor.next();
                case 0x10 -> line = cursor.next();
                case 0x18 -> column = cursor.next();
                default -> Wire.skip(cursor, tag);
            }
        }
        int number = Math.clamp(line, 0, Integer.MAX_VALUE);
        tables.addLine(tables.function(function), number, column);
    }
}
