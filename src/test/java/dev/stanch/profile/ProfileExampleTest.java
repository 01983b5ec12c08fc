package dev.stanch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.codec.ProfileReader;
import dev.stanch.profile.codec.ProfileWriter;
import dev.stanch.profile.transform.Base;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the package documentation shows, as it is there. */
final class ProfileExampleTest {
    private static final List<ValueType> TYPES =
            List.of(new ValueType("inuse_objects", "count"), new ValueType("inuse_space", "bytes"));

    @Test
    void openAFileSumByFunctionSubtractAndWrite(@TempDir Path folder) throws Exception {
        Path before = folder.resolve("before.pb.gz");
        Path after = folder.resolve("after.pb.gz");
        write(before, profile(10, 7));
        write(after, profile(10, 64));

        Profile grown = Base.subtract(open(after), open(before), false, false);
        assertThat(inUseByFunction(grown)).isEqualTo(Map.of("main.leak", 57L));

        Path difference = folder.resolve("grown.pb.gz");
        write(difference, grown);
        assertThat(inUseByFunction(open(difference))).isEqualTo(Map.of("main.leak", 57L));
        assertThat(inUseByFunction(open(after)))
                .isEqualTo(Map.of("main.leak", 64L, "main.cache", 10L));
    }

    static Profile open(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            return ProfileReader.read(file.toString(), in, 1L << 30);
        }
    }

    static Map<String, Long> inUseByFunction(Profile profile) {
        int space = profile.sampleTypeIndex("inuse_space");
        Map<String, Long> sums = new TreeMap<>();
        for (int sample = 0; sample < profile.samples(); sample++) {
            int leaf = profile.locationAt(profile.stackStart(sample));
            int function = profile.lineFunction(profile.lineStart(leaf));
            sums.merge(profile.functionName(function), profile.value(sample, space), Long::sum);
        }
        return sums;
    }

    static void write(Path file, Profile profile) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            ProfileWriter.write(profile, out);
        }
    }

    private static Profile profile(long cached, long leaked) {
        var main = new ProfileBuilder.Frame("main.main", "main.go", 9);
        var cache = new ProfileBuilder.Frame("main.cache", "main.go", 20);
        var leak = new ProfileBuilder.Frame("main.leak", "main.go", 30);
        return new ProfileBuilder(TYPES)
                .addSample(List.of(cache, main), 1, cached)
                .addSample(List.of(leak, main), 1, leaked)
                .build();
    }
}
