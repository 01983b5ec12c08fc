package dev.stanch.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A part in percent: {@code 1}, {@code 0.5}, {@code 2%}; above zero and at most 100. */
final class Percentages implements ITypeConverter<Double> {
    @Override
    public Double convert(String text) {
        String number = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
        double percent;
        try {
            percent = Double.parseDouble(number);
        } catch (NumberFormatException notANumber) {
            percent = Double.NaN;
        }
        if (!(percent > 0 && percent <= 100)) {
            throw new TypeConversionException(
                    "'" + text + "' is no part in percent; write 1 or 0.5");
        }
        return percent;
    }
}
