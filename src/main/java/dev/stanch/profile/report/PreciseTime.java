package dev.stanch.profile.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** Times as Go prints them by default: {@code 2006-01-02 15:04:05.999999999 -0700 MST}. */
final class PreciseTime {
    private static final int NANOS = 1_000_000_000;

    private PreciseTime() {}

    static String of(long nanosSince1970, ZoneId zone) {
        String text = LocalTime.of(nanosSince1970, zone);
        int name = text.lastIndexOf(' ');
        ZonedDateTime time = Instant.ofEpochSecond(0, nanosSince1970).atZone(zone);
        int minutes = time.getOffset().getTotalSeconds() / 60;
        int size = Math.abs(minutes);
        return text.substring(0, name)
                + fraction(time.getNano())
                + (minutes < 0 ? " -" : " +")
                + two(size / 60)
                + two(size % 60)
                + text.substring(name);
    }

    private static String fraction(int nanos) {
        if (nanos == 0) {
            return "";
        }
        String digits = Integer.toString(NANOS + nanos).substring(1);
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return "." + digits.substring(0, end);
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}
