package dev.stanch.profile.codec;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Profiles recorded by {@code src/test/resources/profile/recorder}, and ways to look at them. */
final class Fixtures {
    static final long LIMIT = 64 << 20;

    private Fixtures() {}

    static byte[] bytes(String file) {
        try (InputStream in = Fixtures.class.getResourceAsStream("/profile/" + file)) {
            if (in == null) {
                throw new IllegalArgumentException("no fixture " + file);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static Profile read(String file) throws FormatException, IOException {
        return read(file, bytes(file));
    }

    static Profile read(String name, byte[] bytes) throws FormatException, IOException {
        return ProfileReader.read(name, new ByteArrayInputStream(bytes), LIMIT);
    }

    static long total(Profile profile, int type) {
        long sum = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            sum += profile.value(sample, type);
        }
        return sum;
    }

    static long rawTotal(Profile profile, int type) {
        long sum = 0;
        for (int sample = 0; sample < profile.samples(); sample++) {
            sum += profile.rawValue(sample, type);
        }
        return sum;
    }

    /** The stack as {@code function:line}, leaf first; {@code ?} for a location without lines. */
    static List<String> stack(Profile profile, int sample) {
        List<String> result = new ArrayList<>();
        for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
            int location = profile.locationAt(i);
            if (profile.lineStart(location) == profile.lineEnd(location)) {
                result.add("?");
            }
            for (int j = profile.lineStart(location); j < profile.lineEnd(location); j++) {
                String function = profile.functionName(profile.lineFunction(j));
                result.add(function + ":" + profile.lineNumber(j));
            }
        }
        return result;
    }

    /** The first sample that has this entry in its {@link #stack}. */
    static int sampleWith(Profile profile, String entry) {
        for (int sample = 0; sample < profile.samples(); sample++) {
            if (stack(profile, sample).contains(entry)) {
                return sample;
            }
        }
        throw new AssertionError("no sample with " + entry);
    }
}
