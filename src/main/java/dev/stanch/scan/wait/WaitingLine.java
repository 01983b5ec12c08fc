package dev.stanch.scan.wait;

import dev.stanch.scan.WaitForm;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Clause;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the operation of a line that waits. */
final class WaitingLine {
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

    private final Code code;

    WaitingLine(Code code) {
        this.code = code;
    }

    /** A waiting operation at the line. */
    record Found(WaitForm form, Node node, @Nullable Expr subject, Func func) {}

    @Nullable Found at(GoFile file, int line) {
        Found best = null;
        for (Func func : code.goPackage.all) {
            if (func.body != null && func.covers(file, line)) {
                for (Found found : find(func, line)) {
                    if (best == null
                            || found.form().compareTo(best.form()) < 0
                            || inner(found, best)) {
                        best = found;
                    }
                }
            }
        }
        return best;
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

    boolean channel(GoFile file, Expr subject) {
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
}
