package dev.stanch.gotest;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a test program noted while it ran: its package's folder, and then {@code +ID\tNAME} when a
 * goroutine begins a test, {@code -ID\tNAME} when it ends it, {@code =\tended} when all have.
 */
final class Notes {
    private final String folder;
    private final Map<Long, String> tests = new HashMap<>();
    private final Map<Long, String> open = new LinkedHashMap<>();
    private final Set<String> names = new HashSet<>();
    private boolean ended;

    Notes(List<String> lines) {
        folder = lines.isEmpty() ? "" : lines.getFirst();
        lines.stream().skip(1).forEach(this::read);
    }

    private void read(String line) {
        int tab = line.indexOf('\t');
        // The last line can be cut where the program died.
        if (tab < 0 || !line.matches("(?:[+-]\\d{1,18}|=)\t.*")) {
            return;
        }
        String test = line.substring(tab + 1);
        switch (line.charAt(0)) {
            case '+' -> {
                Long id = Long.valueOf(line.substring(1, tab));
                tests.put(id, test);
                open.put(id, test);
                names.add(test);
            }
            case '-' -> open.remove(Long.valueOf(line.substring(1, tab)));
            default -> ended = true;
        }
    }

    String folder() {
        return folder;
    }

    /** The test that this goroutine ran itself. */
    @Nullable String test(long id) {
        return tests.get(id);
    }

    /** Whether it was still at it when the program ended. */
    boolean isOpen(long id) {
        return open.containsKey(id);
    }

    /**
     * Tests that had begun and not ended, by their goroutines, in the order in which they began.
     */
    Map<Long, String> open() {
        return open;
    }

    boolean has(String test) {
        return names.contains(test);
    }

    /** Whether {@code M.Run} came to its end, be it by {@code -timeout}. */
    boolean ended() {
        return ended;
    }
}
