package dev.stanch.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Sizes as Kubernetes and Go write them: {@code 512MiB}, {@code 512Mi}, {@code 2G}; a bare number
 * is bytes.
 */
final class Sizes implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*([kmgt]?)(i?)b?");

    @Override
    public Long convert(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is no size; write 512MiB or 2G");
        }
        int power = " kmgt".indexOf(matcher.group(2).isEmpty() ? " " : matcher.group(2));
        double base = matcher.group(3).isEmpty() ? 1000 : 1024;
        double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(base, power);
        if (!(bytes >= 1) || bytes > 1L << 60) {
            throw new TypeConversionException("'" + text + "' is no size of a memory");
        }
        return (long) bytes;
    }
}
