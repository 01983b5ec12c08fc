package dev.stanch.profile;

/**
 * The ids of rows as the file has them. Kept is what an id has over the row's number + 1, so that
 * ids in sequence, and rows that were never given one, take no memory.
 */
final class RowIds {
    private final LongPages over;

    RowIds() {
        this(new LongPages());
    }

    private RowIds(LongPages over) {
        this.over = over;
    }

    RowIds copy() {
        return new RowIds(over.copy());
    }

    long get(int row) {
        return over.get(row) + row + 1;
    }

    void set(int row, long id) {
        over.set(row, id - row - 1);
    }

    long bytes() {
        return over.bytes();
    }
}
