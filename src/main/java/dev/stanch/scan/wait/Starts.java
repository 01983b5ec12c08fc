package dev.stanch.scan.wait;

import dev.stanch.scan.StartFacts;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a {@code go} statement starts. */
public final class Starts {
    private static final Set<String> HANDLER_TYPES =
            Set.of(
                    "http.ResponseWriter",
                    "http.Request",
                    "gin.Context",
                    "echo.Context",
                    "fiber.Ctx",
                    "fasthttp.RequestCtx",
                    "websocket.Conn",
                    "net.Conn");

    private static final Set<String> GROUP_STARTS = Set.of("Go", "TryGo");

    private final Code code;
    private final Signals signals;

    public Starts(Code code) {
        this.code = code;
        this.signals = new Signals(code);
    }

    /** A start: the call that runs on a goroutine of its own, and the function started. */
    private record Start(Node node, Expr.@Nullable Call call, @Nullable Func target) {}

    public Optional<StartFacts> at(GoFile file, int line) {
        Start best = null;
        Func owner = null;
        for (Func func : code.goPackage.all) {
            if (!func.file.is(file)
                    || func.body == null
                    || func.line() > line
                    || line > func.endLine()) {
                continue;
            }
            for (Start start : starts(func)) {
                Node node = start.node();
                boolean covers = file.line(node) <= line && line <= file.lastLine(node);
                boolean exact = file.line(node) == line;
                boolean better =
                        best == null
                                || (exact && file.line(best.node()) != line)
                                || node.pos() > best.node().pos();
                if (covers && better && (exact || best == null || file.line(best.node()) != line)) {
                    best = start;
                    owner = func;
                }
            }
        }
        return best == null || owner == null ? Optional.empty() : Optional.of(facts(owner, best));
    }

    /** The {@code go} statements, and literals handed to the Go method of a group. */
    private List<Start> starts(Func func) {
        var all = new ArrayList<Start>();
        Paths.own(
                func.body,
                node -> {
                    if (node instanceof Stmt.Go start) {
                        Expr.Call call =
                                Types.strip(start.call()) instanceof Expr.Call found ? found : null;
                        Func target = call == null ? null : code.types.target(call, func.file);
                        all.add(new Start(start, call, target));
                    } else if (node instanceof Expr.Call call
                            && call.function() instanceof Expr.Selector selector
                            && GROUP_STARTS.contains(selector.name().name())
                            && call.arguments().size() == 1
                            && Types.strip(call.arguments().getFirst())
                                    instanceof Expr.FuncLit literal
                            && code.types.target(call, func.file) == null) {
                        all.add(new Start(call, null, code.goPackage.literal(func.file, literal)));
                    }
                });
        return all;
    }

    private StartFacts facts(Func func, Start found) {
        GoFile file = func.file;
        Node start = found.node();
        Expr.Call call = found.call();
        Func target = found.target();
        boolean group = !(start instanceof Stmt.Go);
        String callee =
                call == null || call.function() instanceof Expr.FuncLit
                        ? "func literal"
                        : target == null ? file.text(call.function()) : target.name;
        String guard = new StartGuard(code).of(func, start, target);
        return new StartFacts(
                file.trimmedLine(file.line(start)),
                func.name,
                file.line(start),
                callee,
                Paths.inLoop(func, start),
                handler(func),
                passesDone(file, call, target),
                group || (target != null && reports(target)),
                !guard.isEmpty(),
                guard);
    }

    private boolean handler(Func func) {
        for (Func at = func; at != null; at = at.parent) {
            for (Variable parameter : at.parameters) {
                String type =
                        parameter.type == null
                                ? ""
                                : Types.written(new Types.Type(parameter.type, at.file));
                if (HANDLER_TYPES.contains(type)) {
                    return true;
                }
            }
        }
        return func.outermost().shortName.equals("ServeHTTP");
    }

    private boolean passesDone(GoFile file, Expr.@Nullable Call call, @Nullable Func target) {
        if (call == null) {
            return target != null && usesDone(target);
        }
        for (Expr argument : call.arguments()) {
            if (Types.written(code.types.of(argument, file)).equals("context.Context")) {
                return target == null || usesDone(target);
            }
        }
        return target != null && usesDone(target);
    }

    private boolean usesDone(Func target) {
        var found = new boolean[1];
        Walk.all(
                target.body,
                node -> {
                    if (node instanceof Expr.Unary unary
                            && signals.says(target.file, unary.operand())
                            && isReceive(unary)) {
                        found[0] = true;
                    }
                    if (node instanceof Expr.Call call
                            && call.function() instanceof Expr.Selector selector
                            && selector.name().name().equals("Err")
                            && Types.written(code.types.of(selector.operand(), target.file))
                                    .equals("context.Context")) {
                        found[0] = true;
                    }
                });
        return found[0];
    }

    private static boolean isReceive(Expr.Unary unary) {
        return unary.operator() == dev.stanch.source.Token.ARROW;
    }

    private static boolean reports(Func target) {
        var found = new boolean[1];
        Paths.own(
                target.body,
                node -> {
                    Expr call =
                            node instanceof Stmt.Defer later
                                    ? later.call()
                                    : node instanceof Stmt.Expression e ? e.expression() : null;
                    if (call instanceof Expr.Call done
                            && done.arguments().isEmpty()
                            && done.function() instanceof Expr.Selector selector
                            && selector.name().name().equals("Done")) {
                        found[0] = true;
                    }
                });
        return found[0];
    }
}
