package dev.stanch.profile;

/**
 * The scaling of sampled allocations to estimates of all allocations, as {@code scaleHeapSample} in
 * Go's {@code runtime/pprof/protomem.go} does it, and its inversion.
 *
 * <p>Go samples one allocation in {@code rate} bytes on average, as a Poisson process: an
 * allocation of S bytes is seen with probability 1-exp(-S/rate).
 */
public final class HeapScale {
    private HeapScale() {}

    /** Objects and bytes, scaled. */
    public record Scaled(long objects, long bytes) {}

    /**
     * Estimates of all allocations from the sampled ones.
     *
     * @param objects sampled allocations of about one size
     * @param bytes their bytes
     * @param rate bytes for each sample; at most 1 means that all were recorded
     */
    public static Scaled scale(long objects, long bytes, long rate) {
        if (objects == 0 || bytes == 0) {
            return new Scaled(0, 0);
        }
        if (rate <= 1) {
            return new Scaled(objects, bytes);
        }
        double factor = 1 / seen((double) bytes / (double) objects, rate);
        return new Scaled((long) (objects * factor), (long) (bytes * factor));
    }

    /**
     * About how many allocations were really sampled to give this scaled record. Both scaled
     * numbers were cut to whole ones, so this can be one off for few objects of a size near the
     * rate.
     */
    public static long rawCount(long scaledObjects, long scaledBytes, long rate) {
        if (scaledObjects == 0 || scaledBytes == 0 || rate <= 1) {
            return scaledObjects;
        }
        double probability = seen((double) scaledBytes / (double) scaledObjects, rate);
        long count = Math.round(scaledObjects * probability);
        return count == 0 ? Long.signum(scaledObjects) : count;
    }

    private static double seen(double size, long rate) {
        return 1 - Math.exp(-size / rate);
    }
}
