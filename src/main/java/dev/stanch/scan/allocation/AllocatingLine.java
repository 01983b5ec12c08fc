package dev.stanch.scan.allocation;

import dev.stanch.scan.AllocationForm;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Stmt;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a line allocates. */
final class AllocatingLine {
    private final Code code;

    AllocatingLine(Code code) {
        this.code = code;
    }

    /**
     * An allocating expression at a line; {@code at} is the whole statement's part that matters.
     */
    record Found(AllocationForm form, Node at, @Nullable Expr expression, Func func, int weight) {}

    @Nullable Found at(GoFile file, int line) {
        Found best = null;
        for (Func func : code.goPackage.all) {
            if (func.body != null && func.covers(file, line)) {
                for (Found found : find(func, line)) {
                    if (best == null || found.weight() < best.weight()) {
                        best = found;
                    }
                }
            }
        }
        if (best == null) {
            best = global(file, line);
        }
        return best;
    }

    private @Nullable Found global(GoFile file, int line) {
        for (Variable variable : code.goPackage.globals.values()) {
            Expr init = variable.init;
            if (init != null
                    && variable.file.is(file)
                    && file.line(init) <= line
                    && line <= file.lastLine(init)) {
                var nowhere =
                        new Func(
                                file,
                                init,
                                code.goPackage.name + ".init",
                                "init",
                                "",
                                null,
                                SIGNATURE,
                                null);
                return new Found(form(init, nowhere), init, init, nowhere, 0);
            }
        }
        return null;
    }

    private static final Expr.FuncType SIGNATURE =
            new Expr.FuncType(0, 0, List.of(), List.of(), List.of());

    private AllocationForm form(Expr expression, Func func) {
        AllocationForm form = formOrNull(expression, func);
        return form == null ? AllocationForm.OTHER : form;
    }

    private List<Found> find(Func func, int line) {
        var all = new ArrayList<Found>();
        GoFile file = func.file;
        Paths.own(
                func.body,
                node -> {
                    boolean here =
                            file.line(node) == line
                                    || (node instanceof Expr.Call call
                                            && file.lastLine(call.function()) == line);
                    if (!here) {
                        return;
                    }
                    switch (node) {
                        case Stmt.Assign assign -> assign(all, func, assign);
                        case Stmt.IncDec count when mapElement(file, count.operand()) ->
                                all.add(
                                        new Found(
                                                AllocationForm.MAP_ASSIGN,
                                                count,
                                                count.operand(),
                                                func,
                                                90));
                        case Stmt.Go start ->
                                all.add(new Found(AllocationForm.GOROUTINE, start, null, func, 95));
                        case Expr expression -> {
                            AllocationForm form = formOrNull(expression, func);
                            if (form != null) {
                                all.add(
                                        new Found(
                                                form,
                                                expression,
                                                expression,
                                                func,
                                                weight(form, expression, func)));
                            }
                        }
                        default -> {}
                    }
                });
        return all;
    }

    private void assign(List<Found> all, Func func, Stmt.Assign assign) {
        for (Expr target : assign.left()) {
            if (mapElement(func.file, target)) {
                all.add(new Found(AllocationForm.MAP_ASSIGN, assign, target, func, 90));
            }
        }
        boolean concat =
                assign.operator() == Token.ADD_ASSIGN
                        && code.types.isString(code.types.of(assign.left().getFirst(), func.file));
        if (concat) {
            all.add(new Found(AllocationForm.STRING, assign, assign.left().getFirst(), func, 30));
        }
    }

    private boolean mapElement(GoFile file, Expr target) {
        return Types.strip(target) instanceof Expr.Index index
                && code.types.isMap(code.types.of(index.operand(), file));
    }

    private @Nullable AllocationForm formOrNull(Expr expression, Func func) {
        return switch (expression) {
            case Expr.Call call -> callForm(call, func.file);
            case Expr.Composite composite -> AllocationForm.COMPOSITE;
            case Expr.FuncLit literal -> AllocationForm.CLOSURE;
            case Expr.Binary binary
                    when binary.operator() == Token.ADD
                            && code.types.isString(code.types.of(binary, func.file)) ->
                    AllocationForm.STRING;
            default -> null;
        };
    }

    private @Nullable AllocationForm callForm(Expr.Call call, GoFile file) {
        Expr function = Types.strip(call.function());
        if (code.types.isType(function, file)) {
            Types.Type type = new Types.Type(function, file);
            Types.Type source =
                    call.arguments().isEmpty()
                            ? null
                            : code.types.of(call.arguments().getFirst(), file);
            boolean converts =
                    (code.types.isString(type) && !code.types.isString(source))
                            || (code.types.isList(type) && code.types.isString(source));
            return converts ? AllocationForm.STRING : null;
        }
        if (function instanceof Expr.Ident name
                && code.goPackage.variable(file, name) == null
                && !code.goPackage.functions.containsKey(name.name())) {
            return switch (name.name()) {
                case "make" -> AllocationForm.MAKE;
                case "new" -> AllocationForm.NEW;
                case "append" -> AllocationForm.APPEND;
                case "len",
                        "cap",
                        "delete",
                        "close",
                        "panic",
                        "recover",
                        "copy",
                        "clear",
                        "print",
                        "println",
                        "min",
                        "max" ->
                        null;
                default -> AllocationForm.CALL;
            };
        }
        return AllocationForm.CALL;
    }

    /**
     * The smallest is what the line is about; deeper and larger values come before the containers
     * that they go into.
     */
    private int weight(AllocationForm form, Expr expression, Func func) {
        return switch (form) {
            case MAKE -> 10;
            case NEW -> 20;
            case STRING -> 30;
            case COMPOSITE ->
                    expression instanceof Expr.Composite literal && literal.elements().isEmpty()
                            ? 35
                            : 32;
            case CALL -> {
                String foreign =
                        expression instanceof Expr.Call call
                                ? code.goPackage.foreign(func.file, Types.strip(call.function()))
                                : null;
                yield foreign == null ? 50 : armsTimer(foreign) ? 15 : 40;
            }
            case APPEND -> 60;
            case CLOSURE -> 80;
            case MAP_ASSIGN -> 90;
            case GOROUTINE -> 95;
            case OTHER -> 99;
        };
    }

    private static boolean armsTimer(String foreign) {
        return switch (foreign) {
            case "time.After", "time.AfterFunc", "time.NewTimer", "time.NewTicker", "time.Tick" ->
                    true;
            default -> foreign.startsWith("context.With");
        };
    }
}
