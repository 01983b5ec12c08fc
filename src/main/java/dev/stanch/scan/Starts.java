package dev.stanch.scan;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Stmt;
import dev.stanch.source.Walk;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what a {@code go} statement starts. */
final class Starts {
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

    private final Code code;
    private final Waits waits;

    Starts(Code code, Waits waits) {
        this.code = code;
        this.waits = waits;
    }

    Optional<StartFacts> at(GoFile file, int line) {
        Stmt.Go best = null;
        Func owner = null;
        for (Func func : code.goPackage.all) {
            if (!func.file.is(file)
                    || func.body == null
                    || func.line() > line
                    || line > func.endLine()) {
                continue;
            }
            for (Stmt.Go start : starts(func)) {
                boolean covers = file.line(start) <= line && line <= file.lastLine(start);
                boolean exact = file.line(start) == line;
                boolean better =
                        best == null
                                || (exact && file.line(best) != line)
                                || start.pos() > best.pos();
                if (covers && better && (exact || best == null || file.line(best) != line)) {
                    best = start;
                    owner = func;
                }
            }
        }
        return best == null || owner == null ? Optional.empty() : Optional.of(facts(owner, best));
    }

    private static java.util.List<Stmt.Go> starts(Func func) {
        var all = new java.util.ArrayList<Stmt.Go>();
        Paths.own(
                func.body,
                node -> {
                    if (node instanceof Stmt.Go start) {
                        all.add(start);
                    }
                });
        return all;
    }

    private StartFacts facts(Func func, Stmt.Go start) {
        GoFile file = func.file;
        Expr.Call call = Types.strip(start.call()) instanceof Expr.Call found ? found : null;
        Func target = call == null ? null : code.types.target(call, file);
        String callee =
                call == null
                        ? file.text(start.call())
                        : call.function() instanceof Expr.FuncLit
                                ? "func literal"
                                : target == null ? file.text(call.function()) : target.name;
        return new StartFacts(
                file.trimmedLine(file.line(start)),
                func.name,
                file.line(start),
                callee,
                Paths.inLoop(func, start),
                handler(func),
                passesDone(file, call, target),
                target != null && reports(target));
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
            return false;
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
                            && waits.doneLike(target.file, unary.operand())
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
