package dev.stanch.profile.flame;

import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of a profile by number: lines of equal function (and line, where the profile keeps
 * lines apart) are one frame. A frame's name is made once, not once for each sample.
 */
public final class FrameTable {
    /** Pprof's word for a frame without any name. */
    private static final String UNKNOWN = "<unknown>";

    private final List<String> names = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final Map<String, Integer> byName = new HashMap<>();
    private final Map<Integer, Integer> byKey = new HashMap<>();

    /** The frames of a location stand from its start to the next one's, innermost first. */
    private final int[] starts;

    private int[] frames;

    private FrameTable(int locations, int lines) {
        this.starts = new int[locations + 1];
        this.frames = new int[lines + locations];
    }

    public static FrameTable of(Profile profile) {
        var table = new FrameTable(profile.locations(), profile.lines());
        int at = 0;
        for (int location = 0; location < profile.locations(); location++) {
            table.starts[location] = at;
            for (int line = profile.lineStart(location); line < profile.lineEnd(location); line++) {
                table.frames[at++] = table.ofLine(profile, line);
            }
            if (profile.lineStart(location) == profile.lineEnd(location)) {
                table.frames[at++] = table.unnamed(profile, location);
            }
        }
        table.starts[profile.locations()] = at;
        table.frames = Arrays.copyOf(table.frames, at);
        return table;
    }

    private int ofLine(Profile profile, int line) {
        int function = profile.lineFunction(line);
        String name = profile.functionName(function);
        String file = profile.fileName(function);
        if (name.isEmpty()) {
            name = file.isEmpty() ? UNKNOWN : file;
        }
        int number = profile.lineNumber(line);
        return intern(number > 0 ? name + ":" + number : name, file);
    }

    private int unnamed(Profile profile, int location) {
        int mapping = profile.mapping(location);
        long address = profile.address(location);
        String binary = mapping < 0 ? "" : profile.mappingFile(mapping);
        String name =
                address != 0
                        ? "0x%x".formatted(address)
                        : binary.substring(binary.lastIndexOf('/') + 1);
        return intern(name.isEmpty() ? UNKNOWN : name, binary);
    }

    private int intern(String name, String file) {
        Integer known = byName.get(name);
        if (known != null) {
            return known;
        }
        int frame = names.size();
        names.add(name);
        files.add(file);
        byName.put(name, frame);
        byKey.putIfAbsent(key(name), frame);
        return frame;
    }

    /** A number that a frame's name has in every profile; two names seldom share it. */
    public static int key(String name) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x01000193;
        }
        return hash;
    }

    public int size() {
        return names.size();
    }

    public String name(int frame) {
        return names.get(frame);
    }

    /** Of the first line that has the name; empty when unknown. */
    public String file(int frame) {
        return files.get(frame);
    }

    /** The frame with a key; -1 if there is none. */
    int keyed(int key) {
        return byKey.getOrDefault(key, -1);
    }

    /** Where the location's frames begin for {@link #at}. */
    int start(int location) {
        return starts[location];
    }

    /** Behind the location's outermost frame. */
    int end(int location) {
        return starts[location + 1];
    }

    int at(int i) {
        return frames[i];
    }
}
