package dev.stanch.profile.codec;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Which rows have been defined, and in what order. Rows are numbered when first mentioned, which
 * for nearly all profiles is the order of the definitions too; if it is not, {@link #newNumbers}
 * brings them into it.
 */
final class Definitions {
    private final BitSet defined = new BitSet();
    private int[] order = new int[64];
    private int size;
    private boolean isInOrder = true;

    /** Says that this row is defined; false if it is already. */
    boolean add(int row) {
        if (defined.get(row)) {
            return false;
        }
        defined.set(row);
        if (size == order.length) {
            order = Arrays.copyOf(order, size * 2);
        }
        isInOrder &= row == size;
        order[size++] = row;
        return true;
    }

    /** How many rows are defined. */
    int size() {
        return size;
    }

    /**
     * The new number of each row, or null if all stay. Rows without definition follow the others.
     *
     * @param rows how many were mentioned
     */
    int @Nullable [] newNumbers(int rows) {
        if (isInOrder) {
            return null;
        }
        int[] numbers = numbersOfDefined(rows);
        int next = size;
        for (int row = 0; row < rows; row++) {
            if (numbers[row] < 0) {
                numbers[row] = next++;
            }
        }
        return numbers;
    }

    /** As {@link #newNumbers}, but rows without definition go: they become -1. */
    int @Nullable [] newNumbersOfDefined(int rows) {
        return isInOrder && size == rows ? null : numbersOfDefined(rows);
    }

    private int[] numbersOfDefined(int rows) {
        int[] numbers = new int[rows];
        Arrays.fill(numbers, -1);
        for (int i = 0; i < size; i++) {
            numbers[order[i]] = i;
        }
        return numbers;
    }
}
