package dev.stanch.profile.codec.foreign;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.ProfileTables;
import java.util.HashMap;
import java.util.Map;

/** The locations of {@code perf script}: each object that code lies in is a mapping. */
final class PerfFrames {
    private record Place(PerfFrame frame, String source) {}

    private final ProfileTables tables;
    private final NamedFrames names;
    private final Map<Place, Integer> locations = new HashMap<>();
    private final Map<String, Integer> mappings = new HashMap<>();

    PerfFrames(ProfileTables tables, ByteInput input, long memoryLimit) {
        this.tables = tables;
        this.names = new NamedFrames(tables, input, memoryLimit);
    }

    /**
     * The number of the location of a frame.
     *
     * @param source its {@code file:line}; empty when unknown
     */
    int location(PerfFrame frame, String source) throws FormatException {
        Place place = new Place(frame, source);
        Integer known = locations.get(place);
        if (known != null) {
            return known;
        }
        int location = tables.addLocation();
        locations.put(place, location);
        tables.setAddress(location, frame.address());
        if (!frame.object().isEmpty()) {
            tables.setMapping(location, mapping(frame.object()));
        }
        if (!frame.function().isEmpty()) {
            names.describe(location, named(frame.function(), source));
        }
        return location;
    }

    /** Throws if so many bytes more than were read take more than they may. */
    void check(long more) throws FormatException {
        names.check(more + 150L * locations.size());
    }

    private static NamedFrames.Frame named(String function, String source) {
        int colon = source.lastIndexOf(':');
        String digits = source.substring(colon + 1);
        boolean numbered =
                colon > 0
                        && !digits.isEmpty()
                        && digits.length() < 10
                        && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return numbered
                ? new NamedFrames.Frame(
                        function, source.substring(0, colon), Integer.parseInt(digits))
                : new NamedFrames.Frame(function, "", 0);
    }

    private int mapping(String object) {
        return mappings.computeIfAbsent(
                object,
                file -> {
                    int mapping = tables.addMapping();
                    tables.setFile(mapping, tables.string(file), 0);
                    tables.setSymbolized(mapping, true, false, false, false);
                    return mapping;
                });
    }
}
