package dev.stanch.profile.codec.legacy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.ProfileTables;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the locations of a {@link Draft}, with their mappings and names, into the tables. */
final class DraftLocations {
    private final ProfileTables tables;
    private final AddressTable addresses;
    private final @Nullable JavaNames names;
    private final MemoryMap map;
    private final Map<JavaNames.Function, Integer> functions = new HashMap<>();

    DraftLocations(
            ProfileTables tables,
            AddressTable addresses,
            @Nullable JavaNames names,
            MemoryMap map) {
        this.tables = tables;
        this.addresses = addresses;
        this.names = names;
        this.map = map;
    }

    /**
     * Adds them.
     *
     * @param order the location's number + 1 by number of its address, 0 where no sample has it
     */
    void add(int[] order) throws FormatException {
        int[] inOrder = new int[order.length];
        Arrays.fill(inOrder, -1);
        int count = 0;
        for (int i = 0; i < order.length; i++) {
            if (order[i] > 0) {
                inOrder[order[i] - 1] = i;
                count++;
            }
        }
        long[] unmapped = new long[count];
        for (int location = 0; location < count; location++) {
            unmapped[location] = location(inOrder[location]);
        }
        map.assign(tables, location -> unmapped[location]);
    }

    /** Adds a location; returns the address that a mapping is to be found for, or 0. */
    private long location(int numbered) {
        int location = tables.addLocation();
        JavaNames.Line line = names == null ? null : names.at(numbered);
        if (line != null) {
            int start = tables.lines();
            int number = (int) Math.min(line.number(), Integer.MAX_VALUE);
            tables.addLine(function(line.function()), number, 0);
            tables.setLines(location, start, start + 1);
            return 0;
        }
        long address = addresses.address(numbered);
        // Java's addresses are those of one run: they tell nothing apart from their names.
        tables.setAddress(location, names == null ? address : 0);
        return address;
    }

    private int function(JavaNames.Function function) {
        return functions.computeIfAbsent(
                function,
                key -> {
                    int number = tables.addFunction();
                    int name = tables.string(key.name());
                    tables.setFunction(number, name, name, tables.string(key.file()), 0);
                    return number;
                });
    }
}
