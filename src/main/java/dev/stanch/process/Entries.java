package dev.stanch.process;

/** First instructions of all functions, for many searches. */
final class Entries {
    private final int[] offsets;
    private final long text;

    Entries(FunctionTable table) {
        int[] pairs = table.index();
        offsets = new int[pairs.length / 2];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = pairs[2 * i];
        }
        text = table.text();
    }

    /** Index of the function that starts at the address; -1 when none does. */
    int startingAt(long address) {
        long wanted = address - text;
        int low = 0;
        int high = offsets.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long offset = Integer.toUnsignedLong(offsets[middle]);
            if (offset == wanted) {
                return middle;
            } else if (offset < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }
}
