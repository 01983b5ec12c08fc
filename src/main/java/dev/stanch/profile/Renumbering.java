package dev.stanch.profile;

/** New numbers of rows. */
interface Renumbering {
    /** Nothing gets a new number. */
    Renumbering NONE = row -> row;

    /** The new number; -1, which is no row, stays. */
    int of(int row);

    static Renumbering by(int[] numbers) {
        return row -> row < 0 ? row : numbers[row];
    }
}
