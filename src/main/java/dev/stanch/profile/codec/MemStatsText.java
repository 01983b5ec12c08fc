package dev.stanch.profile.codec;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The {@code # Name = value} lines behind a heap text, written from {@code runtime.MemStats}. */
final class MemStatsText {
    private final Map<String, Long> values = new LinkedHashMap<>();
    private long[] pauses = {};

    void line(String line) {
        int equals = line.indexOf(" = ");
        if (equals < 2) {
            return;
        }
        String name = line.substring(2, equals);
        String value = line.substring(equals + 3).strip();
        try {
            if (value.startsWith("[")) {
                array(name, value);
            } else if (value.contains(" / ")) {
                int slash = value.indexOf(" / ");
                values.put(name + "Inuse", Long.parseLong(value.substring(0, slash)));
                values.put(name + "Sys", Long.parseLong(value.substring(slash + 3)));
            } else if (name.equals("GCCPUFraction")) {
                values.put("GCCPUFractionPpm", Math.round(Double.parseDouble(value) * 1e6));
            } else if (!name.equals("DebugGC")) {
                values.put(name, Long.parseLong(value));
            }
        } catch (NumberFormatException notANumber) {
            // A line that a later Go version writes in its own way.
        }
    }

    Map<String, Long> byName() {
        long collections = values.getOrDefault("NumGC", 0L);
        if (collections > 0 && pauses.length > 0) {
            // MemStats: the most recent pause is at PauseNs[(NumGC+255)%256].
            int newest = (int) ((collections - 1) % pauses.length);
            values.putIfAbsent("LastPauseNs", pauses[newest]);
        }
        return values;
    }

    private void array(String name, String value) {
        if (name.equals("PauseNs") && value.endsWith("]")) {
            String[] words = value.substring(1, value.length() - 1).split(" ", -1);
            pauses = Arrays.stream(words).mapToLong(Long::parseLong).toArray();
        }
    }
}
