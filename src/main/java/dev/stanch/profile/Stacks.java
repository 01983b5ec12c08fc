package dev.stanch.profile;

/** Distinct stacks, each a range of location indexes, leaf first. Stack 0 is the empty one. */
final class Stacks {
    private final IntPages locations = new IntPages();
    private final IntPages starts = new IntPages();
    private Slots slots = new Slots();
    private boolean frozen;
    private int maxDepth;

    Stacks() {
        intern(new int[0], 0);
    }

    /** The number of the stack, added if it is new. */
    int intern(int[] stack, int depth) {
        if (frozen) {
            throw new IllegalStateException("these stacks belong to a profile: clear them first");
        }
        long mixed = depth;
        for (int i = 0; i < depth; i++) {
            mixed = (mixed ^ stack[i]) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        int hash = Slots.fold(mixed);
        int slot = slots.first(hash);
        while (!slots.isEmpty(slot)) {
            if (slots.mayBe(slot, hash) && isAt(slots.row(slot), stack, depth)) {
                return slots.row(slot);
            }
            slot = slots.next(slot);
        }
        int row = starts.size();
        starts.add(locations.size());
        locations.addAll(stack, depth);
        maxDepth = Math.max(maxDepth, depth);
        slots.put(slot, hash, row);
        return row;
    }

    /** Whether so many more locations can be numbered. */
    boolean fits(int depth) {
        return depth <= Integer.MAX_VALUE - locations.size();
    }

    int start(int stack) {
        return starts.get(stack);
    }

    int end(int stack) {
        return stack + 1 < starts.size() ? starts.get(stack + 1) : locations.size();
    }

    int maxDepth() {
        return maxDepth;
    }

    int copy(int stack, int[] into) {
        int start = start(stack);
        int depth = end(stack) - start;
        locations.copy(start, depth, into);
        return depth;
    }

    int location(int index) {
        return locations.get(index);
    }

    /** Gives locations new numbers, after which no stack can be added any more. */
    void renumber(int[] numbers) {
        freeze();
        locations.replace(numbers);
    }

    int size() {
        return starts.size();
    }

    /** Drops what only {@link #intern} needs. */
    void freeze() {
        frozen = true;
        slots = new Slots();
    }

    long bytes() {
        return locations.bytes() + starts.bytes() + slots.bytes();
    }

    private boolean isAt(int row, int[] stack, int depth) {
        int start = start(row);
        if (end(row) - start != depth) {
            return false;
        }
        for (int i = 0; i < depth; i++) {
            if (locations.get(start + i) != stack[i]) {
                return false;
            }
        }
        return true;
    }
}
