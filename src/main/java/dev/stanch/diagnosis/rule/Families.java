package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owner;
import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.diagnosis.rule.Candidate.Goroutines;
import dev.stanch.diagnosis.rule.Candidate.Heap;
import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Joins candidates that are one leak. Goroutines belong together when the same statement starts
 * them, when one starts the other, when a library started them for another's call, or when they
 * queue for the same lock, and they grow at one pace. Memory belongs to goroutines when the
 * functions they share allocate it at their pace, and to other memory when one call path allocates
 * both.
 */
final class Families {
    private Families() {}

    static List<Leak> of(List<Goroutines> goroutines, List<Heap> heaps) {
        List<List<Candidate>> families = new ArrayList<>();
        List<Goroutines> ordered = new ArrayList<>(goroutines);
        ordered.sort(Comparator.comparingInt(Families::rank).thenComparingLong(g -> -g.count()));
        for (Goroutines candidate : ordered) {
            join(
                    families,
                    candidate,
                    other -> other instanceof Goroutines g && related(g, candidate));
        }
        for (Heap heap : heaps) {
            join(
                    families,
                    heap,
                    other ->
                            switch (other) {
                                case Goroutines g -> held(g, heap);
                                case Heap h -> sameCall(h, heap);
                                case Candidate.Native _ -> false;
                            });
        }
        return families.stream()
                .map(family -> new Leak(family.getFirst(), family.subList(1, family.size())))
                .toList();
    }

    private static void join(
            List<List<Candidate>> families,
            Candidate candidate,
            java.util.function.Predicate<Candidate> belongs) {
        for (List<Candidate> family : families) {
            if (family.stream().anyMatch(belongs)) {
                family.add(candidate);
                return;
            }
        }
        families.add(new ArrayList<>(List.of(candidate)));
    }

    /**
     * Who names the family: what is surely stuck, in user code, and not itself waiting for the
     * others.
     */
    private static int rank(Goroutines g) {
        int rank =
                switch (g.group().kind()) {
                    case NIL_CHAN_SEND, NIL_CHAN_RECEIVE, SELECT_NO_CASES -> 0;
                    case SLEEP, RUNNING -> 1;
                    case CHAN_SEND -> 2;
                    case CHAN_RECEIVE, COROUTINE -> 3;
                    case MUTEX_LOCK, RWMUTEX_LOCK, RWMUTEX_RLOCK, SEMACQUIRE -> 4;
                    case SELECT, COND_WAIT -> 5;
                    case IO_WAIT, SYSCALL -> 6;
                    case WAIT_GROUP -> 7;
                    case FINALIZER, RUNTIME, OTHER -> 8;
                };
        if (g.group().owner() != Owner.MAIN) {
            rank += g.group().owner() == Owner.DEPENDENCY ? 20 : 40;
        }
        if (waitsForReply(g)) {
            rank += 10;
        }
        return g.marked() > 0 ? rank - 5 : rank;
    }

    private static boolean related(Goroutines a, Goroutines b) {
        if (b.certain()) {
            // Nobody else can be why it waits.
            return false;
        }
        if (a.series().duration() <= 0 && b.series().duration() <= 0) {
            return sameLock(a, b) || starts(a, b) || starts(b, a) || waitsForReply(b);
        }
        if (!samePace(a, b)) {
            return sameLock(a, b);
        }
        return (a.origin() != null && a.origin().equals(b.origin()))
                || sameCreator(a, b)
                || starts(a, b)
                || starts(b, a)
                || (a.group().entry().equals(b.group().entry()) && a.group().owner().user())
                || b.group().owner() == Owner.STANDARD
                || (b.group().owner() == Owner.DEPENDENCY && a.group().owner() == Owner.MAIN)
                || waitsForReply(b)
                || sameLock(a, b);
    }

    private static boolean sameCreator(Goroutines a, Goroutines b) {
        Site one = a.origin();
        Site other = b.origin();
        return one != null
                && other != null
                && one.function().equals(other.function())
                && !one.function().equals("main.main");
    }

    /** Whether most of b's goroutines were started by goroutines of a. */
    private static boolean starts(Goroutines a, Goroutines b) {
        if (b.creators().isEmpty()) {
            return false;
        }
        Set<Long> ids = new HashSet<>(a.ids());
        long started = b.creators().stream().filter(ids::contains).count();
        return started * 10 >= b.creators().size() * 7L;
    }

    /** An HTTP client's call that waits for an answer: it is stuck because somebody else is. */
    private static boolean waitsForReply(Goroutines g) {
        return g.group().leaf().equals("net/http.(*persistConn).roundTrip")
                || g.group().leaf().startsWith("net/http.(*http2ClientConn)");
    }

    private static boolean sameLock(Goroutines a, Goroutines b) {
        return a.group().kind().isLock()
                && b.group().kind().isLock()
                && receiver(a.site().function()).equals(receiver(b.site().function()));
    }

    /** {@code main.(*Store)} of {@code main.(*Store).Get}, the package of a plain function. */
    private static String receiver(String function) {
        int method = function.lastIndexOf(").");
        return method < 0 ? Owners.packagePath(function) : function.substring(0, method);
    }

    private static boolean samePace(Goroutines a, Goroutines b) {
        double one = pace(a);
        double other = pace(b);
        return Math.abs(one - other) <= 0.25 * Math.max(one, other) + 0.3;
    }

    private static double pace(Goroutines g) {
        return g.series().duration() <= 0
                ? 0
                : (g.series().last() - g.series().first()) / g.series().duration();
    }

    /**
     * Whether the goroutines may hold the memory: code of theirs allocates it, at least one object
     * for each third of them.
     */
    private static boolean held(Goroutines g, Heap heap) {
        if (g.group().owner() == Owner.STANDARD && heap.group().owner() == Owner.STANDARD) {
            return true;
        }
        Set<String> functions = new HashSet<>();
        functions.add(g.site().function());
        functions.add(g.group().entry());
        Site origin = g.origin();
        if (origin != null) {
            functions.add(origin.function());
        }
        functions.remove("main.main");
        boolean shared =
                heap.group().userFrames().stream().anyMatch(f -> functions.contains(f.function()));
        return (shared && heap.objectRate() > 0.3 * pace(g))
                || heap.group().owner() == Owner.RUNTIME;
    }

    /**
     * Whether one call path allocates both: the innermost function of one is on the path of the
     * other, or a caller is shared.
     */
    private static boolean sameCall(Heap a, Heap b) {
        List<Site> one = a.group().userFrames();
        List<Site> other = b.group().userFrames();
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() && other.isEmpty();
        }
        return calls(one, other) || calls(other, one) || sharedCaller(one, other);
    }

    private static boolean calls(List<Site> inner, List<Site> path) {
        String function = inner.getFirst().function();
        return !function.equals("main.main")
                && path.stream().anyMatch(f -> f.function().equals(function));
    }

    /**
     * The same line of a caller, other than where the goroutine begins: a loop there may call
     * unrelated things.
     */
    private static boolean sharedCaller(List<Site> one, List<Site> other) {
        Set<Site> callers = new HashSet<>(one.subList(1, Math.max(1, one.size() - 1)));
        return other.subList(1, Math.max(1, other.size() - 1)).stream().anyMatch(callers::contains);
    }
}
