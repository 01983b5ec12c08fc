package dev.stanch.profile;

/** Functions as rows; names and files are indexes of strings. */
final class FunctionTable {
    private final RowIds ids;
    private final IntPages names;

    /** Exclusive or of both names: in Go's profiles they are equal, and then take no memory. */
    private final IntPages systemNames;

    private final IntPages files;
    private final LongPages startLines;

    FunctionTable() {
        this(new RowIds(), new IntPages(), new IntPages(), new IntPages(), new LongPages());
    }

    private FunctionTable(
            RowIds ids,
            IntPages names,
            IntPages systemNames,
            IntPages files,
            LongPages startLines) {
        this.ids = ids;
        this.names = names;
        this.systemNames = systemNames;
        this.files = files;
        this.startLines = startLines;
    }

    FunctionTable copy() {
        return new FunctionTable(
                ids.copy(), names.copy(), systemNames.copy(), files.copy(), startLines.copy());
    }

    /** A copy whose row {@code numbers[i]} is row i of this. */
    FunctionTable renumbered(int[] numbers) {
        FunctionTable result = new FunctionTable();
        for (int i = 0; i < numbers.length; i++) {
            int row = numbers[i];
            result.setId(row, id(i));
            result.set(row, name(i), systemName(i), file(i), startLine(i));
        }
        return result;
    }

    void set(int row, int name, int systemName, int file, long startLine) {
        names.set(row, name);
        systemNames.set(row, name ^ systemName);
        files.set(row, file);
        startLines.set(row, startLine);
    }

    long id(int row) {
        return ids.get(row);
    }

    void setId(int row, long id) {
        ids.set(row, id);
    }

    int name(int row) {
        return names.get(row);
    }

    int systemName(int row) {
        return names.get(row) ^ systemNames.get(row);
    }

    int file(int row) {
        return files.get(row);
    }

    long startLine(int row) {
        return startLines.get(row);
    }

    long bytes() {
        return ids.bytes()
                + names.bytes()
                + systemNames.bytes()
                + files.bytes()
                + startLines.bytes();
    }
}
