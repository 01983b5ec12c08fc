package dev.stanch.profile.flame;

/**
 * Where a walk along each stack has come to. A stack is a row of locations, each with one frame or,
 * where calls were inlined, several; a cursor is the next frame's place in both.
 */
final class Cursors {
    private static final int AT_END = -1;

    private final Weighted stacks;
    private final FrameTable frames;
    private final boolean towardsLeaf;
    private final int[] places;
    private final int[] parts;

    /** Each walk begins at the stack's root, or at its leaf when it goes the other way. */
    Cursors(Weighted stacks, FrameTable frames, boolean towardsLeaf) {
        this.stacks = stacks;
        this.frames = frames;
        this.towardsLeaf = towardsLeaf;
        this.places = new int[stacks.count()];
        this.parts = new int[stacks.count()];
        for (int stack = 0; stack < places.length; stack++) {
            enter(stack, towardsLeaf ? stacks.end(stack) - 1 : stacks.start(stack));
        }
    }

    private void enter(int stack, int place) {
        if (place < stacks.start(stack) || place >= stacks.end(stack)) {
            places[stack] = AT_END;
            return;
        }
        int location = stacks.location(place);
        places[stack] = place;
        parts[stack] = towardsLeaf ? frames.end(location) - 1 : frames.start(location);
    }

    /** The frame at the cursor, which moves on; -1 at the end. */
    int next(int stack) {
        int place = places[stack];
        if (place == AT_END) {
            return -1;
        }
        int part = parts[stack];
        int location = stacks.location(place);
        boolean lastPart =
                towardsLeaf ? part == frames.start(location) : part == frames.end(location) - 1;
        if (lastPart) {
            enter(stack, towardsLeaf ? place - 1 : place + 1);
        } else {
            parts[stack] = towardsLeaf ? part - 1 : part + 1;
        }
        return frames.at(part);
    }

    /**
     * Moves the cursor to the call of the frame that is nearest to the root.
     *
     * @return whether the stack has it
     */
    boolean seekOutermost(int stack, int frame) {
        for (int place = stacks.end(stack) - 1; place >= stacks.start(stack); place--) {
            int location = stacks.location(place);
            for (int part = frames.end(location) - 1; part >= frames.start(location); part--) {
                if (frames.at(part) == frame) {
                    places[stack] = place;
                    parts[stack] = part;
                    return true;
                }
            }
        }
        return false;
    }
}
