package dev.stanch.diagnosis.rule;

import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What functions of user code call, as the executable tells where there is no source: which
 * functions make tickers, set finalizers, put into maps. It knows calls, not their order or
 * conditions, so that it makes a suspicion better but never sure.
 */
public final class Calls {
    private static final List<String> TELLING =
            List.of(
                    "time.",
                    "context.With",
                    "runtime.SetFinalizer",
                    "runtime.AddCleanup",
                    "runtime.mapassign",
                    "runtime.mapdelete",
                    "runtime.mapclear",
                    "runtime.growslice",
                    "sync.(*Map).",
                    "container/list.",
                    "net/http.",
                    "database/sql.");
    private final List<Call> all;
    private final Map<String, List<Call>> byFunction = new HashMap<>();

    private Calls(List<Call> all) {
        this.all = List.copyOf(all);
        for (Call call : all) {
            byFunction.computeIfAbsent(call.at().function(), _ -> new ArrayList<>()).add(call);
        }
    }

    /**
     * One call.
     *
     * @param at the line that calls
     * @param callee full name, such as {@code time.NewTicker}
     */
    public record Call(Site at, String callee) {}

    public static Calls of(List<Call> calls) {
        return new Calls(calls);
    }

    public static Calls none() {
        return new Calls(List.of());
    }

    /**
     * Whether a call of this function tells anything of a cause, or goes into a module that the
     * main one depends on.
     */
    public static boolean telling(String callee) {
        String path = Owners.packagePath(callee);
        int slash = path.indexOf('/');
        boolean module = slash > 0 && path.lastIndexOf('.', slash) > 0;
        return module || TELLING.stream().anyMatch(callee::startsWith);
    }

    public List<Call> all() {
        return all;
    }

    /** The first call of any of these that the function makes. */
    Optional<Call> first(String function, String... callees) {
        return byFunction.getOrDefault(function, List.of()).stream()
                .filter(call -> starts(call.callee(), callees))
                .findFirst();
    }

    /** Whether the function calls exactly one of these. */
    boolean calls(String function, Set<String> callees) {
        return byFunction.getOrDefault(function, List.of()).stream()
                .anyMatch(call -> callees.contains(call.callee()));
    }

    /** All lines that call a function of which this is true. */
    List<Site> callers(Predicate<String> callee) {
        return all.stream()
                .filter(call -> callee.test(call.callee()))
                .map(Call::at)
                .distinct()
                .toList();
    }

    private static boolean starts(String callee, String... prefixes) {
        for (String prefix : prefixes) {
            if (callee.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
