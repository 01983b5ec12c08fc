package dev.stanch.profile.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;

/** Times as Go prints them in the local zone: {@code 2006-01-02 15:04:05 MST}. */
final class LocalTime {
    private LocalTime() {}

    static String of(long nanosSince1970) {
        return of(nanosSince1970, ZoneId.systemDefault());
    }

    static String of(long nanosSince1970, ZoneId zone) {
        Instant instant = Instant.ofEpochSecond(0, nanosSince1970);
        ZonedDateTime time = instant.atZone(zone);
        return two(new StringBuilder(32).append(year(time)).append('-'), time.getMonthValue(), '-')
                + two(new StringBuilder(), time.getDayOfMonth(), ' ')
                + two(new StringBuilder(), time.getHour(), ':')
                + two(new StringBuilder(), time.getMinute(), ':')
                + two(new StringBuilder(), time.getSecond(), ' ')
                + abbreviation(time, zone);
    }

    private static String year(ZonedDateTime time) {
        String year = Integer.toString(time.getYear());
        return "0".repeat(Math.max(0, 4 - year.length())) + year;
    }

    private static String two(StringBuilder out, int number, char end) {
        if (number < 10) {
            out.append('0');
        }
        return out.append(number).append(end).toString();
    }

    /** Looking up names loads much of the JDK, so not for UTC. */
    private static String abbreviation(ZonedDateTime time, ZoneId zone) {
        if (zone.normalized().equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        boolean isSummer = zone.getRules().isDaylightSavings(time.toInstant());
        return TimeZone.getTimeZone(zone).getDisplayName(isSummer, TimeZone.SHORT, Locale.US);
    }
}
