package dev.stanch.scan.release;

import dev.stanch.scan.Release;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether something that a call acquires is given back on every path of the function, or handed to
 * someone else. A function that returns it (or an object that holds it) passes the obligation to
 * its callers, three levels up.
 */
public final class Obligation {
    private static final int MAX_LEVELS = 3;

    private final Code code;
    private final GivingBack giving;
    private final boolean mustEnd;

    /**
     * @param mustEnd whether a value that was handed over counts as lost when no code at all gives
     *     such values back
     */
    public Obligation(Code code, boolean mustEnd) {
        this.code = code;
        this.giving = new GivingBack(code);
        this.mustEnd = mustEnd;
    }

    /** The outcome and the line that gives it back, takes it over or loses it. */
    public record Outcome(Release release, String detail) {}

    /** Judges the value of one call (or one of its results). */
    public Outcome of(Func func, Expr acquire, int result) {
        return of(func, acquire, result, 0);
    }

    private Outcome of(Func func, Expr acquire, int result, int level) {
        Slot slot = code.flow.find(func.file, Types.strip(acquire), result);
        if (func.body == null || slot == null) {
            return new Outcome(Release.NEVER, "the result is dropped");
        }
        Set<Slot> held = giving.names(slot);
        List<Node> path = Paths.to(func.body, acquire);
        var scan = new Settlement(code, giving, func, held, errorName(path, acquire));
        boolean done = scan.after(path);
        if (scan.returned) {
            return level < MAX_LEVELS
                    ? callers(func, level)
                    : new Outcome(Release.TRANSFERRED, "returned by " + func.name);
        }
        if (done && scan.leaks.isEmpty()) {
            return scan.moved.isEmpty()
                    ? new Outcome(Release.ALL_PATHS, scan.released)
                    : transferred(held, scan.moved);
        }
        if (scan.released.isEmpty()) {
            return scan.moved.isEmpty()
                    ? new Outcome(Release.NEVER, "nothing in " + func.name + " gives it back")
                    : transferred(held, scan.moved);
        }
        String leak = scan.leaks.isEmpty() ? "the end of " + func.name : scan.leaks.getFirst();
        return new Outcome(Release.SOME_PATHS, "not given back on the way to " + leak);
    }

    /**
     * Handed to something that lives on: fine when any code of the package gives such a value back.
     */
    private Outcome transferred(Set<Slot> held, String moved) {
        Set<Slot> aliases = new LinkedHashSet<>(code.flow.aliases(held));
        for (Func func : code.goPackage.all) {
            if (func.body == null || !code.reach.reachable(func)) {
                continue;
            }
            var found = new String[1];
            Paths.own(
                    func.body,
                    node -> {
                        if (node instanceof Expr.Call call
                                && found[0] == null
                                && giving.gives(func.file, call, aliases, 0)) {
                            found[0] = GivingBack.place(func.file, call);
                        }
                    });
            if (found[0] != null) {
                return new Outcome(Release.TRANSFERRED, moved + "; given back at " + found[0]);
            }
        }
        return new Outcome(
                mustEnd ? Release.NEVER : Release.TRANSFERRED, moved + "; nothing gives it back");
    }

    private Outcome callers(Func func, int level) {
        Outcome worst = null;
        for (Func caller : code.goPackage.all) {
            if (caller.body == null) {
                continue;
            }
            var calls = new ArrayList<Expr.Call>();
            Paths.own(
                    caller.body,
                    node -> {
                        if (node instanceof Expr.Call call
                                && code.types.target(call, caller.file) == func) {
                            calls.add(call);
                        }
                    });
            for (Expr.Call call : calls) {
                Outcome outcome =
                        caller == func
                                ? new Outcome(Release.TRANSFERRED, "returned by " + func.name)
                                : of(caller, call, 0, level + 1);
                if (worst == null || badness(outcome.release()) > badness(worst.release())) {
                    worst = outcome;
                }
            }
        }
        return worst == null ? new Outcome(Release.TRANSFERRED, "returned by " + func.name) : worst;
    }

    private static int badness(Release release) {
        return switch (release) {
            case ALL_PATHS -> 0;
            case TRANSFERRED -> 1;
            case SOME_PATHS -> 2;
            case NEVER -> 3;
        };
    }

    /** The error variable that tells whether there is anything to give back. */
    private static @Nullable String errorName(List<Node> path, Expr acquire) {
        for (Node node : path) {
            if (node instanceof Stmt.Assign assign
                    && assign.left().size() > 1
                    && assign.right().size() == 1
                    && Types.strip(assign.right().getFirst()).is(Types.strip(acquire))
                    && assign.left().getLast() instanceof Expr.Ident name) {
                return name.name();
            }
        }
        return null;
    }
}
