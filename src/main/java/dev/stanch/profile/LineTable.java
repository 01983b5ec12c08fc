package dev.stanch.profile;

/** Lines as rows: a location has a range of them, innermost inlined call first. */
final class LineTable {
    private final IntPages functions;
    private final IntPages numbers;
    private final LongPages columns;

    LineTable() {
        this(new IntPages(), new IntPages(), new LongPages());
    }

    private LineTable(IntPages functions, IntPages numbers, LongPages columns) {
        this.functions = functions;
        this.numbers = numbers;
        this.columns = columns;
    }

    LineTable copy() {
        return new LineTable(functions.copy(), numbers.copy(), columns.copy());
    }

    void renumberFunctions(Renumbering renumbering) {
        for (int i = 0; i < size(); i++) {
            functions.set(i, renumbering.of(functions.get(i)));
        }
    }

    int size() {
        return functions.size();
    }

    void add(int function, int number, long column) {
        int row = functions.size();
        functions.set(row, function);
        numbers.set(row, number);
        columns.set(row, column);
    }

    int function(int row) {
        return functions.get(row);
    }

    int number(int row) {
        return numbers.get(row);
    }

    long column(int row) {
        return columns.get(row);
    }

    long bytes() {
        return functions.bytes() + numbers.bytes() + columns.bytes();
    }
}
