package dev.stanch.profile.report;

import dev.stanch.io.Quoted;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import java.util.List;

/** Which of a profile's values is meant by {@code sample_index}. */
public final class SampleChoice {
    private SampleChoice() {}

    /**
     * The column for a number, or a type's name, also with the prefix {@code inuse_} of old; for
     * nothing the profile's default, else its last.
     *
     * @throws ReportException if there is none, with pprof's message
     */
    public static int of(Profile profile, String sampleIndex) throws ReportException {
        List<ValueType> types = profile.sampleTypes();
        if (types.isEmpty()) {
            throw new ReportException("profile has no samples");
        }
        if (sampleIndex.isEmpty()) {
            int wished = profile.sampleTypeIndex(profile.defaultSampleType());
            return wished >= 0 && !profile.defaultSampleType().isEmpty()
                    ? wished
                    : types.size() - 1;
        }
        if (isNumber(sampleIndex)) {
            int index = GoNumber.integer(sampleIndex);
            if (index < 0 || index >= types.size()) {
                throw new ReportException(
                        "sample_index %s is outside the range [0..%d]"
                                .formatted(sampleIndex, types.size() - 1));
            }
            return index;
        }
        String plain =
                sampleIndex.startsWith("inuse_")
                        ? sampleIndex.substring("inuse_".length())
                        : sampleIndex;
        for (int i = 0; i < types.size(); i++) {
            String type = types.get(i).type();
            if (type.equals(sampleIndex) || type.equals(plain)) {
                return i;
            }
        }
        String known = String.join(" ", types.stream().map(ValueType::type).toList());
        throw new ReportException(
                "sample_index " + Quoted.of(sampleIndex) + " must be one of: [" + known + "]");
    }

    private static boolean isNumber(String text) {
        try {
            GoNumber.integer(text);
            return true;
        } catch (IllegalArgumentException word) {
            return false;
        }
    }
}
