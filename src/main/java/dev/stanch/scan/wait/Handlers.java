package dev.stanch.scan.wait;

import dev.stanch.scan.CodeLine;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Names;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a handler is handed to a server, which runs it on a goroutine of each connection or
 * request. What makes a function a handler is what it takes: a request and a way to answer.
 */
final class Handlers {
    private static final Set<String> REQUESTS =
            Set.of(
                    "http.ResponseWriter",
                    "gin.Context",
                    "echo.Context",
                    "fiber.Ctx",
                    "fasthttp.RequestCtx",
                    "websocket.Conn");
    private static final int MAX_LEVELS = 4;

    private final Code code;

    Handlers(Code code) {
        this.code = code;
    }

    /** The statement that registers a handler, null when the function is none or stays unused. */
    @Nullable CodeLine registered(Func func) {
        if (!isHandler(func)) {
            return null;
        }
        CodeLine line = mentioned(func, new HashSet<>());
        return line != null || !func.shortName.equals("ServeHTTP") ? line : made(func.receiverType);
    }

    private static boolean isHandler(Func func) {
        return func.parameters.stream()
                .map(Handlers::type)
                .anyMatch(type -> !type.isEmpty() && REQUESTS.contains(type));
    }

    private static String type(Variable parameter) {
        return parameter.type == null
                ? ""
                : Types.written(new Types.Type(parameter.type, parameter.file));
    }

    /**
     * Where a function is used as a value; a function that only hands it back is followed to its
     * callers.
     */
    private @Nullable CodeLine mentioned(Func func, Set<Func> open) {
        if (!open.add(func) || open.size() > MAX_LEVELS) {
            return null;
        }
        for (Func user : code.goPackage.all) {
            var found = new Node[1];
            Set<Integer> called = new HashSet<>();
            Paths.own(
                    user.body,
                    node -> {
                        if (node instanceof Expr.Call call) {
                            called.add(Types.strip(call.function()).pos());
                        }
                        if (found[0] == null
                                && node instanceof Expr value
                                && names(value, func, user.file, called)) {
                            found[0] = value;
                        }
                    });
            if (found[0] == null) {
                continue;
            }
            Node statement = HandedOver.statement(user, found[0]);
            if (!(statement instanceof Stmt.Return)) {
                return user.codeLine(statement);
            }
            CodeLine caller = callers(user, open);
            return caller == null ? user.codeLine(statement) : caller;
        }
        return null;
    }

    private boolean names(Expr value, Func func, GoFile file, Set<Integer> called) {
        return switch (value) {
            case Expr.FuncLit literal -> code.goPackage.literal(file, literal) == func;
            case Expr.Ident name ->
                    !func.literal()
                            && func.receiverType.isEmpty()
                            && !called.contains(name.pos())
                            && code.goPackage.variable(file, name) == null
                            && code.goPackage.functions.get(name.name()) == func;
            case Expr.Selector method ->
                    !called.contains(method.pos())
                            && method.name().name().equals(func.shortName)
                            && code.types.method(method, file) == func;
            default -> false;
        };
    }

    private @Nullable CodeLine callers(Func func, Set<Func> open) {
        for (Func caller : code.goPackage.all) {
            var found = new Node[1];
            Paths.own(
                    caller.body,
                    node -> {
                        if (found[0] == null
                                && node instanceof Expr.Call call
                                && code.types.target(call, caller.file) == func) {
                            found[0] = call;
                        }
                    });
            if (found[0] != null) {
                Node statement = HandedOver.statement(caller, found[0]);
                CodeLine outer =
                        statement instanceof Stmt.Return && open.add(caller)
                                ? callers(caller, open)
                                : null;
                return outer == null ? caller.codeLine(statement) : outer;
            }
        }
        // a middleware may be handed over by its name
        return func.literal() ? null : mentioned(func, open);
    }

    /** Where an object whose type has ServeHTTP is handed to a library. */
    private @Nullable CodeLine made(String type) {
        for (Func user : code.goPackage.all) {
            var found = new Node[1];
            Paths.own(
                    user.body,
                    node -> {
                        if (found[0] == null && handsTo(node, type, user.file)) {
                            found[0] = node;
                        }
                    });
            if (found[0] != null) {
                return user.codeLine(HandedOver.statement(user, found[0]));
            }
        }
        return null;
    }

    private boolean handsTo(Node node, String type, GoFile file) {
        List<Expr> handed =
                switch (node) {
                    case Expr.Call call when code.types.target(call, file) == null ->
                            call.arguments();
                    case Expr.KeyValue pair when file.text(pair.key()).equals("Handler") ->
                            List.of(pair.value());
                    case Stmt.Assign assign
                            when file.text(assign.left().getFirst()).endsWith(".Handler") ->
                            assign.right();
                    default -> List.of();
                };
        return handed.stream()
                .map(value -> code.types.of(value, file))
                .anyMatch(of -> of != null && Names.typeName(of.expr()).equals(type));
    }
}
