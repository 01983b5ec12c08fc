package dev.stanch.profile.codec;

import dev.stanch.profile.Profile;
import dev.stanch.profile.RawText;
import dev.stanch.profile.ValueType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a profile as {@code profile.proto}, byte for byte as google/pprof does: the order of
 * fields and strings is that of its {@code encode.go}. Raw values and problems are not written.
 */
public final class ProfileWriter {
    private final Profile profile;
    private final OutputStream out;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final byte[] @Nullable [] labelSets;
    private final ProtoOutput body = new ProtoOutput();
    private final ProtoOutput outer = new ProtoOutput();

    private ProfileWriter(Profile profile, OutputStream out) {
        this.profile = profile;
        this.out = out;
        this.labelSets = new byte[profile.labelSets()][];
    }

    /** Writes it all, gzipped, and leaves the stream open. */
    public static void write(Profile profile, OutputStream out) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
        writePlain(profile, packed);
        packed.finish();
    }

    /** Writes it all, not gzipped, and leaves the stream open. */
    public static void writePlain(Profile profile, OutputStream out) throws IOException {
        new ProfileWriter(profile, out).write();
    }

    private void write() throws IOException {
        string("");
        for (ValueType type : profile.sampleTypes()) {
            valueType(1, type);
        }
        samples();
        for (int mapping = 0; mapping < profile.mappings(); mapping++) {
            mapping(mapping);
        }
        for (int location = 0; location < profile.locations(); location++) {
            location(location);
        }
        for (int function = 0; function < profile.functions(); function++) {
            function(function);
        }
        ProtoOutput rest = header();
        for (String text : strings.keySet()) {
            outer.bytes(6, RawText.bytes(text));
            flush(1 << 16);
        }
        flush(0);
        rest.writeTo(out);
    }

    private void samples() throws IOException {
        int types = profile.sampleTypes().size();
        long[] values = new long[types];
        long[] ids = new long[profile.maxDepth()];
        int[] stack = new int[ids.length];
        for (int sample = 0; sample < profile.samples(); sample++) {
            int depth = profile.copyStack(profile.stackId(sample), stack);
            for (int i = 0; i < depth; i++) {
                ids[i] = profile.locationId(stack[i]);
            }
            for (int type = 0; type < types; type++) {
                values[type] = profile.value(sample, type);
            }
            body.numbers(1, ids, depth);
            body.numbers(2, values, types);
            body.raw(labels(profile.labelSetId(sample)));
            end(2);
        }
    }

    private byte[] labels(int labelSet) {
        byte[] known = labelSets[labelSet];
        if (known == null) {
            SortedLabels sorted = SortedLabels.of(profile, labelSet);
            known = sorted.isEmpty() ? new byte[0] : encode(sorted);
            labelSets[labelSet] = known;
        }
        return known;
    }

    private byte[] encode(SortedLabels labels) {
        ProtoOutput all = new ProtoOutput();
        ProtoOutput label = new ProtoOutput();
        for (SortedLabels.Text text : labels.texts()) {
            label.clear();
            label.optional(1, string(text.key()));
            label.optional(2, string(text.value()));
            all.message(3, label);
        }
        for (SortedLabels.Quantity number : labels.numbers()) {
            label.clear();
            label.optional(1, string(number.key()));
            label.optional(3, number.value());
            label.optional(4, string(number.unit()));
            all.message(3, label);
        }
        return all.copy();
    }

    private void mapping(int mapping) throws IOException {
        body.optional(1, profile.mappingId(mapping));
        body.optional(2, profile.mappingStart(mapping));
        body.optional(3, profile.mappingLimit(mapping));
        body.optional(4, profile.mappingOffset(mapping));
        body.optional(5, string(profile.mappingFile(mapping)));
        body.optional(6, string(profile.mappingBuildId(mapping)));
        body.optional(7, profile.mappingHasFunctions(mapping));
        body.optional(8, profile.mappingHasFilenames(mapping));
        body.optional(9, profile.mappingHasLineNumbers(mapping));
        body.optional(10, profile.mappingHasInlineFrames(mapping));
        end(3);
    }

    private void location(int location) throws IOException {
        int mapping = profile.mapping(location);
        body.optional(1, profile.locationId(location));
        body.optional(2, mapping < 0 ? 0 : profile.mappingId(mapping));
        body.optional(3, profile.address(location));
        ProtoOutput line = new ProtoOutput();
        for (int i = profile.lineStart(location); i < profile.lineEnd(location); i++) {
            line.clear();
            line.optional(1, profile.functionId(profile.lineFunction(i)));
            line.optional(2, profile.lineNumber(i));
            line.optional(3, profile.lineColumn(i));
            body.message(4, line);
        }
        body.optional(5, profile.isFolded(location));
        end(4);
    }

    private void function(int function) throws IOException {
        body.optional(1, profile.functionId(function));
        body.optional(2, string(profile.functionName(function)));
        body.optional(3, string(profile.systemName(function)));
        body.optional(4, string(profile.fileName(function)));
        body.optional(5, profile.functionStartLine(function));
        end(5);
    }

    /** The fields behind the strings, all of whose strings come last in the table. */
    private ProtoOutput header() {
        ProtoOutput rest = new ProtoOutput();
        rest.optional(7, string(profile.dropFrames()));
        rest.optional(8, string(profile.keepFrames()));
        rest.optional(9, profile.timeNanos());
        rest.optional(10, profile.durationNanos());
        ValueType period = profile.periodType();
        if (period != null && !(period.type().isEmpty() && period.unit().isEmpty())) {
            body.optional(1, string(period.type()));
            body.optional(2, string(period.unit()));
            rest.message(11, body);
            body.clear();
        }
        rest.optional(12, profile.period());
        long[] comments = profile.comments().stream().mapToLong(this::string).toArray();
        rest.numbers(13, comments, comments.length);
        rest.field(14, string(profile.defaultSampleType()));
        rest.optional(15, string(profile.docUrl()));
        return rest;
    }

    private void valueType(int field, ValueType type) throws IOException {
        body.optional(1, string(type.type()));
        body.optional(2, string(type.unit()));
        end(field);
    }

    /** Ends the message in the body. */
    private void end(int field) throws IOException {
        outer.message(field, body);
        body.clear();
        flush(1 << 16);
    }

    private void flush(int above) throws IOException {
        if (outer.size() > above) {
            outer.writeTo(out);
            outer.clear();
        }
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, key -> strings.size());
    }
}
