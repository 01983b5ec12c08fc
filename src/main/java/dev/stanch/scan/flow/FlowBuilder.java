package dev.stanch.scan.flow;

import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Clause;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import dev.stanch.source.Spec;
import dev.stanch.source.Stmt;
import dev.stanch.source.Walk;
import java.util.List;
import java.util.Set;

/** Fills a {@link Flow}: one pass over all statements of the package. */
final class FlowBuilder {
    private final GoPackage goPackage;
    private final Types types;
    private final Flow flow;

    FlowBuilder(GoPackage goPackage, Types types, Flow flow) {
        this.goPackage = goPackage;
        this.types = types;
        this.flow = flow;
    }

    void build() {
        for (GoFile file : goPackage.files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen) {
                    var body = new FlowBody(goPackage, types, flow, file, null);
                    for (Spec spec : gen.specs()) {
                        body.spec(spec);
                    }
                }
            }
        }
        for (Func func : goPackage.all) {
            if (func.body != null) {
                var body = new FlowBody(goPackage, types, flow, func.file, func);
                Walk.preorder(func.body, node -> enter(body, func, node));
            }
        }
        functionValues();
    }

    /** Calls of values that can be but one function are calls of that function. */
    private void functionValues() {
        for (Op op : List.copyOf(flow.ops())) {
            if (op.kind() == Op.Kind.INVOKE
                    && op.at() instanceof Expr.Call call
                    && types.target(call, op.file()) == null) {
                Set<Func> possible = flow.functions(op.slot());
                if (possible.size() == 1) {
                    var body = new FlowBody(goPackage, types, flow, op.file(), op.func());
                    body.calls.bindValue(call, possible.iterator().next());
                }
            }
        }
    }

    private boolean enter(FlowBody body, Func func, Node node) {
        switch (node) {
            case Stmt.Assign assign -> body.assign(assign);
            case Stmt.Declaration declaration ->
                    declaration.declaration().specs().forEach(body::spec);
            case Stmt.Send send -> body.send(send);
            case Stmt.Return result -> returns(body, func, result);
            case Stmt.Range loop -> {
                body.range(loop);
                Walk.preorder(loop.body(), inner -> enter(body, func, inner));
                return false;
            }
            case Stmt.TypeSwitch choice -> typeSwitch(body, func, choice);
            case Stmt.IncDec count -> body.count(count);
            case Expr expression -> {
                body.value(expression);
                return false;
            }
            default -> {
                return true;
            }
        }
        return !(node instanceof Stmt.Assign
                || node instanceof Stmt.Declaration
                || node instanceof Stmt.Send
                || node instanceof Stmt.Return
                || node instanceof Stmt.IncDec);
    }

    private void typeSwitch(FlowBody body, Func func, Stmt.TypeSwitch choice) {
        Slot subject = body.value(choice.subject());
        for (Clause.Case arm : choice.clauses()) {
            Expr.Ident binding = choice.binding();
            if (binding != null) {
                Variable bound =
                        goPackage.variable(
                                func.file, new Expr.Ident(arm.pos(), arm.pos(), binding.name()));
                if (bound != null && subject != null) {
                    body.copy(subject, flow.variable(bound), arm);
                }
            }
        }
    }

    private void returns(FlowBody body, Func func, Stmt.Return statement) {
        List<Expr> values = statement.results();
        int results = func.results.size();
        if (values.isEmpty()) {
            for (int i = 0; i < results; i++) {
                if (!func.results.get(i).name.isEmpty()) {
                    body.copy(flow.variable(func.results.get(i)), flow.result(func, i), statement);
                }
            }
        } else if (values.size() == 1 && results > 1) {
            for (int i = 0; i < results; i++) {
                Slot slot = body.value(values.getFirst(), i);
                if (slot != null) {
                    body.copy(slot, flow.result(func, i), statement);
                }
            }
        } else {
            for (int i = 0; i < values.size(); i++) {
                Slot slot = body.value(values.get(i));
                if (slot != null) {
                    body.copy(slot, flow.result(func, i), statement);
                }
            }
        }
    }
}
