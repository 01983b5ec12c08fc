package dev.stanch.scan.allocation;

import dev.stanch.scan.Release;
import dev.stanch.scan.TimerCall;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.release.Obligation;
import dev.stanch.scan.release.Stops;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.Optional;
import java.util.Set;

/** The timer or context that a line makes, or that keeps what it makes. */
final class Timers {
    private final Code code;

    Timers(Code code) {
        this.code = code;
    }

    Optional<TimerCall> at(GoFile file, int line) {
        for (Op op : code.flow.ops()) {
            if (op.kind() == Op.Kind.TIMER && op.file().is(file) && op.line() == line) {
                return Optional.of(timer(op));
            }
        }
        return Optional.empty();
    }

    /** An armed timer or an open context that the value ends up in. */
    Optional<TimerCall> keeping(Trace trace) {
        for (Slot slot : trace.slots()) {
            for (Op op : slot.ops) {
                boolean keeps =
                        op.detail().equals("time.AfterFunc")
                                || op.detail().startsWith("context.With");
                if (op.kind() == Op.Kind.TIMER && keeps) {
                    TimerCall call = timer(op);
                    if (!call.stopped() || call.rearms()) {
                        return Optional.of(call);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private TimerCall timer(Op op) {
        Expr.Call call = (Expr.Call) op.at();
        boolean context = op.detail().startsWith("context.");
        Slot cancel = context ? code.flow.find(op.file(), call, 1) : null;
        Slot handle = cancel == null ? op.slot() : cancel;
        Set<Slot> aliases = code.flow.aliases(handle);
        boolean stopped =
                context
                        ? !Flow.ops(aliases, Op.Kind.INVOKE).isEmpty()
                        : !new Stops(code).reachable(aliases).isEmpty();
        if (stopped && op.func() != null) {
            Release release =
                    new Obligation(code, false).of(op.func(), call, context ? 1 : 0).release();
            stopped = release != Release.SOME_PATHS;
        }
        boolean dropped = handle.out.isEmpty() && handle.ops.size() <= 1;
        String function = op.func() == null ? "" : op.func().name;
        return new TimerCall(
                op.detail(),
                op.line(),
                stopped,
                dropped,
                rearms(op, call),
                op.file().name(),
                function);
    }

    /** A timer's function that names its own function, or arms or resets a timer. */
    private boolean rearms(Op op, Expr.Call call) {
        if (!op.detail().equals("time.AfterFunc")
                || call.arguments().size() < 2
                || op.func() == null) {
            return false;
        }
        Expr function = Types.strip(call.arguments().get(1));
        Func target =
                switch (function) {
                    case Expr.FuncLit literal -> code.goPackage.literal(op.file(), literal);
                    case Expr.Ident name -> code.goPackage.functions.get(name.name());
                    case Expr.Selector selector -> code.types.method(selector, op.file());
                    default -> null;
                };
        if (target == null) {
            return false;
        }
        Func armer = op.func();
        var found = new boolean[] {armer == target};
        Paths.own(
                target.body,
                node -> {
                    if (node instanceof Expr.Call inner) {
                        String foreign = code.goPackage.foreign(target.file, inner.function());
                        found[0] |=
                                "time.AfterFunc".equals(foreign)
                                        || code.types.target(inner, target.file) == armer;
                        found[0] |=
                                inner.function() instanceof Expr.Selector reset
                                        && reset.name().name().equals("Reset");
                    }
                });
        return found[0];
    }
}
