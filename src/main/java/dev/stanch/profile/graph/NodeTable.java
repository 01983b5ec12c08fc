package dev.stanch.profile.graph;

import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distinct places in a profile, numbered from 0: what an aggregated profile still tells of
 * function, file, line, address makes two frames the same place or not. Also which places each
 * location stands for; several when calls were inlined there.
 */
public final class NodeTable {
    private final List<String> strings = new ArrayList<>();
    private final Map<String, Integer> stringIds = new HashMap<>();

    private int size;
    private int[] names = new int[64];
    private int[] files = new int[64];
    private int[] objects = new int[64];
    private long[] addresses = new long[64];
    private long[] lines = new long[64];
    private long[] columns = new long[64];
    private long[] startLines = new long[64];
    private int[] slots = new int[128];
    private @Nullable String[] printable = new String[0];

    /** Where the nodes of a location begin in {@link #frameNodes}; one more than locations. */
    private final int[] frameStarts;

    /** The nodes of all locations, the outermost call of a location first. */
    private int[] frameNodes;

    /** Nodes that some location has inside of an outer call. */
    private final BitSet inlined = new BitSet();

    private NodeTable(Profile profile, TrimPath trimPath, boolean hasObjects) {
        int locations = profile.locations();
        frameStarts = new int[locations + 1];
        frameNodes = new int[locations + 16];
        string("");
        int[] functionNames = new int[profile.functions()];
        int[] functionFiles = new int[profile.functions()];
        for (int function = 0; function < functionNames.length; function++) {
            functionNames[function] = string(profile.functionName(function));
            String file = trimPath.apply(profile.fileName(function));
            functionFiles[function] = file.isEmpty() ? 0 : string(GoPath.clean(file));
        }
        int[] mappingFiles = new int[profile.mappings()];
        for (int mapping = 0; mapping < mappingFiles.length; mapping++) {
            mappingFiles[mapping] = string(profile.mappingFile(mapping));
        }
        int frames = 0;
        for (int location = 0; location < locations; location++) {
            frameStarts[location] = frames;
            int mapping = profile.mapping(location);
            int object = mapping < 0 ? 0 : mappingFiles[mapping];
            long address = profile.address(location);
            int first = profile.lineStart(location);
            int end = profile.lineEnd(location);
            frameNodes = room(frameNodes, frames + Math.max(1, end - first));
            if (first == end) {
                frameNodes[frames++] = find(0, 0, object, address, 0, 0, 0);
            }
            for (int line = end - 1; line >= first; line--) {
                int function = profile.lineFunction(line);
                if (function < 0) {
                    frameNodes[frames++] = find(0, 0, object, address, 0, 0, 0);
                    continue;
                }
                int name = functionNames[function];
                boolean hasObject = hasObjects || name == 0;
                frameNodes[frames++] =
                        find(
                                name,
                                functionFiles[function],
                                hasObject ? object : 0,
                                address,
                                profile.lineNumber(line),
                                profile.lineColumn(line),
                                hasObject ? profile.functionStartLine(function) : 0);
            }
        }
        frameStarts[locations] = frames;
        slots = new int[0];
        for (int location = 0; location < locations; location++) {
            for (int frame = frameStarts[location] + 1;
                    frame < frameStarts[location + 1];
                    frame++) {
                inlined.set(frameNodes[frame]);
            }
        }
    }

    /**
     * The places of a profile.
     *
     * @param hasObjects whether equal functions of several binaries are several places
     */
    public static NodeTable of(Profile profile, TrimPath trimPath, boolean hasObjects) {
        return new NodeTable(profile, trimPath, hasObjects);
    }

    public int size() {
        return size;
    }

    /** Of the function; empty when unknown or aggregated away. */
    public String name(int node) {
        return strings.get(names[node]);
    }

    public String file(int node) {
        return strings.get(files[node]);
    }

    /** The binary, where it is told apart. */
    public String object(int node) {
        return strings.get(objects[node]);
    }

    public long address(int node) {
        return addresses[node];
    }

    public long line(int node) {
        return lines[node];
    }

    public long column(int node) {
        return columns[node];
    }

    public long startLine(int node) {
        return startLines[node];
    }

    /** Where the nodes of a location begin for {@link #frameNode}, the outermost call first. */
    public int frameStart(int location) {
        return frameStarts[location];
    }

    /** Behind the last node of a location, that of the innermost inlined call. */
    public int frameEnd(int location) {
        return frameStarts[location + 1];
    }

    public int frameNode(int frame) {
        return frameNodes[frame];
    }

    /**
     * The nodes that a stack goes through, as far as there is room for them.
     *
     * @param locations leaf first
     * @param frames is filled root first: the node times two, plus one if the call was inlined into
     *     the one before
     * @return how many nodes there are
     */
    int frames(int[] locations, int depth, int[] frames) {
        int[] starts = frameStarts;
        int[] nodes = frameNodes;
        int count = 0;
        for (int i = depth - 1; i >= 0; i--) {
            int location = locations[i];
            int end = starts[location + 1];
            for (int frame = starts[location], inlined = 0; frame < end; frame++, inlined = 1) {
                if (count < frames.length) {
                    frames[count] = nodes[frame] << 1 | inlined;
                }
                count++;
            }
        }
        return count;
    }

    /** Nodes of which some calls were inlined. */
    BitSet inlined() {
        return inlined;
    }

    /**
     * The place as reports print it: address, function, file and line, as far as they are known.
     */
    public String printableName(int node) {
        if (printable.length < size) {
            printable = new String[size];
        }
        String known = printable[node];
        if (known == null) {
            known = String.join(" ", nameParts(node, name(node), file(node)));
            printable[node] = known;
        }
        return known;
    }

    /** The parts of the printed name, with the function and the file as the caller writes them. */
    public List<String> nameParts(int node, String name, String file) {
        List<String> parts = new ArrayList<>(3);
        if (addresses[node] != 0) {
            String address = Long.toHexString(addresses[node]);
            parts.add("0".repeat(16 - address.length()) + address);
        }
        if (!name.isEmpty()) {
            parts.add(name);
        }
        if (lines[node] != 0) {
            String place = file + ":" + lines[node];
            parts.add(columns[node] == 0 ? place : place + ":" + columns[node]);
        } else if (!file.isEmpty()) {
            parts.add(file);
        } else if (name.isEmpty()) {
            String object = object(node);
            parts.add(object.isEmpty() ? "<unknown>" : "[" + GoPath.base(object) + "]");
        }
        return parts;
    }

    /** Everything about the place as Go prints the struct that pprof keeps it in. */
    String everything(int node) {
        return "{%s  %s %s %d %d %d %s}"
                .formatted(
                        name(node),
                        Long.toUnsignedString(addresses[node]),
                        file(node),
                        startLines[node],
                        lines[node],
                        columns[node],
                        object(node));
    }

    /** A number that the nodes of one function share, whatever their line and address. */
    int[] functions() {
        Map<List<Object>, Integer> known = new HashMap<>();
        int[] result = new int[size];
        for (int node = 0; node < size; node++) {
            List<Object> key = List.of(names[node], files[node], objects[node], startLines[node]);
            result[node] = known.computeIfAbsent(key, k -> known.size());
        }
        return result;
    }

    private int find(
            int name, int file, int object, long address, long line, long column, long startLine) {
        int mask = slots.length - 1;
        int slot = hash(name, file, object, address, line, column, startLine) & mask;
        while (slots[slot] != 0) {
            int node = slots[slot] - 1;
            if (names[node] == name
                    && files[node] == file
                    && lines[node] == line
                    && addresses[node] == address
                    && objects[node] == object
                    && columns[node] == column
                    && startLines[node] == startLine) {
                return node;
            }
            slot = (slot + 1) & mask;
        }
        if (size == names.length) {
            grow();
        }
        names[size] = name;
        files[size] = file;
        objects[size] = object;
        addresses[size] = address;
        lines[size] = line;
        columns[size] = column;
        startLines[size] = startLine;
        slots[slot] = size + 1;
        size++;
        if (size * 2 > slots.length) {
            rehash();
        }
        return size - 1;
    }

    private static int hash(
            int name, int file, int object, long address, long line, long column, long startLine) {
        long mixed = name * 0x9e3779b97f4a7c15L + address;
        mixed = (mixed ^ (mixed >>> 29)) * 0xbf58476d1ce4e5b9L + line;
        mixed =
                (mixed ^ (mixed >>> 32)) * 0x94d049bb133111ebL
                        + file
                        + column * 31
                        + object * 7919L;
        mixed = (mixed ^ (mixed >>> 31)) * 0x9e3779b97f4a7c15L + startLine;
        return (int) (mixed ^ (mixed >>> 32));
    }

    private void rehash() {
        int[] larger = new int[slots.length * 2];
        int mask = larger.length - 1;
        for (int node = 0; node < size; node++) {
            int slot =
                    hash(
                                    names[node],
                                    files[node],
                                    objects[node],
                                    addresses[node],
                                    lines[node],
                                    columns[node],
                                    startLines[node])
                            & mask;
            while (larger[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            larger[slot] = node + 1;
        }
        slots = larger;
    }

    private void grow() {
        int length = size * 2;
        names = Arrays.copyOf(names, length);
        files = Arrays.copyOf(files, length);
        objects = Arrays.copyOf(objects, length);
        addresses = Arrays.copyOf(addresses, length);
        lines = Arrays.copyOf(lines, length);
        columns = Arrays.copyOf(columns, length);
        startLines = Arrays.copyOf(startLines, length);
    }

    private static int[] room(int[] array, int needed) {
        return needed <= array.length
                ? array
                : Arrays.copyOf(array, Math.max(needed, array.length * 2));
    }

    private int string(String text) {
        Integer known = stringIds.putIfAbsent(text, strings.size());
        if (known != null) {
            return known;
        }
        strings.add(text);
        return strings.size() - 1;
    }
}
