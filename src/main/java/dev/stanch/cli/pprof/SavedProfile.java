package dev.stanch.cli.pprof;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keeps what was fetched from elsewhere, since it cannot be fetched again: in {@code PPROF_TMPDIR},
 * else {@code ~/pprof}, under pprof's names such as {@code pprof.server.inuse_space.001.pb.gz}.
 */
final class SavedProfile {
    private static final int MOST_NAMES = 10_000;
    private final Map<String, String> environment;
    private final Messages messages;

    SavedProfile(Map<String, String> environment, Messages messages) {
        this.environment = environment;
        this.messages = messages;
    }

    /** A profile that cannot be kept is shown all the same. */
    void keep(Profile profile) {
        try {
            messages.note("Saved profile in " + write(profile, folder()));
        } catch (IOException e) {
            messages.warn("Could not save profile: " + e.getMessage());
        }
    }

    private Path folder() throws IOException {
        List<Path> folders = new ArrayList<>();
        String chosen = environment.getOrDefault("PPROF_TMPDIR", "");
        if (!chosen.isEmpty()) {
            folders.add(Path.of(chosen));
        }
        String home = environment.getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            folders.add(Path.of(home, "pprof"));
        }
        folders.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
        for (Path folder : folders) {
            try {
                return Files.createDirectories(folder);
            } catch (IOException e) {
                messages.warn("Could not use temp dir " + folder + ": " + e.getMessage());
            }
        }
        throw new IOException("failed to identify temp dir");
    }

    private static Path write(Profile profile, Path folder) throws IOException {
        StringBuilder start = new StringBuilder("pprof.");
        if (profile.mappings() > 0 && !profile.mappingFile(0).isEmpty()) {
            String file = profile.mappingFile(0);
            start.append(file.substring(file.lastIndexOf('/') + 1)).append('.');
        }
        for (ValueType type : profile.sampleTypes()) {
            start.append(type.type().replace('/', '_')).append('.');
        }
        for (int i = 1; i < MOST_NAMES; i++) {
            Path file = folder.resolve(start + "%03d.pb.gz".formatted(i));
            if (Files.exists(file)) {
                continue;
            }
            try (OutputStream out =
                    Files.newOutputStream(
                            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ProfileWriter.write(profile, out);
                return file;
            }
        }
        throw new IOException("no free name below " + folder.resolve(start.toString()));
    }
}
