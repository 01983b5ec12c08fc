package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Recorded dumps, and the shortest way to read one. */
final class Fixtures {
    record Read(List<Goroutine> goroutines, DumpSummary summary) {
        Goroutine inFunction(String function) {
            return goroutines.stream()
                    .filter(g -> g.frames().stream().anyMatch(f -> f.function().equals(function)))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private Fixtures() {}

    static byte[] bytes(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Fixtures.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        }
    }

    static Read read(byte[] dump) throws FormatException, IOException {
        List<Goroutine> goroutines = new ArrayList<>();
        DumpSummary summary =
                GoroutineDumpReader.read("dump", new ByteArrayInputStream(dump), goroutines::add);
        return new Read(goroutines, summary);
    }

    static Read read(String dump) throws FormatException, IOException {
        return read(dump.getBytes(UTF_8));
    }
}
