package dev.stanch.profile.codec.legacy;

/**
 * Takes out second copies of leaves: a signal handler gets the leaf's address both from the
 * registers and by unwinding, where it is less one like the other calls' ({@code
 * cleanupDuplicateLocations}).
 */
final class LeafCopies {
    private LeafCopies() {}

    static void remove(Draft draft) {
        draft.removeSecond(sample -> draft.address(sample, 0) == draft.address(sample, 1) + 1);
    }
}
