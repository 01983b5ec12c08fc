package dev.stanch.profile.transform;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes profiles such that they can be added: the same sample types in the same order. */
final class Compatibility {
    private static final ValueType NONE = new ValueType("", "");

    private Compatibility() {}

    /** The type, or the empty one, which is what pprof takes a missing one for. */
    static ValueType orNone(@Nullable ValueType type) {
        return type == null ? NONE : type;
    }

    static FormatException mismatch(String problem) {
        return new FormatException("profiles", -1, problem);
    }

    /**
     * Checks that two profiles measure the same.
     *
     * @throws FormatException if they do not
     */
    static void check(Profile profile, Profile other) throws FormatException {
        ValueType period = orNone(profile.periodType());
        ValueType otherPeriod = orNone(other.periodType());
        if (!period.equals(otherPeriod)) {
            throw mismatch(
                    "incompatible period types %s and %s"
                            .formatted(name(period), name(otherPeriod)));
        }
        if (!profile.sampleTypes().equals(other.sampleTypes())) {
            throw mismatch(
                    "incompatible sample types %s and %s".formatted(names(profile), names(other)));
        }
    }

    /**
     * The profiles with the sample types that all have, in the first one's order.
     *
     * @throws FormatException if there are none
     */
    static List<Profile> withCommonTypes(List<Profile> profiles) throws FormatException {
        List<String> types = commonTypes(profiles);
        if (types.isEmpty()) {
            throw mismatch("profiles have empty common sample type list");
        }
        return profiles.stream().map(profile -> withTypes(profile, types)).toList();
    }

    private static List<String> commonTypes(List<Profile> profiles) {
        Map<String, Integer> counts = new HashMap<>();
        for (Profile profile : profiles) {
            profile.sampleTypes().forEach(type -> counts.merge(type.type(), 1, Integer::sum));
        }
        List<String> common = new ArrayList<>();
        for (ValueType type : profiles.getFirst().sampleTypes()) {
            if (counts.getOrDefault(type.type(), 0) == profiles.size()) {
                common.add(type.type());
            }
        }
        return common;
    }

    private static Profile withTypes(Profile profile, List<String> types) {
        int[] columns = types.stream().mapToInt(profile::sampleTypeIndex).toArray();
        boolean isSame = columns.length == profile.sampleTypes().size();
        for (int i = 0; i < columns.length; i++) {
            isSame &= columns[i] == i;
        }
        if (isSame) {
            return profile;
        }
        ProfileTables tables = ProfileTables.of(profile);
        tables.clearSampleTypes();
        for (int column : columns) {
            tables.addSampleType(profile.sampleTypes().get(column));
        }
        if (!types.contains(profile.defaultSampleType())) {
            tables.setDefaultSampleType(types.getFirst());
        }
        tables.clearSamples();
        tables.setStride(columns.length);
        long[] row = new long[columns.length];
        for (int sample = 0; sample < profile.samples(); sample++) {
            for (int i = 0; i < row.length; i++) {
                row[i] = profile.value(sample, columns[i]);
            }
            tables.addSample(row, profile.stackId(sample), profile.labelSetId(sample));
        }
        return tables.build();
    }

    private static String names(Profile profile) {
        return profile.sampleTypes().stream().map(Compatibility::name).toList().toString();
    }

    private static String name(ValueType type) {
        return type.type() + "/" + type.unit();
    }
}
