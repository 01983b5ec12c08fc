package dev.stanch.web;

import java.time.Instant;
import java.util.List;

/**
 * What each site holds at several moments.
 *
 * @param times when the profiles were taken
 */
public record SiteCourses(List<Instant> times, List<SiteCourse> sites) {
    public SiteCourses {
        times = List.copyOf(times);
        sites = List.copyOf(sites);
    }

    public static SiteCourses none() {
        return new SiteCourses(List.of(), List.of());
    }

    /**
     * @param name the function
     * @param place file and line, short
     * @param inUse bytes at each moment
     * @param allocated bytes allocated until each moment
     * @param verdict what the growth is judged to be, such as {@code growing}
     * @param rate bytes per second; 0 when it does not grow
     */
    public record SiteCourse(
            String name,
            String place,
            List<Long> inUse,
            List<Long> allocated,
            String verdict,
            double rate) {
        public SiteCourse {
            inUse = List.copyOf(inUse);
            allocated = List.copyOf(allocated);
        }

        /** Which part of what was allocated meanwhile is still in use; 0 when nothing was. */
        double keeps() {
            long gained = inUse.getLast() - inUse.getFirst();
            long made = allocated.getLast() - allocated.getFirst();
            return made <= 0 ? 0 : Math.clamp((double) gained / made, 0, 1);
        }
    }
}
