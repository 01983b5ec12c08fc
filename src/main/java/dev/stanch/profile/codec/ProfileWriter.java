package dev.stanch.profile.codec;

import dev.stanch.io.Varints;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a profile as gzipped {@code profile.proto}. Ids are indexes + 1, in the profile's order.
 * Raw values, problems, and units of numeric labels are not written.
 */
public final class ProfileWriter {
    private final Profile profile;
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final byte[] varint = new byte[Varints.MAX_BYTES];

    private ProfileWriter(Profile profile) {
        this.profile = profile;
    }

    /** Writes it all and leaves the stream open. */
    public static void write(Profile profile, OutputStream out) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(out, 1 << 16);
        new ProfileWriter(profile).write(packed);
        packed.finish();
    }

    private void write(OutputStream out) throws IOException {
        string("");
        for (ValueType type : profile.sampleTypes()) {
            message(out, 1, valueType(type));
        }
        for (int sample = 0; sample < profile.samples(); sample++) {
            message(out, 2, sample(sample));
        }
        for (int location = 0; location < profile.locations(); location++) {
            message(out, 4, location(location));
        }
        for (int function = 0; function < profile.functions(); function++) {
            message(out, 5, function(function));
        }
        writeRest(out);
        for (String text : strings.keySet()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            number(out, 6 << 3 | Wire.BYTES);
            number(out, bytes.length);
            out.write(bytes);
        }
    }

    private void writeRest(OutputStream out) throws IOException {
        field(out, 9, profile.timeNanos());
        field(out, 10, profile.durationNanos());
        ValueType periodType = profile.periodType();
        if (periodType != null) {
            message(out, 11, valueType(periodType));
        }
        field(out, 12, profile.period());
        for (String comment : profile.comments()) {
            field(out, 13, string(comment));
        }
        field(out, 14, string(profile.defaultSampleType()));
    }

    private ByteArrayOutputStream valueType(ValueType type) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, 1, string(type.type()));
        field(body, 2, string(type.unit()));
        return body;
    }

    private ByteArrayOutputStream sample(int sample) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
            number(packed, profile.locationAt(i) + 1L);
        }
        message(body, 1, packed);
        packed.reset();
        for (int type = 0; type < profile.sampleTypes().size(); type++) {
            number(packed, profile.value(sample, type));
        }
        message(body, 2, packed);
        for (Map.Entry<String, String> label : profile.labels(sample).entrySet()) {
            label(body, label.getKey(), string(label.getValue()), 0);
        }
        for (Map.Entry<String, Long> label : profile.numericLabels(sample).entrySet()) {
            label(body, label.getKey(), 0, label.getValue());
        }
        return body;
    }

    private void label(OutputStream out, String key, long text, long number) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, 1, string(key));
        field(body, 2, text);
        field(body, 3, number);
        message(out, 3, body);
    }

    private ByteArrayOutputStream location(int location) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        field(body, 1, location + 1L);
        field(body, 3, profile.address(location));
        for (int i = profile.lineStart(location); i < profile.lineEnd(location); i++) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            field(line, 1, profile.lineFunction(i) + 1L);
            field(line, 2, profile.lineNumber(i));
            message(body, 4, line);
        }
        return body;
    }

    private ByteArrayOutputStream function(int function) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int name = string(profile.functionName(function));
        field(body, 1, function + 1L);
        field(body, 2, name);
        field(body, 3, name);
        field(body, 4, string(profile.fileName(function)));
        return body;
    }

    private int string(String text) {
        return strings.computeIfAbsent(text, key -> strings.size());
    }

    private void message(OutputStream out, int field, ByteArrayOutputStream body)
            throws IOException {
        number(out, field << 3 | Wire.BYTES);
        number(out, body.size());
        body.writeTo(out);
    }

    /** Zero is what readers take for a missing field, so it is not written. */
    private void field(OutputStream out, int field, long value) throws IOException {
        if (value != 0) {
            number(out, field << 3 | Wire.VARINT);
            number(out, value);
        }
    }

    private void number(OutputStream out, long value) throws IOException {
        out.write(varint, 0, Varints.put(varint, 0, value));
    }
}
