package dev.stanch.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as Go people write them: {@code 20s}, {@code 1m30s}, {@code 500ms}; a bare number is
 * seconds.
 */
final class Durations implements ITypeConverter<Duration> {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)?");

    @Override
    public Duration convert(String text) {
        Matcher matcher = PART.matcher(text);
        double seconds = 0;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            seconds += Double.parseDouble(matcher.group(1)) * unit(matcher.group(2));
            end = matcher.end();
        }
        if (end == 0 || end != text.length() || !(seconds > 0) || seconds > 30 * 86400) {
            throw new TypeConversionException(
                    "'" + text + "' is no duration; write 20s, 1m30s or 2h");
        }
        return Duration.ofNanos((long) (seconds * 1e9));
    }

    private static double unit(String unit) {
        return switch (unit) {
            case "ms" -> 0.001;
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86400;
            case null, default -> 1;
        };
    }
}
