package dev.stanch.scan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the package does with one channel, as far as names and fields tell.
 *
 * @param name the channel as the package knows it: {@code main.events}, {@code (*Hub).done}, or a
 *     local name
 * @param made where it is made, null when that is outside the package
 * @param capacity the capacity's source text, {@code "0"} for an unbuffered channel, empty when
 *     unknown
 * @param escapes whether code outside the package may use it as well (parameter of an exported
 *     function, argument of a foreign call, result of an exported function), so that the lists may
 *     be incomplete
 */
public record ChannelFacts(
        String name,
        @Nullable CodeLine made,
        String capacity,
        List<CodeLine> closes,
        List<CodeLine> sends,
        List<CodeLine> receives,
        boolean escapes) {
    public ChannelFacts {
        closes = List.copyOf(closes);
        sends = List.copyOf(sends);
        receives = List.copyOf(receives);
    }

    /** Whether any code of the package closes it. */
    public boolean closed() {
        return !closes.isEmpty();
    }

    /** The line of its {@code make}, 0 when unknown. */
    public int madeLine() {
        return made == null ? 0 : made.line();
    }
}
