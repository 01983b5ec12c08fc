package dev.stanch.profile.codec.foreign;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.ProfileTables;
import java.util.HashMap;
import java.util.Map;

/** Frames known by name: equal ones are one location, and functions of equal name and file one. */
final class NamedFrames {
    /**
     * A frame.
     *
     * @param line 0 when unknown
     */
    record Frame(String function, String file, int line) {}

    private record Function(String name, String file) {}

    /** About what a frame takes in the maps, beside its characters. */
    private static final long FRAME_BYTES = 200;

    private final ProfileTables tables;
    private final ByteInput input;
    private final long memoryLimit;
    private final Map<Frame, Integer> locations = new HashMap<>();
    private final Map<Function, Integer> functions = new HashMap<>();
    private long bytes;

    NamedFrames(ProfileTables tables, ByteInput input, long memoryLimit) {
        this.tables = tables;
        this.input = input;
        this.memoryLimit = memoryLimit;
        tables.string("");
    }

    /** The number of the location. */
    int location(Frame frame) throws FormatException {
        Integer known = locations.get(frame);
        if (known != null) {
            return known;
        }
        int location = tables.addLocation();
        describe(location, frame);
        locations.put(frame, location);
        return location;
    }

    /** Says what a location is that already has its number. */
    void describe(int location, Frame frame) throws FormatException {
        bytes += FRAME_BYTES + 2L * frame.function().length() + frame.file().length();
        check();
        int function =
                functions.computeIfAbsent(
                        new Function(frame.function(), frame.file()),
                        key -> {
                            int number = tables.addFunction();
                            int name = tables.string(key.name());
                            tables.setFunction(number, name, name, tables.string(key.file()), 0);
                            return number;
                        });
        int start = tables.lines();
        tables.addLine(function, frame.line(), 0);
        tables.setLines(location, start, start + 1);
    }

    /** Throws if what was read takes more than it may. */
    void check() throws FormatException {
        check(0);
    }

    /** The same when so many bytes are taken beside. */
    void check(long more) throws FormatException {
        if (more + bytes + tables.bytes() > memoryLimit) {
            long limit = memoryLimit >> 20;
            throw input.wrong("it needs more than " + limit + " MiB of memory: allow Java more");
        }
    }
}
