package dev.stanch.heap.object;

import dev.stanch.heap.layout.Types;
import dev.stanch.heap.object.Known.Shape;
import dev.stanch.process.memory.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What each object is. Memory tells it of objects with pointers above 512 bytes, and of what an
 * interface holds; from there it is carried along pointers: who points to an object knows its type.
 * A pointer counts when it leads to the object's beginning, and the value is of the size that the
 * object was made for: a pointer to a struct's first field leads to the same place.
 */
public final class ObjectTypes {
    private final Memory memory;
    private final Spans spans;
    private final PointerScan scan;
    private final Types types;
    private final Maps maps;
    private final SizeClasses sizes = new SizeClasses();

    /** By slot: the number of what it is; 0 for unknown. */
    private final int[] numbers;

    private final List<Known> known = new ArrayList<>();
    private final Map<Known, Integer> numberOf = new HashMap<>();

    /** Slots whose pointers are still to be followed. */
    private int[] open = new int[1024];

    private int opened;

    private ObjectTypes(Memory memory, Heap heap, Types types) {
        this.memory = memory;
        this.spans = heap.spans();
        this.scan = heap.pointers();
        this.types = types;
        this.maps = new Maps(memory, types, this::assign);
        numbers = new int[spans.slots()];
        known.add(new Known(Shape.VALUE, 0));
    }

    /**
     * Finds the types of all objects.
     *
     * @param globals addresses of the words of global variables that hold pointers, ascending
     * @param channels addresses of channels, of which that alone is known
     */
    public static ObjectTypes of(
            Memory memory, Heap heap, Types types, List<Long> globals, List<Long> channels) {
        ObjectTypes all = new ObjectTypes(memory, heap, types);
        all.fromGlobals(globals);
        all.fromDescribed();
        all.fromInterfaces();
        channels.forEach(channel -> all.assign(channel, Shape.CHAN, 0));
        return all;
    }

    /** What an object is; null when that is unknown. */
    public @Nullable Known of(int slot) {
        return known(numbers[slot]);
    }

    /** The number of what an object is, the same for objects that are the same; 0 for unknown. */
    public int number(int slot) {
        return numbers[slot];
    }

    /** How many different numbers there are, with that of the unknown. */
    public int kinds() {
        return known.size();
    }

    /** What a number stands for; null for 0. */
    public @Nullable Known known(int number) {
        return number == 0 ? null : known.get(number);
    }

    private void fromGlobals(List<Long> globals) {
        for (long at : globals) {
            if (memory.has(at - 8)) {
                dynamic(memory.u64(at - 8), memory.u64(at));
            }
        }
        follow();
    }

    /** Objects whose memory tells their type. */
    private void fromDescribed() {
        for (int span = 0; span < spans.count(); span++) {
            if (!spans.holdsObjects(span)
                    || spans.noscan(span)
                    || spans.elementSize(span) <= Spans.SMALL) {
                continue;
            }
            long address = spans.start(span);
            for (int slot = spans.firstSlot(span); slot < spans.endSlot(span); slot++) {
                long type = spans.isAllocated(slot) ? scan.typeOf(span, address) : 0;
                if (type != 0) {
                    long room = spans.elementSize(span) - spans.header(span);
                    boolean several = types.size(type) > 0 && room / types.size(type) > 1;
                    Shape shape = several ? Shape.ARRAY : Shape.VALUE;
                    set(slot, new Known(shape, type));
                }
                address += spans.elementSize(span);
            }
            follow();
        }
    }

    /** Small objects that are unknown may hold interfaces, which tell what is behind them. */
    private void fromInterfaces() {
        for (int span = 0; span < spans.count(); span++) {
            if (!spans.holdsObjects(span)
                    || spans.noscan(span)
                    || spans.elementSize(span) > Spans.SMALL) {
                continue;
            }
            long address = spans.start(span);
            for (int slot = spans.firstSlot(span); slot < spans.endSlot(span); slot++) {
                if (spans.isAllocated(slot) && numbers[slot] == 0) {
                    scan.pairs(span, address, this::dynamic);
                }
                address += spans.elementSize(span);
            }
            follow();
        }
    }

    private void set(int slot, Known what) {
        if (numbers[slot] != 0) {
            return;
        }
        numbers[slot] =
                numberOf.computeIfAbsent(
                        what,
                        key -> {
                            known.add(key);
                            return known.size() - 1;
                        });
        if (!spans.noscan(spans.spanOfSlot(slot))) {
            if (opened == open.length) {
                open = Arrays.copyOf(open, opened * 2);
            }
            open[opened++] = slot;
        }
    }

    private void follow() {
        while (opened > 0) {
            int slot = open[--opened];
            int span = spans.spanOfSlot(slot);
            long address = spans.address(span, slot);
            long from = address + spans.header(span);
            long end = address + spans.elementSize(span);
            Known what = known.get(numbers[slot]);
            switch (what.shape()) {
                case VALUE -> value(what.type(), from, end);
                case ARRAY -> values(what.type(), from, end);
                case MAP -> maps.header(what.type(), from);
                case MAP_DIRECTORY -> maps.directory(what.type(), from, end);
                case MAP_TABLE -> maps.table(what.type(), from);
                case MAP_ENTRIES -> values(types.entries(what.type()), from, end);
                case CHAN -> buffer(what.type(), from);
                case CLOSURE -> scan.pairs(span, from, this::dynamic);
                case TEXT -> {}
            }
        }
    }

    private void buffer(long type, long channel) {
        if (type != 0) {
            assign(memory.u64(channel + 16), Shape.ARRAY, types.element(type));
        }
    }

    private void values(long type, long from, long end) {
        long step = types.size(type);
        boolean buckets = types.isBucket(type);
        for (long at = from; step > 0 && at + step <= end; at += step) {
            value(type, at, end);
            if (buckets) {
                // The last word leads to an overflow bucket.
                assign(memory.u64(at + step - 8), Shape.ARRAY, type);
            }
        }
    }

    private void value(long type, long from, long end) {
        for (Types.Pointing pointing : types.pointings(type)) {
            long at = from + pointing.offset();
            if (at + 8 <= end) {
                follow(pointing, at, end);
            }
        }
    }

    private void follow(Types.Pointing pointing, long at, long end) {
        long pointer = memory.u64(at);
        if (pointer == 0) {
            return;
        }
        long type = pointing.type();
        switch (types.kind(type)) {
            case Types.SLICE -> assign(pointer, Shape.ARRAY, types.element(type));
            case Types.STRING -> assign(pointer, Shape.TEXT, 0);
            case Types.INTERFACE -> {
                if (at + 16 <= end) {
                    dynamic(pointer, memory.u64(at + 8));
                }
            }
            default -> direct(type, pointer);
        }
    }

    /**
     * What an interface holds.
     *
     * @param word a type, or a table of methods that names one
     */
    private void dynamic(long word, long data) {
        long type = data == 0 ? 0 : types.dynamic(word);
        if (type != 0 && !direct(type, data)) {
            assign(data, Shape.VALUE, type);
        }
    }

    /** Follows a value that is itself one pointer; false when values of the type are none. */
    private boolean direct(long type, long pointer) {
        switch (types.kind(type)) {
            case Types.POINTER -> assign(pointer, Shape.VALUE, types.element(type));
            case Types.MAP -> assign(pointer, Shape.MAP, type);
            case Types.CHAN -> assign(pointer, Shape.CHAN, type);
            case Types.FUNC -> assign(pointer, Shape.CLOSURE, 0);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void assign(long pointer, Shape shape, long type) {
        int slot = spans.slotOf(pointer);
        if (slot < 0 || numbers[slot] != 0) {
            return;
        }
        int span = spans.spanOfSlot(slot);
        if (pointer != spans.address(span, slot)) {
            return;
        }
        long size = spans.elementSize(span);
        boolean noscan = spans.noscan(span);
        boolean fits =
                switch (shape) {
                    case VALUE -> sizes.isFor(size, types.size(type), noscan);
                    case ARRAY -> types.size(type) > 0 && types.size(type) <= size;
                    case TEXT -> noscan;
                    case MAP, MAP_DIRECTORY, MAP_TABLE -> !noscan;
                    case MAP_ENTRIES, CHAN, CLOSURE -> true;
                };
        if (fits) {
            set(slot, new Known(shape, type));
        }
    }
}
