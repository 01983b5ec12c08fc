package dev.stanch.profile;

import dev.stanch.io.Varints;
import java.util.Arrays;

/**
 * Distinct sets of sample labels. A label is four numbers: key, string value, number, unit (all but
 * the number are indexes of strings, 0 for none). A set is its labels as varints one after the
 * other. Set 0 is the empty one.
 */
final class LabelSets {
    private final BytePages bytes = new BytePages();
    private final IntPages starts = new IntPages();
    private Slots slots = new Slots();
    private boolean frozen;
    private byte[] draft = new byte[64];
    private int draftSize;

    LabelSets() {
        intern();
    }

    /** Adds a label to the set being put together. */
    void label(int key, int text, long number, int unit) {
        if (draft.length - draftSize < 4 * Varints.MAX_BYTES) {
            draft = Arrays.copyOf(draft, draft.length * 2);
        }
        draftSize = Varints.put(draft, draftSize, key);
        draftSize = Varints.put(draft, draftSize, text);
        draftSize = Varints.put(draft, draftSize, number);
        draftSize = Varints.put(draft, draftSize, unit);
    }

    /** Ends the set put together by {@link #label}: its number, added if it is new. */
    int intern() {
        if (frozen) {
            throw new IllegalStateException("these labels belong to a profile: clear them first");
        }
        long mixed = draftSize;
        for (int i = 0; i < draftSize; i++) {
            mixed = mixed * 31 + draft[i];
        }
        int hash = Slots.fold(mixed);
        int slot = slots.first(hash);
        while (!slots.isEmpty(slot)) {
            if (slots.mayBe(slot, hash) && isDraft(slots.row(slot))) {
                draftSize = 0;
                return slots.row(slot);
            }
            slot = slots.next(slot);
        }
        int row = starts.size();
        starts.add(bytes.size());
        bytes.addAll(draft, 0, draftSize);
        slots.put(slot, hash, row);
        draftSize = 0;
        return row;
    }

    /** Forgets the set being put together. */
    void discard() {
        draftSize = 0;
    }

    /** Whether the set being put together can be added. */
    boolean fits() {
        return bytes.fits(draftSize);
    }

    /** What takes the labels of a set in their order. */
    interface Visitor {
        void label(int key, int text, long number, int unit);
    }

    void visit(int set, Visitor visitor) {
        byte[] labels = bytes.copy(starts.get(set), end(set));
        Varints cursor = new Varints(labels, 0, labels.length);
        while (cursor.hasNext()) {
            visitor.label(
                    (int) cursor.next(), (int) cursor.next(), cursor.next(), (int) cursor.next());
        }
    }

    int size() {
        return starts.size();
    }

    /** Drops what only {@link #intern} needs. */
    void freeze() {
        frozen = true;
        slots = new Slots();
        draft = new byte[0];
    }

    long bytes() {
        return bytes.bytes() + starts.bytes() + slots.bytes();
    }

    private int end(int set) {
        return set + 1 < starts.size() ? starts.get(set + 1) : bytes.size();
    }

    private boolean isDraft(int set) {
        int start = starts.get(set);
        return end(set) - start == draftSize && bytes.matches(start, draft, 0, draftSize);
    }
}
