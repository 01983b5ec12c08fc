package dev.stanch.profile;

/** Locations as rows. A row that was never set has no address, mapping or lines. */
final class LocationTable {
    private final RowIds ids;
    private final LongPages addresses;

    /** Number of the mapping + 1. */
    private final IntPages mappings;

    private final IntPages folded;
    private final IntPages lineStarts;
    private final IntPages lineEnds;

    LocationTable() {
        this(
                new RowIds(),
                new LongPages(),
                new IntPages(),
                new IntPages(),
                new IntPages(),
                new IntPages());
    }

    private LocationTable(
            RowIds ids,
            LongPages addresses,
            IntPages mappings,
            IntPages folded,
            IntPages lineStarts,
            IntPages lineEnds) {
        this.ids = ids;
        this.addresses = addresses;
        this.mappings = mappings;
        this.folded = folded;
        this.lineStarts = lineStarts;
        this.lineEnds = lineEnds;
    }

    LocationTable copy() {
        return new LocationTable(
                ids.copy(),
                addresses.copy(),
                mappings.copy(),
                folded.copy(),
                lineStarts.copy(),
                lineEnds.copy());
    }

    /** A copy whose row {@code numbers[i]} is row i of this; mappings get new numbers as well. */
    LocationTable renumbered(int[] numbers, Renumbering mappingNumbers) {
        LocationTable result = new LocationTable();
        for (int i = 0; i < numbers.length; i++) {
            int row = numbers[i];
            result.setId(row, id(i));
            result.setAddress(row, address(i));
            result.setMapping(row, mappingNumbers.of(mapping(i)));
            result.setFolded(row, isFolded(i));
            result.setLines(row, lineStart(i), lineEnd(i));
        }
        return result;
    }

    long id(int row) {
        return ids.get(row);
    }

    void setId(int row, long id) {
        ids.set(row, id);
    }

    long address(int row) {
        return addresses.get(row);
    }

    void setAddress(int row, long address) {
        addresses.set(row, address);
    }

    int mapping(int row) {
        return mappings.get(row) - 1;
    }

    void setMapping(int row, int mapping) {
        mappings.set(row, mapping + 1);
    }

    boolean isFolded(int row) {
        return folded.get(row) != 0;
    }

    void setFolded(int row, boolean isFolded) {
        folded.set(row, isFolded ? 1 : 0);
    }

    int lineStart(int row) {
        return lineStarts.get(row);
    }

    int lineEnd(int row) {
        return lineEnds.get(row);
    }

    void setLines(int row, int start, int end) {
        lineStarts.set(row, start);
        lineEnds.set(row, end);
    }

    long bytes() {
        return ids.bytes()
                + addresses.bytes()
                + mappings.bytes()
                + folded.bytes()
                + lineStarts.bytes()
                + lineEnds.bytes();
    }
}
