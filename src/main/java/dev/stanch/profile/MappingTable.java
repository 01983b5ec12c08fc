package dev.stanch.profile;

/** Mappings as rows; file and build id are indexes of strings. There are never many. */
final class MappingTable {
    private static final int FUNCTIONS = 1;
    private static final int FILENAMES = 2;
    private static final int LINE_NUMBERS = 4;
    private static final int INLINE_FRAMES = 8;

    private RowIds ids = new RowIds();
    private LongPages starts = new LongPages();
    private LongPages limits = new LongPages();
    private LongPages offsets = new LongPages();
    private IntPages files = new IntPages();
    private IntPages buildIds = new IntPages();
    private IntPages flags = new IntPages();

    MappingTable copy() {
        MappingTable copy = new MappingTable();
        copy.ids = ids.copy();
        copy.starts = starts.copy();
        copy.limits = limits.copy();
        copy.offsets = offsets.copy();
        copy.files = files.copy();
        copy.buildIds = buildIds.copy();
        copy.flags = flags.copy();
        return copy;
    }

    /** A copy whose row {@code numbers[i]} is row i of this, if it is not negative. */
    MappingTable renumbered(int[] numbers) {
        MappingTable result = new MappingTable();
        for (int i = 0; i < numbers.length; i++) {
            int row = numbers[i];
            if (row < 0) {
                continue;
            }
            result.setId(row, id(i));
            result.set(row, starts.get(i), limits.get(i), offsets.get(i));
            result.setStrings(row, files.get(i), buildIds.get(i));
            result.flags.set(row, flags.get(i));
        }
        return result;
    }

    void set(int row, long start, long limit, long offset) {
        starts.set(row, start);
        limits.set(row, limit);
        offsets.set(row, offset);
    }

    void setStrings(int row, int file, int buildId) {
        files.set(row, file);
        buildIds.set(row, buildId);
    }

    void setFlags(
            int row, boolean functions, boolean filenames, boolean lineNumbers, boolean inlines) {
        flags.set(
                row,
                (functions ? FUNCTIONS : 0)
                        | (filenames ? FILENAMES : 0)
                        | (lineNumbers ? LINE_NUMBERS : 0)
                        | (inlines ? INLINE_FRAMES : 0));
    }

    long id(int row) {
        return ids.get(row);
    }

    void setId(int row, long id) {
        ids.set(row, id);
    }

    long start(int row) {
        return starts.get(row);
    }

    long limit(int row) {
        return limits.get(row);
    }

    long offset(int row) {
        return offsets.get(row);
    }

    int file(int row) {
        return files.get(row);
    }

    int buildId(int row) {
        return buildIds.get(row);
    }

    boolean hasFunctions(int row) {
        return (flags.get(row) & FUNCTIONS) != 0;
    }

    boolean hasFilenames(int row) {
        return (flags.get(row) & FILENAMES) != 0;
    }

    boolean hasLineNumbers(int row) {
        return (flags.get(row) & LINE_NUMBERS) != 0;
    }

    boolean hasInlineFrames(int row) {
        return (flags.get(row) & INLINE_FRAMES) != 0;
    }

    long bytes() {
        return ids.bytes()
                + starts.bytes()
                + limits.bytes()
                + offsets.bytes()
                + files.bytes()
                + buildIds.bytes()
                + flags.bytes();
    }
}
