package dev.stanch.profile.report;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/** Times as Go prints them in the local zone: {@code 2006-01-02 15:04:05 MST}. */
final class LocalTime {
    /** Names of the zone that Go abbreviates as UTC. */
    private static final Set<String> UTC =
            Set.of("UTC", "Etc/UTC", "UCT", "Etc/UCT", "Zulu", "Etc/Zulu", "Universal");

    private LocalTime() {}

    static String of(long nanosSince1970) {
        TimeZone zone = TimeZone.getDefault();
        // The rules of all zones take longer to load than the rest of a small report.
        return of(nanosSince1970, UTC.contains(zone.getID()) ? ZoneOffset.UTC : zone.toZoneId());
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
        if (zone.equals(ZoneOffset.UTC) || UTC.contains(zone.getId())) {
            return "UTC";
        }
        boolean isSummer = zone.getRules().isDaylightSavings(time.toInstant());
        return TimeZone.getTimeZone(zone).getDisplayName(isSummer, TimeZone.SHORT, Locale.US);
    }
}
