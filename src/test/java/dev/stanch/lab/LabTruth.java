package dev.stanch.lab;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a program of the lab, from its {@code truth.json} (described in {@code
 * lab/README.md}).
 *
 * @param cause the cause's id; empty for a healthy program
 * @param sites lines that are right as the site, the stated one first; empty for a healthy program
 * @param origin null where a finding needs none
 * @param alone it takes all processors, and is run when no other program of the lab is
 */
record LabTruth(
        String program, String cause, List<Place> sites, @Nullable Place origin, boolean alone) {

    /** A line: base name of the file and number. */
    record Place(String file, int line) {
        static Place of(Map<?, ?> json) {
            String file = String.valueOf(json.get("file"));
            return new Place(
                    file.substring(file.lastIndexOf('/') + 1),
                    json.get("line") instanceof Number line ? line.intValue() : 0);
        }

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    boolean healthy() {
        return cause.isEmpty();
    }

    /** {@code blocked-goroutine at main.go:29 from main.go:27}, or {@code healthy}. */
    @Override
    public String toString() {
        return healthy()
                ? "healthy"
                : cause + " at " + sites.getFirst() + (origin == null ? "" : " from " + origin);
    }

    /** All programs by name; with {@code -Dstanch.lab=NAME,NAME} only those. */
    static List<LabTruth> all() {
        List<String> wanted = new ArrayList<>(wanted());
        try (Stream<Path> folders = Files.list(Path.of("lab"))) {
            List<LabTruth> truths =
                    folders.map(folder -> folder.resolve("truth.json"))
                            .filter(Files::exists)
                            .map(LabTruth::read)
                            .filter(truth -> wanted.isEmpty() || wanted.contains(truth.program))
                            .sorted((a, b) -> a.program.compareTo(b.program))
                            .toList();
            truths.forEach(truth -> wanted.remove(truth.program));
            if (!wanted.isEmpty()) {
                throw new IllegalArgumentException("the lab has no " + wanted);
            }
            return truths;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> wanted() {
        return Arrays.stream(System.getProperty("stanch.lab", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    private static LabTruth read(Path file) {
        try {
            return of(JSON.std.mapFrom(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static LabTruth of(Map<String, Object> json) {
        String program = String.valueOf(json.get("program"));
        boolean alone = Boolean.TRUE.equals(json.get("alone"));
        if (Boolean.TRUE.equals(json.get("healthy"))) {
            return new LabTruth(program, "", List.of(), null, alone);
        }
        if (!(json.get("site") instanceof Map<?, ?> site)
                || !(json.get("cause") instanceof String cause)) {
            throw new IllegalArgumentException(program + ": a leak without cause or site");
        }
        List<Place> sites = new ArrayList<>();
        sites.add(Place.of(site));
        if (json.get("also") instanceof List<?> also) {
            also.forEach(one -> {
                if (one instanceof Map<?, ?> place) {
                    sites.add(Place.of(place));
                }
            });
        }
        return new LabTruth(
                program,
                cause,
                List.copyOf(sites),
                json.get("origin") instanceof Map<?, ?> origin ? Place.of(origin) : null,
                alone);
    }
}
