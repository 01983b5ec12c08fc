package dev.stanch.profile.codec.foreign;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.ProfileTables;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One profile of a speedscope file: how much each of its stacks has. */
final class SpeedscopeProfile {
    /** Each event looks at the whole stack: deeper ones would take too long. */
    private static final int MAX_DEPTH = 10_000;

    private final ProfileTables tables;
    private final NamedFrames frames;
    private final JsonParser json;
    private final ByteInput input;

    private String name = "";
    private SpeedscopeUnit unit = SpeedscopeUnit.of("none");

    /** The stacks of a sampled profile in their order, and how many. */
    private int[] stacks = new int[64];

    private int samples;
    private double[] weights = new double[64];
    private int weightCount;

    /** What the stacks of a profile of events had, by number of the stack. */
    private final Map<Integer, Double> spent = new LinkedHashMap<>();

    /** The open frames, root first, of a profile of events; of a sample, all. */
    private int[] open = new int[64];

    private int depth;
    private double last;
    private long events;

    SpeedscopeProfile(ProfileTables tables, NamedFrames frames, JsonParser json, ByteInput input) {
        this.tables = tables;
        this.frames = frames;
        this.json = json;
        this.input = input;
    }

    /** Reads to the end of the profile's object, whose start was read. */
    SpeedscopeProfile read() throws FormatException, IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "name" -> name = value == JsonToken.VALUE_STRING ? json.getText() : "";
                case "unit" ->
                        unit =
                                SpeedscopeUnit.of(
                                        value == JsonToken.VALUE_STRING ? json.getText() : "");
                case "samples" -> eachArray(value);
                case "weights" -> weights(value);
                case "events" -> events(value);
                default -> json.skipChildren();
            }
        }
        if (samples != weightCount && weightCount > 0) {
            throw wrong(samples + " samples, but " + weightCount + " weights");
        }
        return this;
    }

    SpeedscopeUnit unit() {
        return unit;
    }

    /**
     * Adds what was read to the tables.
     *
     * @param column of the values, of so many
     * @param labelled whether the profile's name is a label
     */
    void addSamples(int column, int columns, boolean labelled) throws FormatException {
        long[] row = new long[columns];
        for (int i = 0; i < samples; i++) {
            row[column] = Math.round((weightCount > 0 ? weights[i] : 1) * unit.scale());
            addSample(row, stacks[i], labelled);
        }
        for (Map.Entry<Integer, Double> stack : spent.entrySet()) {
            row[column] = Math.round(stack.getValue() * unit.scale());
            addSample(row, stack.getKey(), labelled);
        }
    }

    private void addSample(long[] row, int stack, boolean labelled) throws FormatException {
        if (labelled && !name.isEmpty()) {
            tables.label(tables.string("profile"), tables.string(name), 0, 0);
        }
        if (!tables.fitsSample(0)) {
            throw wrong("more than 2^31 values");
        }
        tables.addSample(row, stack, tables.labelSet());
    }

    private void eachArray(JsonToken value) throws FormatException, IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.START_ARRAY) {
            depth = 0;
            while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
                push(json.getLongValue());
            }
            expectEnd();
            if (samples == stacks.length) {
                stacks = Arrays.copyOf(stacks, samples * 2);
            }
            stacks[samples++] = stack();
        }
        expectEnd();
        depth = 0;
    }

    private void weights(JsonToken value) throws FormatException, IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        while (json.nextToken().isNumeric()) {
            if (weightCount == weights.length) {
                weights = Arrays.copyOf(weights, weightCount * 2);
            }
            weights[weightCount++] = json.getDoubleValue();
        }
        expectEnd();
    }

    private void events(JsonToken value) throws FormatException, IOException {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        depth = 0;
        while (json.nextToken() == JsonToken.START_OBJECT) {
            event();
        }
        expectEnd();
    }

    private void event() throws FormatException, IOException {
        String type = "";
        long frame = -1;
        double at = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("type") && value == JsonToken.VALUE_STRING) {
                type = json.getText();
            } else if (field.equals("frame") && value == JsonToken.VALUE_NUMBER_INT) {
                frame = json.getLongValue();
            } else if (field.equals("at") && value.isNumeric()) {
                at = json.getDoubleValue();
            } else {
                json.skipChildren();
            }
        }
        if (depth > 0 && at > last) {
            spent.merge(stack(), at - last, Double::sum);
        }
        last = events++ == 0 ? at : Math.max(last, at);
        switch (type) {
            case "O" -> push(frame);
            case "C" -> close(frame);
            default -> throw wrong("an event that neither opens (O) nor closes (C) a frame");
        }
    }

    private void close(long frame) throws FormatException {
        if (depth == 0 || frame < 0 || open[depth - 1] != tables.location(frame)) {
            throw wrong("an event closes frame " + frame + ", which is not the one opened last");
        }
        depth--;
    }

    private void push(long frame) throws FormatException {
        if (frame < 0) {
            throw wrong("a frame with the number " + frame);
        }
        if (depth == MAX_DEPTH) {
            throw wrong("a stack of more than " + MAX_DEPTH + " frames");
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = tables.location(frame);
    }

    /** The number of the stack of the open frames. */
    private int stack() throws FormatException {
        frames.check();
        if (!tables.fitsSample(depth)) {
            throw wrong("more than 2^31 frames");
        }
        int[] leafFirst = new int[depth];
        for (int i = 0; i < depth; i++) {
            leafFirst[i] = open[depth - 1 - i];
        }
        return tables.stack(leafFirst, depth);
    }

    private void expectEnd() throws FormatException {
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw wrong("something else than the element or end of a list that should come");
        }
    }

    private FormatException wrong(String problem) {
        return new FormatException(input.name(), json.currentLocation().getByteOffset(), problem);
    }
}
