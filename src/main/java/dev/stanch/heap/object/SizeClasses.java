package dev.stanch.heap.object;

import java.util.Arrays;

/** The sizes that Go's allocator rounds up to: {@code sizeclasses.go}, the same since Go 1.16. */
final class SizeClasses {
    private static final long PAGE = 8192;
    private static final long TINY = 16;

    // Not to be changed; an array, as the binary search wants one.
    private final int[] sizes = {
        8, 16, 24, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240, 256, 288, 320,
        352, 384, 416, 448, 480, 512, 576, 640, 704, 768, 896, 1024, 1152, 1280, 1408, 1536, 1792,
        2048, 2304, 2688, 3072, 3200, 3456, 4096, 4864, 5120, 5376, 6144, 6528, 6784, 6912, 8192,
        9472, 9728, 10240, 10880, 12288, 13568, 14336, 16384, 18432, 19072, 20480, 21760, 24576,
        27264, 28672, 32768
    };

    /**
     * Whether one value of a size is what an object of a size class was made for. Small values
     * without pointers share objects of 16 bytes, so that nothing can be said of those.
     */
    boolean isFor(long object, long value, boolean noscan) {
        if (value <= 0 || value > object || (noscan && object == TINY && value < TINY)) {
            return false;
        }
        int at = object > Integer.MAX_VALUE ? -1 : Arrays.binarySearch(sizes, (int) object);
        long below = at > 0 ? sizes[at - 1] : at == 0 ? 0 : object - PAGE;
        return value > below;
    }
}
