package dev.stanch.cli.goroutines;

import com.google.re2j.Pattern;
import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.WaitKind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which goroutines are looked at; null and empty mean all.
 *
 * @param focus some frame's function or file matches
 * @param ignore no frame's function or file matches
 * @param state the state or the kind of wait has this in it
 * @param createdBy the creator's function matches
 * @param label {@code key=value} or {@code key}
 * @param leastMinutes waiting for so long at least
 */
record DumpFilter(
        @Nullable Pattern focus,
        @Nullable Pattern ignore,
        @Nullable String state,
        @Nullable Pattern createdBy,
        @Nullable String label,
        int leastMinutes)
        implements Predicate<Goroutine> {

    @Override
    public boolean test(Goroutine goroutine) {
        return goroutine.waitMinutes() >= leastMinutes
                && inState(goroutine)
                && (focus == null || matches(focus, goroutine.frames()))
                && (ignore == null || !matches(ignore, goroutine.frames()))
                && isCreated(goroutine.createdBy())
                && labelled(goroutine.labels());
    }

    private boolean inState(Goroutine goroutine) {
        return state == null
                || goroutine.state().contains(state)
                || WaitKind.ofState(goroutine.state()).goName().contains(state);
    }

    private boolean isCreated(@Nullable CreatedBy by) {
        return createdBy == null || (by != null && createdBy.matcher(by.function()).find());
    }

    private boolean labelled(Map<String, String> labels) {
        if (label == null) {
            return true;
        }
        int equals = label.indexOf('=');
        return equals < 0
                ? labels.containsKey(label)
                : label.substring(equals + 1).equals(labels.get(label.substring(0, equals)));
    }

    private static boolean matches(Pattern pattern, List<Frame> frames) {
        for (Frame frame : frames) {
            if (pattern.matcher(frame.function()).find() || pattern.matcher(frame.file()).find()) {
                return true;
            }
        }
        return false;
    }
}
