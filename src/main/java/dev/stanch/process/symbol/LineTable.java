package dev.stanch.process.symbol;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which line each address is of: what a line program has written down. */
final class LineTable {
    private final List<String> files;
    private final int firstFile;
    private final Intervals sequences = new Intervals();
    private final List<int[]> rowsOf = new ArrayList<>();
    private long[] addresses = new long[64];
    private int[] fileNumbers = new int[64];
    private int[] lines = new int[64];
    private int size;
    private int sequenceStart;

    /**
     * @param files paths
     * @param firstFile number of the first of them: 0 in DWARF 5, else 1
     */
    LineTable(List<String> files, int firstFile) {
        this.files = files;
        this.firstFile = firstFile;
    }

    void row(long address, int file, int line) {
        if (size == addresses.length) {
            addresses = Arrays.copyOf(addresses, 2 * size);
            fileNumbers = Arrays.copyOf(fileNumbers, 2 * size);
            lines = Arrays.copyOf(lines, 2 * size);
        }
        addresses[size] = address;
        fileNumbers[size] = file;
        lines[size++] = line;
    }

    void endSequence(long end, Budget budget) throws FormatException {
        if (size > sequenceStart) {
            sequences.add(budget, addresses[sequenceStart], end, rowsOf.size());
            rowsOf.add(new int[] {sequenceStart, size});
        }
        sequenceStart = size;
    }

    void freeze() {
        sequences.freeze();
    }

    /** The row that holds for the address; -1 when none does. */
    int rowAt(long address) {
        int[] found = {-1};
        sequences.visit(
                address,
                sequence -> {
                    int[] rows = rowsOf.get(sequence);
                    int low = rows[0];
                    int high = rows[1];
                    while (low < high) {
                        int middle = (low + high) >>> 1;
                        if (Long.compareUnsigned(addresses[middle], address) <= 0) {
                            low = middle + 1;
                        } else {
                            high = middle;
                        }
                    }
                    found[0] = low - 1;
                    return true;
                });
        return found[0];
    }

    int line(int row) {
        return lines[row];
    }

    String fileOf(int row) {
        return file(fileNumbers[row]);
    }

    /** Path of a file by the number that entries know it by; empty when there is none. */
    String file(long number) {
        long index = number - firstFile;
        return index >= 0 && index < files.size() ? files.get((int) index) : "";
    }
}
