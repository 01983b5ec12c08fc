package dev.stanch.trace.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the player knows of goroutines, processors and threads; package-private fields. */
final class States {
    /** Ranges of time in flight, such as a stop of the world: begin's type, and its string. */
    static class Ranges {
        private final List<Range> inFlight = new ArrayList<>(0);

        boolean has(int type, long description) {
            return inFlight.contains(new Range(type, description));
        }

        boolean begin(int type, long description) {
            return !has(type, description) && inFlight.add(new Range(type, description));
        }

        /** The string of the range that ends; -1 when there is none in flight. */
        long end(int type) {
            for (int i = 0; i < inFlight.size(); i++) {
                if (inFlight.get(i).type() == type) {
                    long description = inFlight.get(i).description();
                    Range last = inFlight.removeLast();
                    if (i < inFlight.size()) {
                        inFlight.set(i, last);
                    }
                    return description;
                }
            }
            return -1;
        }
    }

    record Range(int type, long description) {}

    record Region(long task, String name) {}

    /** A goroutine; the sequence number counts within its generation. */
    static final class Go extends Ranges {
        int status;
        long generation;
        long sequence;
        final Deque<Region> regions = new ArrayDeque<>(0);

        Go(int status, long generation) {
            this.status = status;
            this.generation = generation;
        }

        boolean isNext(long generation, long sequence) {
            return this.generation == generation && sequence == this.sequence + 1;
        }
    }

    static final class Proc extends Ranges {
        int status;
        long generation;
        long sequence;

        Proc(int status, long generation) {
            this.status = status;
            this.generation = generation;
        }

        boolean isNext(long generation, long sequence) {
            return this.generation == generation && sequence == this.sequence + 1;
        }
    }

    /** What a thread runs; -1 for nothing. */
    static final class Machine {
        long goroutine = -1;
        long proc = -1;
    }

    record Task(String name, long parent) {}

    private States() {}
}
