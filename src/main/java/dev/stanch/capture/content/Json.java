package dev.stanch.capture.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.stanch.io.FormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON objects as flat maps of numbers and short texts; nesting, lengths and counts are bounded.
 */
public final class Json {
    private static final int DEEPEST = 4;
    private static final int MOST_VALUES = 20_000;
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(64)
                                    .maxNumberLength(400)
                                    .maxNameLength(10_000)
                                    .maxStringLength(1 << 20)
                                    .build())
                    .build();

    private Json() {}

    /** Values by path, such as {@code memstats.HeapAlloc}. */
    public record Flat(Map<String, Double> numbers, Map<String, String> texts) {}

    /** Numbers by path; arrays are passed over. */
    public static Map<String, Double> numbers(String name, InputStream in)
            throws FormatException, IOException {
        return read(name, in).numbers();
    }

    /** Texts by path; arrays are passed over. */
    public static Map<String, String> texts(String name, InputStream in)
            throws FormatException, IOException {
        return read(name, in).texts();
    }

    public static Flat read(String name, InputStream in) throws FormatException, IOException {
        Flat flat = new Flat(new LinkedHashMap<>(), new LinkedHashMap<>());
        try (JsonParser parser = FACTORY.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new FormatException(name, 0, "expected a JSON object; check the address");
            }
            object(parser, "", 1, flat.numbers(), flat.texts());
        } catch (JsonProcessingException e) {
            long offset = e.getLocation() == null ? -1 : e.getLocation().getByteOffset();
            throw new FormatException(
                    name, offset, "damaged JSON (" + e.getOriginalMessage() + ")");
        }
        return flat;
    }

    private static void object(
            JsonParser parser,
            String prefix,
            int depth,
            Map<String, Double> numbers,
            Map<String, String> texts)
            throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            JsonToken value = parser.nextToken();
            boolean room = numbers.size() + texts.size() < MOST_VALUES;
            if (value == JsonToken.START_OBJECT && depth < DEEPEST) {
                object(parser, path + ".", depth + 1, numbers, texts);
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (value.isNumeric() && room) {
                numbers.put(path, parser.getDoubleValue());
            } else if (value == JsonToken.VALUE_STRING && room && parser.getTextLength() <= 4096) {
                texts.put(path, parser.getText());
            }
        }
    }

    /**
     * The object that {@link #numbers} and {@link #texts} read back: nested one level by the dot.
     */
    public static byte[] write(Map<String, ?> values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            object(json, values);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static void object(JsonGenerator json, Map<?, ?> values) throws IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            json.writeFieldName(String.valueOf(entry.getKey()));
            switch (entry.getValue()) {
                case Map<?, ?> nested -> object(json, nested);
                case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
                        json.writeNumber(number.longValue());
                case Number number -> json.writeRawValue(number.toString());
                case Object other -> json.writeString(other.toString());
            }
        }
        json.writeEndObject();
    }
}
