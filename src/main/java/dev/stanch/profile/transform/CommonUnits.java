package dev.stanch.profile.transform;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.measure.Units;
import java.util.ArrayList;
import java.util.List;

/**
 * Scales profiles to the smallest unit of each sample type and of the period, so that nothing is
 * lost when they are added ({@code ScaleProfiles} in google/pprof).
 */
final class CommonUnits {
    private CommonUnits() {}

    /**
     * The profiles with the same units.
     *
     * @param profiles of equally many sample types
     * @throws FormatException if they measure different things
     */
    static List<Profile> of(List<Profile> profiles) throws FormatException {
        if (profiles.size() == 1) {
            return profiles;
        }
        ValueType period =
                smallest(
                        "period type",
                        profiles.stream()
                                .map(profile -> Compatibility.orNone(profile.periodType()))
                                .toList());
        List<ValueType> types = new ArrayList<>();
        for (int i = 0; i < profiles.getFirst().sampleTypes().size(); i++) {
            int column = i;
            types.add(
                    smallest(
                            "sample types",
                            profiles.stream()
                                    .map(profile -> profile.sampleTypes().get(column))
                                    .toList()));
        }
        return profiles.stream().map(profile -> scale(profile, period, types)).toList();
    }

    private static ValueType smallest(String what, List<ValueType> types) throws FormatException {
        ValueType smallest = types.getFirst();
        for (ValueType type : types) {
            if (!areCompatible(smallest, type)) {
                throw Compatibility.mismatch(
                        "%s: incompatible types: %s %s".formatted(what, smallest, type));
            }
            if (Units.ratio(type.unit(), smallest.unit()) < 1) {
                smallest = type;
            }
        }
        return smallest;
    }

    /** A plural is taken for its singular. */
    private static boolean areCompatible(ValueType type, ValueType other) {
        return singular(type.type()).equals(singular(other.type()))
                && Units.areComparable(type.unit(), other.unit());
    }

    private static String singular(String name) {
        return name.endsWith("s") ? name.substring(0, name.length() - 1) : name;
    }

    private static Profile scale(Profile profile, ValueType period, List<ValueType> types) {
        double[] ratios = new double[types.size()];
        boolean sameUnits = Compatibility.orNone(profile.periodType()).unit().equals(period.unit());
        for (int i = 0; i < ratios.length; i++) {
            String unit = profile.sampleTypes().get(i).unit();
            ratios[i] = Units.ratio(unit, types.get(i).unit());
            sameUnits &= unit.equals(types.get(i).unit());
        }
        if (sameUnits) {
            return profile;
        }
        Profile scaled = Scaling.by(profile, ratios);
        ProfileTables tables = ProfileTables.of(scaled);
        tables.clearSampleTypes();
        for (int i = 0; i < ratios.length; i++) {
            String type = profile.sampleTypes().get(i).type();
            tables.addSampleType(new ValueType(type, types.get(i).unit()));
        }
        ValueType own = Compatibility.orNone(profile.periodType());
        tables.setPeriod(
                new ValueType(own.type(), period.unit()),
                (long) Units.scale(profile.period(), own.unit(), period.unit()).value());
        return tables.build();
    }
}
