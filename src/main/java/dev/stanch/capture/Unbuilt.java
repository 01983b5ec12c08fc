package dev.stanch.capture;

/** Marks what the next commits bring. */
final class Unbuilt {
    private Unbuilt() {}

    static <T> T later() {
        throw new UnsupportedOperationException("not built yet");
    }
}
