package dev.stanch.heap.layout;

import dev.stanch.process.memory.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Go's type descriptors, {@code internal/abi/type.go}; a type is named by its address. */
public final class Types {
    private static final int EXTRA_STAR = 2;
    private static final int ON_DEMAND = 16;
    private static final int PROGRAM = 64;
    private static final int ARRAY = 17;
    public static final int CHAN = 18;
    public static final int FUNC = 19;
    public static final int INTERFACE = 20;
    public static final int MAP = 21;
    public static final int POINTER = 22;
    public static final int SLICE = 23;
    public static final int STRING = 24;
    private static final int STRUCT = 25;
    private static final int MOST_POINTINGS = 1 << 12;
    private static final long MOST_WORDS = 1 << 24;

    private final Memory memory;
    private final long start;
    private final long end;
    private final boolean maskOnDemand;
    private final Map<Long, int[]> pointers = new HashMap<>();
    private final Map<Long, List<Pointing>> pointings = new HashMap<>();
    private final Map<Long, Long> dynamic = new HashMap<>();
    private final Map<Long, String> inMaps = new HashMap<>();

    /** A part of a value that points somewhere, a field or an element, and its type. */
    public record Pointing(long offset, long type) {}

    /**
     * @param since124 whether masks may be missing until they are needed, rather than be programs
     */
    public Types(Memory memory, long start, long end, boolean since124) {
        this.memory = memory;
        this.start = start;
        this.end = end;
        maskOnDemand = since124;
    }

    /** The same types, read from another copy of the memory. */
    public Types in(Memory other) {
        return new Types(other, start, end, maskOnDemand);
    }

    /** Whether there may be a type at this address. */
    public boolean isType(long type) {
        // Package reflect makes types in the heap.
        if (type < 4096 || (type & 7) != 0 || !memory.has(type) || !memory.has(type + 47)) {
            return false;
        }
        int kind = kind(type);
        return kind > 0 && kind <= 26 && memory.u64(type + 8) <= memory.u64(type);
    }

    public long size(long type) {
        return memory.u64(type);
    }

    /** One of the constants here, or another number of {@code abi.Kind}. */
    public int kind(long type) {
        return memory.u8(type + 23) & 31;
    }

    /** As in source, such as {@code *main.Session}. */
    public String name(long type) {
        if (type < start || type >= end) {
            return "a type made by package reflect";
        }
        String text = text(start + memory.u32(type + 40));
        return (memory.u8(type + 20) & EXTRA_STAR) != 0 && !text.isEmpty()
                ? text.substring(1)
                : text;
    }

    private String text(long name) {
        long length = 0;
        long at = name + 1;
        for (int shift = 0; shift < 28; shift += 7) {
            int b = memory.u8(at++);
            length |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                break;
            }
        }
        return memory.text(at, length);
    }

    /** What a pointer, a slice or a channel of the type leads to. */
    public long element(long type) {
        return memory.u64(type + 48);
    }

    /** The type of a map's group or bucket, which holds eight entries. */
    public long entries(long map) {
        return memory.u64(map + 64);
    }

    /** Whether maps of this type are those of Go 1.24 and later. */
    public boolean hasGroups(long map) {
        return isGroup(entries(map));
    }

    /** Whether the type is that of eight entries of a map of Go 1.24 and later. */
    public boolean isGroup(long type) {
        return inMaps(type).equals("ctrl");
    }

    /** Whether the type is that of eight entries of a map before Go 1.24. */
    public boolean isBucket(long type) {
        return inMaps(type).equals("topbits");
    }

    /** The first field of the runtime's own types for entries of maps; else empty. */
    private String inMaps(long type) {
        return inMaps.computeIfAbsent(
                type,
                _ -> {
                    if (kind(type) != STRUCT || memory.u64(type + 64) == 0) {
                        return "";
                    }
                    Map<String, Long> fields = fieldsOf(type);
                    return fields == null ? "" : fields.keySet().iterator().next();
                });
    }

    /** The part of a value at an offset, such as {@code .names[2].first}. */
    public String part(long type, long offset) {
        StringBuilder part = new StringBuilder();
        long inner = type;
        long at = offset;
        for (int depth = 0; depth < 32; depth++) {
            if (kind(inner) == ARRAY && size(element(inner)) > 0) {
                inner = element(inner);
                part.append('[').append(at / size(inner)).append(']');
                at %= size(inner);
            } else if (kind(inner) == STRUCT) {
                long field = fieldAt(inner, at);
                if (field == 0) {
                    break;
                }
                part.append('.').append(text(memory.u64(field)));
                inner = memory.u64(field + 8);
                at -= memory.u64(field + 16);
            } else {
                break;
            }
        }
        return part.toString();
    }

    /** Where the description of the field is that covers an offset; 0 for none. */
    private long fieldAt(long type, long offset) {
        long fields = memory.u64(type + 56);
        for (long i = 0; i < memory.u64(type + 64); i++) {
            long field = fields + 24 * i;
            long start = memory.u64(field + 16);
            if (offset >= start && offset < start + size(memory.u64(field + 8))) {
                return field;
            }
        }
        return 0;
    }

    /**
     * The type that an interface's first word tells of: itself, or that in a table of methods
     * ({@code abi.ITab}); 0 when it is neither.
     */
    public long dynamic(long word) {
        Long known = dynamic.get(word);
        if (known != null) {
            return known;
        }
        long type = findDynamic(word);
        // Words that are neither are too many to be kept.
        if (type != 0) {
            dynamic.put(word, type);
        }
        return type;
    }

    private long findDynamic(long word) {
        // Tables of methods may lie among the types.
        if (word >= start && word < end && isType(word)) {
            return word;
        }
        if ((word & 7) != 0 || !memory.has(word) || !memory.has(word + 23)) {
            return 0;
        }
        long type = memory.u64(word + 8);
        boolean table =
                isType(memory.u64(word))
                        && kind(memory.u64(word)) == INTERFACE
                        && isType(type)
                        && memory.u32(word + 16) == memory.u32(type + 16);
        return table ? type : 0;
    }

    /** The parts of a value that point somewhere; of large arrays the first thousands. */
    public List<Pointing> pointings(long type) {
        List<Pointing> all = pointings.get(type);
        if (all == null) {
            all = new ArrayList<>();
            addPointings(type, 0, all);
            pointings.put(type, all);
        }
        return all;
    }

    private void addPointings(long type, long at, List<Pointing> all) {
        if (memory.u64(type + 8) == 0 || all.size() >= MOST_POINTINGS) {
            return;
        }
        switch (kind(type)) {
            case ARRAY -> {
                long element = element(type);
                for (long i = 0; i < memory.u64(type + 64) && all.size() < MOST_POINTINGS; i++) {
                    addPointings(element, at + i * size(element), all);
                }
            }
            case STRUCT -> {
                long fields = memory.u64(type + 56);
                for (long i = 0; i < memory.u64(type + 64); i++) {
                    long field = fields + 24 * i;
                    addPointings(memory.u64(field + 8), at + memory.u64(field + 16), all);
                }
            }
            default -> all.add(new Pointing(at, type));
        }
    }

    /** Which words of a value hold pointers, ascending. */
    public int[] pointers(long type) {
        int[] known = pointers.get(type);
        if (known == null) {
            known = isPlain(type) ? fromMask(type) : fromStructure(type);
            pointers.put(type, known);
        }
        return known;
    }

    private boolean isPlain(long type) {
        return maskOnDemand
                ? (memory.u8(type + 20) & ON_DEMAND) == 0
                : (memory.u8(type + 23) & PROGRAM) == 0;
    }

    private int[] fromMask(long type) {
        return maskWords(memory, memory.u64(type + 32), memory.u64(type + 8));
    }

    /** Set bits of a bit mask, one for each word. */
    public static int[] maskWords(Memory memory, long mask, long bytes) {
        int words = (int) Math.min(bytes / 8, MOST_WORDS);
        int[] found = new int[words];
        int count = 0;
        for (int i = 0; i < words; i++) {
            if ((memory.u8(mask + i / 8) >> (i & 7) & 1) != 0) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private int[] fromStructure(long type) {
        int words = (int) Math.min(memory.u64(type + 8) / 8, MOST_WORDS);
        BitSet bits = new BitSet(words);
        mark(type, 0, words, bits);
        return bits.stream().toArray();
    }

    private void mark(long type, int at, int words, BitSet bits) {
        if (at >= words || memory.u64(type + 8) == 0) {
            return;
        }
        switch (kind(type)) {
            case ARRAY -> {
                long element = memory.u64(type + 48);
                int step = (int) (size(element) / 8);
                long count = step == 0 ? 0 : memory.u64(type + 64);
                for (long i = 0; i < count && at + i * step < words; i++) {
                    for (int word : pointers(element)) {
                        bits.set((int) (at + i * step + word));
                    }
                }
            }
            case STRUCT -> {
                long fields = memory.u64(type + 56);
                long count = memory.u64(type + 64);
                for (long i = 0; i < count; i++) {
                    long field = fields + 24 * i;
                    mark(
                            memory.u64(field + 8),
                            at + (int) (memory.u64(field + 16) / 8),
                            words,
                            bits);
                }
            }
            case INTERFACE -> bits.set(at, at + 2);
            default -> bits.set(at);
        }
    }

    /** Offsets of a struct's fields by name; null when the program has no such type. */
    public @Nullable Map<String, Long> fields(String wanted) {
        return allFields(Set.of(wanted)).get(wanted);
    }

    /** The same for several types, in one search through all. */
    public Map<String, Map<String, Long>> allFields(Set<String> wanted) {
        Map<String, Map<String, Long>> found = new TreeMap<>();
        for (long type = start; type + 72 <= end && found.size() < wanted.size(); type += 8) {
            String name = structName(type);
            if (name != null && wanted.contains(name) && !found.containsKey(name)) {
                Map<String, Long> fields = fieldsOf(type);
                if (fields != null) {
                    found.put(name, fields);
                }
            }
        }
        return found;
    }

    private @Nullable String structName(long type) {
        if (kind(type) != STRUCT || (memory.u8(type + 20) & 4) == 0) {
            return null;
        }
        long name = memory.u32(type + 40);
        long fields = memory.u64(type + 56);
        boolean sane = name < end - start && memory.u64(type + 64) < 4096 && memory.has(fields);
        if (!sane || memory.u8(start + name + 1) > 64) {
            return null;
        }
        return name(type);
    }

    private @Nullable Map<String, Long> fieldsOf(long type) {
        Map<String, Long> offsets = new LinkedHashMap<>();
        long fields = memory.u64(type + 56);
        for (long i = 0; i < memory.u64(type + 64); i++) {
            long field = fields + 24 * i;
            if (!memory.has(field) || !memory.has(memory.u64(field))) {
                return null;
            }
            offsets.put(text(memory.u64(field)), memory.u64(field + 16));
        }
        return offsets;
    }
}
