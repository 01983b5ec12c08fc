package dev.stanch.scan.wait;

import dev.stanch.scan.ArmKind;
import dev.stanch.scan.ChannelFacts;
import dev.stanch.scan.CodeLine;
import dev.stanch.scan.Release;
import dev.stanch.scan.SelectArm;
import dev.stanch.scan.WaitFacts;
import dev.stanch.scan.WaitForm;
import dev.stanch.scan.flow.Edge;
import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.program.Exits;
import dev.stanch.scan.release.Obligation;
import dev.stanch.scan.release.Stops;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers how the code at a line waits. */
public final class Waits {
    private final Code code;
    private final WaitingLine lines;
    private final Signals signals;

    public Waits(Code code) {
        this.code = code;
        this.lines = new WaitingLine(code);
        this.signals = new Signals(code);
    }

    public Optional<WaitFacts> at(GoFile file, int line) {
        WaitingLine.Found found = lines.at(file, line);
        return found == null ? Optional.empty() : Optional.of(facts(file, line, found));
    }

    private WaitFacts facts(GoFile file, int line, WaitingLine.Found found) {
        Func func = found.func();
        Expr subject = found.subject();
        List<SelectArm> arms = List.of();
        if (found.node() instanceof Stmt.Select select) {
            arms = arms(func, select);
            subject = mainChannel(select, arms);
        }
        boolean channelForm =
                switch (found.form()) {
                    case SEND, RECEIVE, RANGE, SELECT -> true;
                    default -> false;
                };
        List<Op> timers = channelForm && subject != null ? code.timers(file, subject) : List.of();
        boolean timer = channelForm && subject != null && code.timerChannel(file, subject);
        ChannelFacts channel = channelForm && subject != null ? channelFacts(file, subject) : null;
        Stmt loop = Paths.loop(func, found.node());
        var exits =
                loop == null ? List.<String>of() : new Exits(code, func).of(loop, signals::says);
        boolean closes =
                loop instanceof Stmt.Range range
                        && lines.channel(file, range.subject())
                        && channel != null
                        && found.form() == WaitForm.RANGE
                        && !timer
                        && channel.closed();
        var reasons = new ArrayList<String>();
        if (closes && subject != null) {
            reasons.add("close(" + file.text(subject) + ")" + closedOnSomePaths(subject, file));
        }
        reasons.addAll(exits);
        return new WaitFacts(
                found.form(),
                file.trimmedLine(line),
                subject == null ? "" : file.text(subject),
                timer,
                timers.isEmpty() ? 0 : timers.getFirst().line(),
                timers.isEmpty() ? "" : timers.getFirst().detail(),
                timer
                        && !new Stops(code)
                                .reachable(
                                        code.timerSlots(
                                                file, java.util.Objects.requireNonNull(subject)))
                                .isEmpty(),
                arms,
                loop != null,
                !reasons.isEmpty(),
                String.join(" or ", reasons.stream().distinct().limit(3).toList()),
                channel,
                found.form() == WaitForm.IO_CALL && deadline(func, subject),
                func.name,
                func.line(),
                func.endLine());
    }

    /** The way of the making function that ends without the close, when there is one. */
    private String closedOnSomePaths(Expr channel, GoFile file) {
        Slot slot = code.slot(file, channel);
        List<Op> makes = slot == null ? List.of() : Flow.ops(code.flow.aliases(slot), Op.Kind.MAKE);
        if (makes.size() != 1
                || makes.getFirst().func() == null
                || !(makes.getFirst().at() instanceof Expr.Call make)) {
            return "";
        }
        Obligation.Outcome outcome =
                new Obligation(code, false).of(makes.getFirst().func(), make, 0);
        return outcome.release() == Release.SOME_PATHS ? ", " + outcome.detail() : "";
    }

    private List<SelectArm> arms(Func func, Stmt.Select select) {
        var arms = new ArrayList<SelectArm>();
        for (Clause.Comm arm : select.clauses()) {
            Expr channel = channelOf(arm.communication());
            ArmKind kind;
            if (arm.communication() == null) {
                kind = ArmKind.DEFAULT;
            } else if (arm.communication() instanceof Stmt.Send) {
                kind = ArmKind.SEND;
            } else if (channel != null && code.timerChannel(func.file, channel)) {
                kind = ArmKind.TIMER;
            } else {
                kind =
                        channel != null && signals.says(func.file, channel)
                                ? ArmKind.DONE
                                : ArmKind.RECEIVE;
            }
            String text = channel == null ? "" : func.file.text(channel);
            arms.add(new SelectArm(kind, text, func.file.line(arm), leaves(func, select, arm)));
        }
        return arms;
    }

    private boolean leaves(Func func, Stmt.Select select, Clause.Comm arm) {
        Stmt loop = Paths.loop(func, select);
        if (loop == null) {
            return true;
        }
        var exits = new Exits(code, func);
        return arm.body().stream().anyMatch(statement -> exits.leaves(loop, statement));
    }

    private static @Nullable Expr channelOf(@Nullable Stmt communication) {
        return switch (communication) {
            case Stmt.Send send -> send.channel();
            case Stmt.Expression wrapped -> received(wrapped.expression());
            case Stmt.Assign assign when assign.right().size() == 1 ->
                    received(assign.right().getFirst());
            case null, default -> null;
        };
    }

    private static @Nullable Expr received(Expr expression) {
        return Types.strip(expression) instanceof Expr.Unary unary
                        && unary.operator() == Token.ARROW
                ? unary.operand()
                : null;
    }

    /** The first arm's channel that is neither a timer's nor a stop signal. */
    private static @Nullable Expr mainChannel(Stmt.Select select, List<SelectArm> arms) {
        Expr any = null;
        for (int i = 0; i < arms.size(); i++) {
            Expr channel = channelOf(select.clauses().get(i).communication());
            if (arms.get(i).kind() == ArmKind.SEND || arms.get(i).kind() == ArmKind.RECEIVE) {
                return channel;
            }
            any = any == null ? channel : any;
        }
        return any;
    }

    @Nullable ChannelFacts channelFacts(GoFile file, Expr channel) {
        Slot slot = code.slot(file, channel);
        if (slot == null) {
            return null;
        }
        Set<Slot> aliases = code.flow.aliases(slot);
        List<Op> makes = Flow.ops(aliases, Op.Kind.MAKE);
        boolean escapes =
                !Flow.ops(aliases, Op.Kind.ESCAPE).isEmpty()
                        || aliases.stream().anyMatch(this::visibleOutside);
        return new ChannelFacts(
                name(aliases, slot, file.text(channel)),
                makes.isEmpty() ? null : makes.getFirst().codeLine(),
                makes.isEmpty() ? "" : makes.getFirst().detail(),
                lines(aliases, Op.Kind.CLOSE),
                lines(aliases, Op.Kind.SEND),
                lines(aliases, Op.Kind.RECEIVE),
                escapes);
    }

    private boolean visibleOutside(Slot slot) {
        Variable variable = slot.variable;
        if (variable == null || variable.owner == null || code.goPackage.name.equals("main")) {
            return false;
        }
        return variable.kind == Variable.Kind.PARAMETER && variable.owner.exported();
    }

    private static String name(Set<Slot> aliases, Slot slot, String text) {
        for (Slot alias : aliases) {
            if (alias.kind == Slot.Kind.GLOBAL || alias.kind == Slot.Kind.FIELD) {
                return alias.name;
            }
        }
        for (Slot alias : aliases) {
            if (alias.kind == Slot.Kind.VARIABLE) {
                return alias.name;
            }
        }
        return slot.kind == Slot.Kind.EXPRESSION ? text : slot.name;
    }

    private static List<CodeLine> lines(Set<Slot> aliases, Op.Kind kind) {
        var lines = new LinkedHashSet<CodeLine>();
        Flow.ops(aliases, kind).forEach(op -> lines.add(op.codeLine()));
        return List.copyOf(lines);
    }

    /**
     * A deadline set on the connection, a client with a timeout, or a context with one in the same
     * function.
     */
    private boolean deadline(Func func, @Nullable Expr subject) {
        Slot slot = subject == null ? null : code.slot(func.file, subject);
        if (slot != null) {
            Set<Slot> aliases = new LinkedHashSet<>(code.flow.aliases(slot));
            for (Slot alias : List.copyOf(aliases)) {
                alias.in.stream()
                        .filter(e -> e.kind() == Edge.Kind.HELD)
                        .forEach(e -> aliases.add(e.from()));
                if (alias.base() != null) {
                    aliases.addAll(code.flow.aliases(alias.base()));
                }
            }
            if (!Flow.ops(code.flow.aliases(aliases), Op.Kind.DEADLINE).isEmpty()
                    || hasTimeout(aliases)) {
                return true;
            }
        }
        var found = new boolean[1];
        Walk.all(
                func.outermost().body,
                node -> {
                    if (node instanceof Expr.Call call
                            && call.function() instanceof Expr.Selector selector) {
                        String name = selector.name().name();
                        found[0] |=
                                name.equals("SetDeadline")
                                        || name.equals("SetReadDeadline")
                                        || name.equals("SetWriteDeadline")
                                        || name.equals("WithTimeout")
                                        || name.equals("WithDeadline");
                    }
                });
        return found[0];
    }

    private static boolean hasTimeout(Set<Slot> aliases) {
        for (Slot alias : aliases) {
            Variable variable = alias.variable;
            if (variable != null
                    && variable.init != null
                    && variable.file.text(variable.init).contains("Timeout:")) {
                return true;
            }
            for (Edge edge : alias.in) {
                if (edge.at() instanceof Expr.KeyValue pair
                        && edge.file().text(pair).contains("Timeout:")) {
                    return true;
                }
            }
        }
        return false;
    }
}
