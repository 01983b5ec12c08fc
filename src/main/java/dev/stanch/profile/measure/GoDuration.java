package dev.stanch.profile.measure;

/** Durations as Go prints them: {@code 1h2m3.5s}, {@code 1.5ms}, {@code 0s}. */
public final class GoDuration {
    private static final long MICROSECOND = 1_000;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private GoDuration() {}

    public static String of(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        String sign = nanos < 0 ? "-" : "";
        // The smallest long has no positive counterpart; its bits are right as an unsigned number.
        long size = Math.abs(nanos);
        if (Long.compareUnsigned(size, MICROSECOND) < 0) {
            return sign + size + "ns";
        } else if (Long.compareUnsigned(size, MILLISECOND) < 0) {
            return sign + decimal(size, MICROSECOND) + "µs";
        } else if (Long.compareUnsigned(size, SECOND) < 0) {
            return sign + decimal(size, MILLISECOND) + "ms";
        }
        long minutes = Long.divideUnsigned(size, 60 * SECOND);
        String seconds = decimal(Long.remainderUnsigned(size, 60 * SECOND), SECOND) + "s";
        long hours = minutes / 60;
        if (minutes == 0) {
            return sign + seconds;
        }
        return sign + (hours == 0 ? "" : hours + "h") + minutes % 60 + "m" + seconds;
    }

    private static String decimal(long size, long unit) {
        long rest = size % unit;
        if (rest == 0) {
            return Long.toString(size / unit);
        }
        String digits = Long.toString(unit + rest).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return size / unit + "." + digits.substring(0, end);
    }
}
