package dev.stanch.profile.codec;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.foreign.ForeignProfile;
import dev.stanch.profile.codec.legacy.LegacyProfile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a fuzzer calls with any bytes, and what the kept crashers are run through: each reads them
 * and then all that came out of them. A {@link FormatException} of one line is the only one
 * allowed.
 */
final class FuzzTargets {
    private static final long LIMIT = 64 << 20;

    private FuzzTargets() {}

    /** Old texts and binary profiles. */
    static final class Legacy {
        private Legacy() {}

        public static void fuzzerTestOneInput(byte[] data) throws IOException {
            run(
                    data,
                    input -> {
                        Profile binary = LegacyProfile.readBinary(input, LIMIT);
                        return binary == null
                                ? LegacyProfile.readText(input, head(input), LIMIT)
                                : binary;
                    });
        }
    }

    /** Other tools' formats. */
    static final class Foreign {
        private Foreign() {}

        public static void fuzzerTestOneInput(byte[] data) throws IOException {
            run(data, input -> ForeignProfile.read(input, head(input), LIMIT));
        }
    }

    /** Anything, as it comes from a file: mostly proto, also packed. */
    static final class Any {
        private Any() {}

        public static void fuzzerTestOneInput(byte[] data) throws IOException {
            try {
                use(ProfileReader.read("it", new ByteArrayInputStream(data), LIMIT));
            } catch (FormatException expected) {
                check(expected);
            }
        }
    }

    private interface Reading {
        @Nullable Profile read(ByteInput input) throws FormatException, IOException;
    }

    private static void run(byte[] data, Reading reading) throws IOException {
        try (ByteInput input = ByteInput.open("it", new ByteArrayInputStream(data), LIMIT)) {
            Profile profile = reading.read(input);
            if (profile != null) {
                use(profile);
            }
        } catch (FormatException expected) {
            check(expected);
        }
    }

    private static void check(FormatException expected) {
        String message = String.valueOf(expected.getMessage());
        if (message.lines().count() != 1) {
            throw new IllegalStateException("not one line: " + message);
        }
    }

    private static String head(ByteInput input) throws IOException {
        input.require(1 << 16);
        int count = Math.min(input.available(), 1 << 16);
        return new String(input.window(), input.position(), count, StandardCharsets.UTF_8);
    }

    /** Reads all that can be asked. */
    static void use(Profile profile) {
        for (int sample = 0; sample < profile.samples(); sample++) {
            for (int type = 0; type < profile.sampleTypes().size(); type++) {
                profile.value(sample, type);
            }
            for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
                check(profile.locationAt(i), profile.locations());
            }
            profile.labels(sample);
            profile.numericLabels(sample);
            check(profile.labelSetId(sample), profile.labelSets());
        }
        for (int location = 0; location < profile.locations(); location++) {
            if (profile.mapping(location) >= 0) {
                check(profile.mapping(location), profile.mappings());
            }
            for (int i = profile.lineStart(location); i < profile.lineEnd(location); i++) {
                check(profile.lineFunction(i), profile.functions());
                check(0, 1 + profile.functionName(profile.lineFunction(i)).length());
                check(0, 1 + profile.fileName(profile.lineFunction(i)).length());
            }
        }
    }

    private static void check(int index, int size) {
        if (index < 0 || index >= size) {
            throw new IllegalStateException(index + " of " + size);
        }
    }
}
