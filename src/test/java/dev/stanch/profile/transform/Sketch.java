package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Label;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * Small profiles as text. A sample is {@code leaf middle root = 3 {key:value bytes:64}}; {@code
 * inner+outer} is one location with an inlined call; a label whose value is a number is numeric,
 * and may have a unit: {@code bytes:64kb}. Functions are in files of their name with {@code .go}
 * behind.
 */
final class Sketch {
    private Sketch() {}

    /** A profile of one sample type. */
    static Profile of(String... samples) {
        return of(List.of(new ValueType("space", "bytes")), samples);
    }

    static Profile of(List<ValueType> types, String... samples) {
        ProfileBuilder builder = new ProfileBuilder(types);
        for (String sample : samples) {
            add(builder, sample);
        }
        return builder.build();
    }

    static void add(ProfileBuilder builder, String sample) {
        int equals = sample.indexOf(" = ");
        int brace = sample.indexOf(" {");
        String values = sample.substring(equals + 3, brace < 0 ? sample.length() : brace);
        long[] numbers =
                List.of(values.split(" ", -1)).stream().mapToLong(Long::parseLong).toArray();
        builder.addSample(
                stack(sample.substring(0, equals)),
                numbers,
                brace < 0 ? List.of() : labels(sample.substring(brace + 2, sample.length() - 1)));
    }

    /** The samples of a profile as such text, without columns and addresses. */
    static List<String> lines(Profile profile) {
        List<String> result = new ArrayList<>();
        for (int sample = 0; sample < profile.samples(); sample++) {
            StringBuilder line = new StringBuilder(stack(profile, sample)).append(" =");
            for (int type = 0; type < profile.sampleTypes().size(); type++) {
                line.append(' ').append(profile.value(sample, type));
            }
            List<String> labels = labels(profile, sample);
            if (!labels.isEmpty()) {
                line.append(" {").append(String.join(" ", labels)).append('}');
            }
            result.add(line.toString());
        }
        return result;
    }

    private static List<Frame> stack(String text) {
        List<Frame> stack = new ArrayList<>();
        for (String location : text.split(" ", -1)) {
            String[] calls = location.split("\\+", -1);
            for (int i = 0; i < calls.length; i++) {
                boolean inlined = i < calls.length - 1;
                stack.add(new Frame(calls[i], calls[i] + ".go", 1, 0, inlined));
            }
        }
        return stack;
    }

    private static List<Label> labels(String text) {
        List<Label> result = new ArrayList<>();
        for (String label : text.split(" ", -1)) {
            String[] parts = label.split(":", -1);
            String digits = parts[1].replaceAll("[a-z]+$", "");
            boolean isNumber = digits.matches("-?[0-9]+");
            String unit = parts[1].substring(isNumber ? digits.length() : 0);
            result.add(
                    isNumber
                            ? new Label.Quantity(parts[0], Long.parseLong(digits), unit)
                            : new Label.Text(parts[0], parts[1]));
        }
        return result;
    }

    private static String stack(Profile profile, int sample) {
        List<String> locations = new ArrayList<>();
        for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
            int location = profile.locationAt(i);
            List<String> calls = new ArrayList<>();
            for (int j = profile.lineStart(location); j < profile.lineEnd(location); j++) {
                calls.add(profile.functionName(profile.lineFunction(j)));
            }
            locations.add(calls.isEmpty() ? "?" : String.join("+", calls));
        }
        return String.join(" ", locations);
    }

    private static List<String> labels(Profile profile, int sample) {
        List<String> result = new ArrayList<>();
        profile.visitLabels(
                sample,
                new Profile.LabelVisitor() {
                    @Override
                    public void text(String key, String value) {
                        result.add(key + ":" + value);
                    }

                    @Override
                    public void number(String key, long value, String unit) {
                        result.add(key + ":" + value + unit);
                    }
                });
        return result;
    }
}
