package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.io.Varints;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decodes {@code profile.proto} in one pass: each field goes into its columns as it comes, so that
 * only what is kept takes memory. Locations and functions are numbered when first mentioned,
 * because Go writes them before the samples that use them and pprof behind.
 */
final class ProtoDecoder {
    /** No sample, location or string of a real profile comes near. */
    private static final int MAX_FIELD = 4 << 20;

    private static final int MAX_SAMPLE_TYPES = 256;
    private static final int MAX_COMMENTS = 10_000;

    private final ByteInput input;
    private final long memoryLimit;
    private final ProfileTables tables = new ProfileTables();
    private final BitSet definedLocations = new BitSet();
    private final BitSet definedFunctions = new BitSet();
    private final List<long[]> sampleTypes = new ArrayList<>();
    private final List<Long> comments = new ArrayList<>();
    private long @Nullable [] periodType;
    private long period;
    private long defaultSampleType;

    private int[] stack = new int[128];
    private int depth;
    private long[] row = new long[8];
    private int rowSize;
    private long misfits;
    private boolean stringsAfterSamples;

    /**
     * @param memoryLimit bytes that the columns may take
     */
    ProtoDecoder(ByteInput input, long memoryLimit) {
        this.input = input;
        this.memoryLimit = memoryLimit;
    }

    Profile decode() throws FormatException, IOException {
        FormatException damage = null;
        try {
            decodeFields();
        } catch (FormatException broken) {
            damage = broken;
        }
        return finish(damage);
    }

    private void decodeFields() throws FormatException, IOException {
        for (long fields = 0; input.require(1); fields++) {
            if ((fields & 0x3ff) == 0) {
                checkMemory();
            }
            long tag = input.varint();
            switch ((int) (tag & 7)) {
                case Wire.VARINT -> number(tag >>> 3, input.varint());
                case Wire.FIXED64 -> input.skip(8);
                case Wire.FIXED32 -> input.skip(4);
                case Wire.BYTES -> bytes(tag >>> 3, input.varint());
                default -> throw input.wrong("wire type " + (tag & 7) + " is none of protobuf's");
            }
        }
        input.checkWhole();
    }

    private void number(long field, long value) {
        switch ((int) field) {
            case 9 -> tables.setTimeNanos(value);
            case 10 -> tables.setDurationNanos(value);
            case 12 -> period = value;
            case 13 -> comment(value);
            case 14 -> defaultSampleType = value;
            default -> {
                // Frames to drop and keep, the documentation's URL: nothing here needs them.
            }
        }
    }

    private void comment(long index) {
        if (comments.size() < MAX_COMMENTS) {
            comments.add(index);
        }
    }

    private void bytes(long field, long length) throws FormatException, IOException {
        boolean known = field >= 1 && field <= 13 && field != 3;
        if (!known) {
            if (length < 0) {
                throw input.wrong("a length of " + Long.toUnsignedString(length) + " bytes");
            }
            input.skip(length);
            return;
        }
        if (length < 0 || length > MAX_FIELD) {
            String size = Long.toUnsignedString(length);
            throw input.wrong("a field of " + size + " bytes; " + MAX_FIELD + " is the limit");
        }
        int size = (int) length;
        if (!input.require(size)) {
            throw input.ended("a field of " + size + " bytes");
        }
        int from = input.position();
        message((int) field, input.window(), from, from + size);
        input.advance(size);
    }

    private void message(int field, byte[] bytes, int from, int to) throws FormatException {
        Varints cursor = new Varints(bytes, from, to);
        switch (field) {
            case 1 -> {
                checkSampleTypes();
                sampleTypes.add(valueType(cursor));
            }
            case 2 -> sample(cursor);
            case 4 -> location(cursor);
            case 5 -> function(cursor);
            case 6 -> string(bytes, from, to);
            case 11 -> periodType = valueType(cursor);
            case 13 -> {
                while (cursor.hasNext()) {
                    comment(cursor.next());
                }
            }
            default -> {
                // A number written as bytes: nothing that can be used.
            }
        }
        if (cursor.isBroken()) {
            throw input.wrong("a damaged " + Wire.FIELDS[field]);
        }
    }

    /** Files joined with {@code cat} would mix two string tables. */
    private void checkSampleTypes() throws FormatException {
        if (sampleTypes.size() == MAX_SAMPLE_TYPES) {
            throw input.wrong("more than " + MAX_SAMPLE_TYPES + " sample types");
        }
        if (stringsAfterSamples) {
            throw input.wrong("a second profile follows the first, which was read: split them");
        }
    }

    private long[] valueType(Varints cursor) {
        long[] type = new long[2];
        while (cursor.hasNext()) {
            long tag = cursor.next();
            if (tag == 0x08) {
                type[0] = cursor.next();
            } else if (tag == 0x10) {
                type[1] = cursor.next();
            } else {
                Wire.skip(cursor, tag);
            }
        }
        return type;
    }

    private void sample(Varints cursor) throws FormatException {
        depth = 0;
        rowSize = 0;
        while (cursor.hasNext()) {
            long tag = cursor.next();
            if (tag == 0x0a) {
                int end = cursor.nextEnd();
                while (cursor.position() < end) {
                    push(cursor.next());
                }
            } else if (tag == 0x12) {
                int end = cursor.nextEnd();
                while (cursor.position() < end) {
                    value(cursor.next());
                }
            } else if (tag == 0x1a) {
                label(cursor, cursor.nextEnd());
            } else if (tag == 0x08) {
                push(cursor.next());
            } else if (tag == 0x10) {
                value(cursor.next());
            } else {
                Wire.skip(cursor, tag);
            }
        }
        if (cursor.isBroken()) {
            tables.discardLabels();
            return;
        }
        endSample();
    }

    private void push(long id) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = tables.location(id);
    }

    private void value(long value) {
        if (rowSize == row.length) {
            row = Arrays.copyOf(row, rowSize * 2);
        }
        row[rowSize++] = value;
    }

    private void label(Varints cursor, int end) {
        long key = 0;
        long text = 0;
        long number = 0;
        long unit = 0;
        while (cursor.position() < end) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> key = cursor.next();
                case 0x10 -> text = cursor.next();
                case 0x18 -> number = cursor.next();
                case 0x20 -> unit = cursor.next();
                default -> Wire.skip(cursor, tag);
            }
        }
        tables.label(index(key), index(text), number, index(unit));
    }

    private void endSample() throws FormatException {
        if (tables.samples() == 0) {
            tables.setStride(sampleTypes.isEmpty() ? rowSize : sampleTypes.size());
        }
        if (rowSize != tables.stride() || rowSize == 0) {
            misfits++;
            tables.discardLabels();
            return;
        }
        if (!tables.fitsSample(depth)) {
            throw input.wrong("more than 2^31 values, frames or label bytes");
        }
        int stackId = tables.stack(stack, depth);
        tables.addSample(row, stackId, tables.labelSet());
    }

    private void location(Varints cursor) {
        long id = 0;
        long address = 0;
        int firstLine = tables.lines();
        while (cursor.hasNext()) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> id = cursor.next();
                case 0x18 -> address = cursor.next();
                case 0x22 -> line(cursor, cursor.nextEnd());
                default -> Wire.skip(cursor, tag);
            }
        }
        int location = tables.location(id);
        if (cursor.isBroken() || definedLocations.get(location)) {
            return;
        }
        definedLocations.set(location);
        tables.setAddress(location, address);
        tables.setLines(location, firstLine, tables.lines());
    }

    private void line(Varints cursor, int end) {
        long function = 0;
        long line = 0;
        while (cursor.position() < end) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> function = cursor.next();
                case 0x10 -> line = cursor.next();
                default -> Wire.skip(cursor, tag);
            }
        }
        tables.addLine(tables.function(function), Math.clamp(line, 0, Integer.MAX_VALUE));
    }

    private void function(Varints cursor) {
        long id = 0;
        long name = 0;
        long file = 0;
        while (cursor.hasNext()) {
            long tag = cursor.next();
            switch ((int) tag) {
                case 0x08 -> id = cursor.next();
                case 0x10 -> name = cursor.next();
                case 0x20 -> file = cursor.next();
                default -> Wire.skip(cursor, tag);
            }
        }
        int function = tables.function(id);
        if (cursor.isBroken() || definedFunctions.get(function)) {
            return;
        }
        definedFunctions.set(function);
        tables.setFunction(function, index(name), index(file));
    }

    private void string(byte[] bytes, int from, int to) throws FormatException {
        if (!tables.fitsString(to - from)) {
            throw input.wrong("more than 2^31 bytes of strings");
        }
        tables.addString(bytes, from, to - from);
        stringsAfterSamples |= tables.samples() > 0;
    }

    private void checkMemory() throws FormatException {
        long taken = tables.bytes();
        if (taken > memoryLimit) {
            long limit = memoryLimit >> 20;
            throw input.wrong("it needs more than " + limit + " MiB of memory: allow Java more");
        }
    }

    private Profile finish(@Nullable FormatException damage) throws FormatException {
        if (damage != null) {
            if (tables.samples() == 0 || !hasTypeNames()) {
                throw damage;
            }
            tables.addProblem(
                    damage.getMessage() + "; the " + tables.samples() + " samples before are kept");
        }
        if (tables.strings() == 0) {
            throw new FormatException(input.name(), 0, "no string table, so not a pprof profile");
        }
        if (tables.samples() > 0 && tables.stride() != sampleTypes.size()) {
            throw new FormatException(
                    input.name(),
                    0,
                    "samples of %d values, but %d sample types"
                            .formatted(tables.stride(), sampleTypes.size()));
        }
        resolve();
        tellProblems();
        return tables.build();
    }

    private boolean hasTypeNames() {
        long last = tables.strings() - 1L;
        return !sampleTypes.isEmpty()
                && sampleTypes.stream().allMatch(type -> type[0] <= last && type[1] <= last);
    }

    private void resolve() {
        tables.setStride(sampleTypes.size());
        for (long[] type : sampleTypes) {
            tables.addSampleType(named(type));
        }
        tables.setPeriod(periodType == null ? null : named(periodType), period);
        tables.setDefaultSampleType(text(defaultSampleType));
        for (long comment : comments) {
            tables.addComment(text(comment));
        }
    }

    private void tellProblems() {
        tell(misfits, "samples with another number of values than sample types are left out");
        tell(
                tables.locations() - definedLocations.cardinality(),
                "locations are mentioned but missing, and have no name");
        tell(
                tables.functions() - definedFunctions.cardinality(),
                "functions are mentioned but missing, and have no name");
        tell(
                tables.functionsWithoutStrings(),
                "functions have a name or file that is not in the string table");
        tell(tables.malformedStrings(), "strings are not UTF-8, and show with replacements");
    }

    private void tell(long count, String problem) {
        if (count > 0) {
            tables.addProblem(count + " " + problem);
        }
    }

    private ValueType named(long[] type) {
        return new ValueType(text(type[0]), text(type[1]));
    }

    private String text(long index) {
        return tables.stringAt(index(index));
    }

    /** A string's index as an int; what cannot be one becomes one that is never in the table. */
    private static int index(long index) {
        return index < 0 || index > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) index;
    }
}
