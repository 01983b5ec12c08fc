package dev.stanch.cli.pprof;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small profiles for tests of the command line. */
final class Given {
    private static final long NOVEMBER = 1_763_000_000_000_000_000L;

    private Given() {}

    /** A heap in which one line of {@code main.put} holds this much, of so much ever allocated. */
    static Profile heap(int minute, long inUse, long allocated) {
        return new ProfileBuilder(
                        List.of(
                                new ValueType("alloc_objects", "count"),
                                new ValueType("alloc_space", "bytes"),
                                new ValueType("inuse_objects", "count"),
                                new ValueType("inuse_space", "bytes")))
                .timeNanos(NOVEMBER + minute * 60_000_000_000L)
                .period(new ValueType("space", "bytes"), 524_288)
                .defaultSampleType("inuse_space")
                .addSample(
                        List.of(
                                new Frame("main.put", "/src/app/cache.go", 41),
                                new Frame("main.main", "/src/app/main.go", 9)),
                        allocated / 1024,
                        allocated,
                        inUse / 1024,
                        inUse)
                .addSample(
                        List.of(
                                new Frame("main.parse", "/src/app/parse.go", 7),
                                new Frame("main.main", "/src/app/main.go", 12)),
                        1024,
                        4 << 20,
                        512,
                        2 << 20)
                .build();
    }

    static byte[] bytes(Profile profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ProfileWriter.write(profile, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Path file(Path folder, String name, Profile profile) throws IOException {
        return Files.write(folder.resolve(name), bytes(profile));
    }
}
