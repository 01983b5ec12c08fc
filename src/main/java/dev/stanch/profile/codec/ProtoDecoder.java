package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.io.Varints;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.util.ArrayList;
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
    private final ProfileTables tables;
    private final ProtoRows rows;
    private final List<long[]> sampleTypes = new ArrayList<>();
    private final List<Long> comments = new ArrayList<>();
    private long @Nullable [] periodType;
    private long period;
    private long defaultSampleType;
    private long dropFrames;
    private long keepFrames;
    private long docUrl;

    private boolean stringsAfterSamples;

    /**
     * @param memoryLimit bytes that the tables may take
     * @param exactStrings whether bytes that are not UTF-8 are kept
     */
    ProtoDecoder(ByteInput input, long memoryLimit, boolean exactStrings) {
        this.input = input;
        this.tables = new ProfileTables(exactStrings);
        this.rows = new ProtoRows(tables);
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
            case 7 -> dropFrames = value;
            case 8 -> keepFrames = value;
            case 9 -> tables.setTimeNanos(value);
            case 10 -> tables.setDurationNanos(value);
            case 12 -> period = value;
            case 13 -> comment(value);
            case 14 -> defaultSampleType = value;
            case 15 -> docUrl = value;
            default -> {
                // A field of a later version of the format.
            }
        }
    }

    private void comment(long index) {
        if (comments.size() < MAX_COMMENTS) {
            comments.add(index);
        }
    }

    private void bytes(long field, long length) throws FormatException, IOException {
        boolean known = field >= 1 && field <= 13;
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
            case 2 -> {
                if (!rows.sample(cursor, sampleTypes.size())) {
                    throw input.wrong("more than 2^31 values, frames or label bytes");
                }
            }
            case 3 -> rows.mapping(cursor);
            case 4 -> rows.location(cursor);
            case 5 -> rows.function(cursor);
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
        tables.setDropFrames(text(dropFrames), text(keepFrames));
        tables.setDocUrl(text(docUrl));
        rows.putInOrder();
        for (long comment : comments) {
            tables.addComment(text(comment));
        }
    }

    private void tellProblems() {
        tell(
                rows.misfits(),
                "samples with another number of values than sample types are left out");
        tell(rows.undefinedLocations(), "locations are mentioned but missing, and have no name");
        tell(rows.undefinedFunctions(), "functions are mentioned but missing, and have no name");
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
        return tables.stringAt(ProtoRows.index(index));
    }
}
