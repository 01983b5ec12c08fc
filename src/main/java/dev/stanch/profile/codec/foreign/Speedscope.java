package dev.stanch.profile.codec.foreign;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The JSON file format of speedscope: frames that all share, and one or more profiles, each of
 * samples with weights or of events that open and close a frame. Several profiles are told apart by
 * the label {@code profile}.
 */
final class Speedscope {
    private final ByteInput input;
    private final ProfileTables tables = new ProfileTables();
    private final NamedFrames frames;
    private final List<SpeedscopeProfile> profiles = new ArrayList<>();
    private final Set<Integer> described = new HashSet<>();

    Speedscope(ByteInput input, long memoryLimit) {
        this.input = input;
        this.frames = new NamedFrames(tables, input, memoryLimit);
    }

    /** Whether a text with this head is one. */
    static boolean begins(String head) {
        return head.stripLeading().startsWith("{")
                && (head.contains("speedscope.app")
                        || (head.contains("\"shared\"") && head.contains("\"frames\"")));
    }

    Profile read() throws FormatException, IOException {
        try (JsonParser json = new JsonFactory().createParser(input.stream())) {
            try {
                file(json);
            } catch (CharConversionException damage) {
                throw input.wrong("no valid JSON (characters that are none)");
            } catch (JsonProcessingException damage) {
                input.checkWhole();
                throw new FormatException(
                        input.name(),
                        damage.getLocation() == null ? -1 : damage.getLocation().getByteOffset(),
                        "no valid JSON ("
                                + damage.getOriginalMessage().lines().findFirst().orElse("")
                                + ")");
            }
        }
        input.checkWhole();
        return build();
    }

    private void file(JsonParser json) throws FormatException, IOException {
        expect(json, json.nextToken(), JsonToken.START_OBJECT, "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("shared") && value == JsonToken.START_OBJECT) {
                shared(json);
            } else if (name.equals("profiles") && value == JsonToken.START_ARRAY) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    profiles.add(new SpeedscopeProfile(tables, frames, json, input).read());
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private void shared(JsonParser json) throws FormatException, IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean isFrames = json.currentName().equals("frames");
            if (json.nextToken() == JsonToken.START_ARRAY && isFrames) {
                for (int i = 0; json.nextToken() == JsonToken.START_OBJECT; i++) {
                    int location = tables.location(i);
                    described.add(location);
                    frames.describe(location, frame(json));
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private static NamedFrames.Frame frame(JsonParser json) throws IOException {
        String function = "";
        String file = "";
        int line = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (name.equals("name") && value == JsonToken.VALUE_STRING) {
                function = json.getText();
            } else if (name.equals("file") && value == JsonToken.VALUE_STRING) {
                file = json.getText();
            } else if (name.equals("line") && value.isNumeric()) {
                line = (int) Math.clamp(json.getDoubleValue(), 0, Integer.MAX_VALUE);
            } else {
                json.skipChildren();
            }
        }
        return new NamedFrames.Frame(function, file, line);
    }

    private Profile build() throws FormatException {
        if (profiles.isEmpty()) {
            throw new FormatException(input.name(), 0, "speedscope JSON without a profile");
        }
        int missing = tables.locations() - described.size();
        if (missing > 0) {
            tables.addProblem(missing + " frames are mentioned but missing, and have no name");
        }
        List<SpeedscopeUnit> units =
                profiles.stream().map(SpeedscopeProfile::unit).distinct().toList();
        units.forEach(unit -> tables.addSampleType(unit.type()));
        tables.setStride(units.size());
        tables.setPeriod(units.getLast().type(), 1);
        for (SpeedscopeProfile profile : profiles) {
            profile.addSamples(units.indexOf(profile.unit()), units.size(), profiles.size() > 1);
        }
        return tables.build();
    }

    private void expect(JsonParser json, JsonToken found, JsonToken wanted, String what)
            throws FormatException {
        if (found != wanted) {
            throw new FormatException(
                    input.name(), json.currentLocation().getByteOffset(), "expected " + what);
        }
    }
}
