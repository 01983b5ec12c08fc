package dev.stanch.capture;

/** Marks what the next commits bring. */
final class Unbuilt {
    private Unbuilt() {}

    static boolean built() {
        return System.getProperty("stanch.built") != null;
    }
}
