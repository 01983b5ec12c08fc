package dev.stanch.goroutine.group;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.goroutine.WaitKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goroutines that the standard library and popular modules keep by right, with the reason: the list
 * {@code known.tsv} beside this class.
 */
public final class KnownGoroutines {
    /** Stands in the list between a function and the one that calls it. */
    private static final String CALLER = " < ";

    /** By function, then by state; {@code *} for any state. */
    private final Map<String, Map<String, String>> reasons = new HashMap<>();

    /** Reads the list that comes with stanch. */
    public KnownGoroutines() {
        try (InputStream in = KnownGoroutines.class.getResourceAsStream("known.tsv")) {
            if (in == null) {
                throw new IllegalStateException("known.tsv is missing from the archive");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] fields = line.split("\t", 3);
                    reasons.computeIfAbsent(fields[1], _ -> new HashMap<>())
                            .put(fields[0], fields[2]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Why goroutines with this stack are there by right; empty when nothing is known.
     *
     * @param kind what they wait for
     * @param functions leaf first
     */
    public Optional<String> reason(WaitKind kind, List<String> functions) {
        String called = "";
        for (String function : functions) {
            String reason = reason(kind, function);
            if (reason == null && !called.isEmpty()) {
                reason = reason(kind, called + CALLER + function);
            }
            if (reason != null) {
                return Optional.of(reason);
            }
            called = function;
        }
        return Optional.empty();
    }

    private @Nullable String reason(WaitKind kind, String function) {
        Map<String, String> states = reasons.get(function);
        return states == null ? null : states.getOrDefault(kind.goName(), states.get("*"));
    }
}
