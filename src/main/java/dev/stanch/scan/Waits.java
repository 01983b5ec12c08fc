package dev.stanch.scan;

import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers how the code at a line waits. */
final class Waits {
    private static final Set<String> IO_METHODS =
            Set.of(
                    "Read",
                    "Write",
                    "ReadFrom",
                    "WriteTo",
                    "ReadFull",
                    "Accept",
                    "AcceptTCP",
                    "ReadString",
                    "ReadBytes",
                    "ReadLine",
                    "ReadRune",
                    "ReadByte",
                    "Scan",
                    "Do",
                    "Get",
                    "Post",
                    "Head",
                    "PostForm",
                    "RoundTrip",
                    "Query",
                    "QueryContext",
                    "QueryRow",
                    "Exec",
                    "ExecContext",
                    "Ping",
                    "Decode",
                    "Encode",
                    "Flush",
                    "ReadMessage",
                    "WriteMessage",
                    "ReadMsgUDP",
                    "ReadFromUDP",
                    "Recv",
                    "RecvMsg",
                    "Serve",
                    "ListenAndServe",
                    "DialContext",
                    "Dial",
                    "Peek",
                    "WriteString",
                    "Copy");
    private static final Set<String> IO_PACKAGES =
            Set.of(
                    "net",
                    "net/http",
                    "io",
                    "bufio",
                    "os",
                    "os/exec",
                    "net/rpc",
                    "crypto/tls",
                    "database/sql",
                    "syscall");
    private static final Set<String> STOP_WORDS =
            Set.of(
                    "done",
                    "quit",
                    "stop",
                    "closing",
                    "closed",
                    "exit",
                    "cancel",
                    "shutdown",
                    "abort",
                    "kill",
                    "die",
                    "term");

    private final Code code;

    Waits(Code code) {
        this.code = code;
    }

    /** A waiting operation at the line. */
    private record Found(WaitForm form, Node node, @Nullable Expr subject, Func func) {}

    Optional<WaitFacts> at(GoFile file, int line) {
        Found best = null;
        for (Func func : code.goPackage.all) {
            if (func.file.is(file)
                    && func.body != null
                    && func.line() <= line
                    && line <= func.endLine()) {
                for (Found found : find(func, line)) {
                    if (best == null
                            || found.form().compareTo(best.form()) < 0
                            || inner(found, best)) {
                        best = found;
                    }
                }
            }
        }
        return best == null ? Optional.empty() : Optional.of(facts(file, line, best));
    }

    private static boolean inner(Found found, Found best) {
        return found.form() == best.form()
                && found.func().isInside(best.func())
                && found.func() != best.func();
    }

    private List<Found> find(Func func, int line) {
        var all = new ArrayList<Found>();
        GoFile file = func.file;
        Paths.own(
                func.body,
                node -> {
                    if (file.line(node) > line || file.lastLine(node) < line) {
                        return;
                    }
                    boolean starts = file.line(node) == line;
                    switch (node) {
                        case Stmt.Select select when starts || armAt(file, select, line) ->
                                all.add(new Found(WaitForm.SELECT, select, null, func));
                        case Stmt.Send send ->
                                all.add(new Found(WaitForm.SEND, send, send.channel(), func));
                        case Expr.Unary unary when unary.operator() == Token.ARROW && starts ->
                                all.add(new Found(WaitForm.RECEIVE, unary, unary.operand(), func));
                        case Stmt.Range range when starts && channel(file, range.subject()) ->
                                all.add(new Found(WaitForm.RANGE, range, range.subject(), func));
                        case Stmt.For loop -> all.add(new Found(WaitForm.LOOP, loop, null, func));
                        case Stmt.Range loop -> all.add(new Found(WaitForm.LOOP, loop, null, func));
                        case Expr.Call call when callLine(file, call, line) ->
                                all.add(call(func, call));
                        case Stmt statement when starts ->
                                all.add(new Found(WaitForm.OTHER, statement, null, func));
                        default -> {}
                    }
                });
        boolean selects = all.stream().anyMatch(found -> found.form() == WaitForm.SELECT);
        if (selects) {
            all.removeIf(
                    found -> found.form() != WaitForm.SELECT && insideCommunication(all, found));
            return all.stream()
                    .map(found ->
                            found.form() == WaitForm.SELECT
                                    ? new Found(WaitForm.SELECT, found.node(), null, func)
                                    : found)
                    .toList();
        }
        return all;
    }

    /** A communication of a select is the select's wait, not its own. */
    private static boolean insideCommunication(List<Found> all, Found found) {
        for (Found select : all) {
            if (select.node() instanceof Stmt.Select choice) {
                for (Clause.Comm arm : choice.clauses()) {
                    Stmt communication = arm.communication();
                    if (communication != null
                            && communication.pos() <= found.node().pos()
                            && found.node().end() <= communication.end()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean armAt(GoFile file, Stmt.Select select, int line) {
        return select.clauses().stream().anyMatch(arm -> file.line(arm) == line);
    }

    /**
     * A call's line is where its arguments open, which differs from its start in a chain over
     * several lines.
     */
    private static boolean callLine(GoFile file, Expr.Call call, int line) {
        return file.line(call) == line || file.lastLine(call.function()) == line;
    }

    private boolean channel(GoFile file, Expr subject) {
        return code.types.isChannel(code.types.of(subject, file))
                || code.timerChannel(file, subject);
    }

    private Found call(Func func, Expr.Call call) {
        GoFile file = func.file;
        Expr function = Types.strip(call.function());
        String foreign = code.goPackage.foreign(file, function);
        if (foreign != null) {
            int dot = foreign.lastIndexOf('.');
            if (foreign.equals("time.Sleep")) {
                return new Found(WaitForm.SLEEP, call, null, func);
            }
            boolean io =
                    IO_PACKAGES.contains(foreign.substring(0, dot))
                            && !foreign.substring(dot + 1).startsWith("New");
            Expr subject = call.arguments().isEmpty() ? null : call.arguments().getFirst();
            return new Found(
                    io ? WaitForm.IO_CALL : WaitForm.CALL, call, io ? subject : null, func);
        }
        if (function instanceof Expr.Selector selector && code.types.target(call, file) == null) {
            String type = Types.written(code.types.of(selector.operand(), file));
            Expr base = selector.operand();
            return switch (selector.name().name()) {
                case "Lock" -> new Found(WaitForm.LOCK, call, base, func);
                case "RLock" -> new Found(WaitForm.RLOCK, call, base, func);
                case "Wait" -> new Found(waiting(type, base, file), call, base, func);
                default ->
                        new Found(
                                IO_METHODS.contains(selector.name().name())
                                        ? WaitForm.IO_CALL
                                        : WaitForm.CALL,
                                call,
                                base,
                                func);
            };
        }
        return new Found(WaitForm.CALL, call, null, func);
    }

    private static WaitForm waiting(String type, Expr base, GoFile file) {
        if (type.equals("sync.Cond")) {
            return WaitForm.COND;
        }
        if (type.equals("sync.WaitGroup") || type.endsWith("errgroup.Group")) {
            return WaitForm.WAIT_GROUP;
        }
        String name = file.text(base).toLowerCase(Locale.ROOT);
        return name.contains("cond")
                ? WaitForm.COND
                : name.contains("cmd") ? WaitForm.CALL : WaitForm.WAIT_GROUP;
    }

    private WaitFacts facts(GoFile file, int line, Found found) {
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
                loop == null ? List.<String>of() : new Exits(code, func).of(loop, this::doneLike);
        boolean closes =
                loop instanceof Stmt.Range range
                        && channel(file, range.subject())
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
                        channel != null && doneLike(func.file, channel)
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

    /** Whether a channel is there to say that it is time to stop. */
    boolean doneLike(GoFile file, Expr channel) {
        Expr plain = Types.strip(channel);
        if (plain instanceof Expr.Call call) {
            return call.function() instanceof Expr.Selector method
                    && method.name().name().equals("Done");
        }
        String name =
                switch (plain) {
                    case Expr.Ident ident -> ident.name();
                    case Expr.Selector selector -> selector.name().name();
                    default -> "";
                };
        String lower = name.toLowerCase(Locale.ROOT);
        Types.Type type = code.types.underlying(code.types.of(channel, file));
        boolean signal =
                type == null
                        || (type.expr() instanceof Expr.ChanType chan
                                && carriesNothing(chan.element()));
        if (signal && STOP_WORDS.stream().anyMatch(lower::contains)) {
            return true;
        }
        Slot slot = code.slot(file, channel);
        boolean struct =
                type != null
                        && type.expr() instanceof Expr.ChanType chan
                        && chan.element() instanceof Expr.StructType;
        if (slot == null || !struct) {
            return false;
        }
        Set<Slot> aliases = code.flow.aliases(slot);
        // a context's channel that was put into a variable
        boolean context = aliases.stream().anyMatch(alias -> alias.name.equals(".Done"));
        return context
                || (!Flow.ops(aliases, Op.Kind.CLOSE).isEmpty()
                        && Flow.ops(aliases, Op.Kind.SEND).isEmpty());
    }

    private static boolean carriesNothing(Expr element) {
        return element instanceof Expr.StructType
                || (element instanceof Expr.Ident name && name.name().equals("bool"));
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
                if (alias.base != null) {
                    aliases.addAll(code.flow.aliases(alias.base));
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
