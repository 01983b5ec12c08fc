package dev.stanch.profile.codec.legacy;

/** A range of addresses that a file is mapped to; the numbers are unsigned. */
final class Mapping {
    long start;
    long limit;
    long offset;
    String file;
    String buildId;

    Mapping(long start, long limit, long offset, String file, String buildId) {
        this.start = start;
        this.limit = limit;
        this.offset = offset;
        this.file = file;
        this.buildId = buildId;
    }

    boolean holds(long address) {
        return Long.compareUnsigned(start, address) <= 0
                && Long.compareUnsigned(address, limit) < 0;
    }

    /**
     * Whether the address lies in the first part of the file, which some programs leave out of
     * their map when it is split.
     */
    boolean holdsBefore(long address) {
        return offset != 0
                && Long.compareUnsigned(start - offset, address) <= 0
                && Long.compareUnsigned(address, start) < 0;
    }

    /** Whether the next range continues this one: the same file, without a gap. */
    boolean isContinuedBy(Mapping next) {
        boolean otherFile = !file.isEmpty() && !next.file.isEmpty() && !file.equals(next.file);
        boolean otherBuild =
                !buildId.isEmpty() && !next.buildId.isEmpty() && !buildId.equals(next.buildId);
        if (otherFile || otherBuild || limit != next.start) {
            return false;
        }
        return offset == 0 || next.offset == 0 || offset + (limit - start) == next.offset;
    }
}
