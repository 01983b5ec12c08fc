package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.AllocationGroup;
import dev.stanch.diagnosis.observation.GoroutineGroup;
import dev.stanch.leak.Site;
import dev.stanch.scan.NativeFacts;
import dev.stanch.trend.Series;
import dev.stanch.trend.Trend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that grows or is stuck, before it has a cause. */
public sealed interface Candidate {
    Series series();

    Trend trend();

    /** Where it is seen: where goroutines wait, where memory is allocated. */
    Site site();

    /** Growth per second; 0 when it does not grow. */
    default double rate() {
        return trend() instanceof Trend.Growing growing ? growing.rate() : 0;
    }

    /**
     * Goroutines that pile up, or that are certainly stuck.
     *
     * @param group how they wait; the commonest way when they wait in several
     * @param series their number over time
     * @param count their number at the end
     * @param survival what became of those that were there at an earlier dump
     * @param origin the {@code go} statement; null when no dump tells
     * @param creators ids of the goroutines that started them
     * @param ids their ids in the last dump
     * @param waitMinutes longest wait shown, a lower bound; 0 when unknown
     * @param marked how many the runtime's own leak detection names
     * @param certain whether nothing can ever end the wait (nil channel, select without cases)
     * @param serves whether the same goroutines are met now in I/O and now elsewhere: they answer a
     *     peer
     * @param roaming whether each of them is met at several places: a loop that goes on
     * @param profiled whether goroutine profiles counted them; else dumps did
     */
    record Goroutines(
            GoroutineGroup group,
            Series series,
            Trend trend,
            long count,
            Survival survival,
            @Nullable Site origin,
            List<Long> creators,
            List<Long> ids,
            int waitMinutes,
            long marked,
            boolean certain,
            boolean serves,
            boolean roaming,
            boolean profiled)
            implements Candidate {
        @Override
        public Site site() {
            return group.site();
        }
    }

    /**
     * Heap objects that pile up.
     *
     * @param group through which calls they are allocated; the commonest way when there are several
     * @param series their bytes in use over time
     * @param bytes in use at the end
     * @param objects in use at the end
     * @param samples how many sampled allocations the growth rests on
     * @param kept growth in use divided by what was allocated meanwhile: 1 when nothing is freed
     * @param objectRate objects per second
     */
    record Heap(
            AllocationGroup group,
            Series series,
            Trend trend,
            long bytes,
            long objects,
            long samples,
            double kept,
            double objectRate)
            implements Candidate {
        @Override
        public Site site() {
            return group.site();
        }
    }

    /**
     * Memory outside of the Go runtime that piles up.
     *
     * @param series bytes resident that are not Go's, over time
     * @param bytes at the end
     * @param share which part of the growth of the resident set it makes
     * @param places calls in the source or binary that take such memory, the likeliest first
     * @param place where the likeliest is
     */
    record Native(
            Series series,
            Trend trend,
            long bytes,
            double share,
            List<NativeFacts> places,
            Site place)
            implements Candidate {
        @Override
        public Site site() {
            return place;
        }
    }

    /**
     * What became of the goroutines of an earlier dump.
     *
     * @param earlier how many there were
     * @param stayed how many of them are still at the same place
     * @param seconds between the dumps
     */
    record Survival(int earlier, int stayed, double seconds) {
        public static final Survival UNKNOWN = new Survival(0, 0, 0);

        public boolean known() {
            return earlier > 0;
        }

        public double rate() {
            return earlier == 0 ? Double.NaN : (double) stayed / earlier;
        }
    }
}
