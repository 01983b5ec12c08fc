package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.constant.Constant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where in a file the checker is, and what it notes down. */
abstract class FileState {
    final GoPackage home;
    final GoFile file;
    final @Nullable Info info;
    Scope scope;
    @Nullable Constant iota;
    Type.@Nullable Signature function;

    FileState(GoPackage home, GoFile file, Scope fileScope, @Nullable Info info) {
        this.home = home;
        this.file = file;
        this.scope = fileScope;
        this.info = info;
    }

    /** Does something elsewhere in the file and comes back. */
    final <T> T in(Scope where, @Nullable Constant count, Supplier<T> work) {
        Scope before = scope;
        Constant counted = iota;
        var around = function;
        scope = where;
        iota = count;
        try {
            return work.get();
        } finally {
            scope = before;
            iota = counted;
            function = around;
        }
    }

    final Operand note(Expr expression, Operand operand) {
        if (info != null) {
            info.operands.put(expression, operand);
        }
        return operand;
    }

    final void names(Expr.Ident name, @Nullable Symbol symbol) {
        if (info != null && symbol != null) {
            info.symbols.put(name, symbol);
        }
    }

    /** The package that a selector's operand names; null when it names none. */
    final @Nullable PackageName imported(Expr.Selector selector) {
        return selector.operand() instanceof Expr.Ident name
                        && scope.find(name.name()) instanceof PackageName imported
                ? imported
                : null;
    }

    /** What a selector names of an imported package; null when that is unknown. */
    final @Nullable Symbol member(Expr.Selector selector, PackageName imported) {
        if (selector.operand() instanceof Expr.Ident name) {
            names(name, imported);
        }
        GoPackage of = imported.imported();
        Symbol symbol = of == null ? null : of.find(selector.name().name());
        names(selector.name(), symbol);
        return symbol;
    }

    final void selects(Expr.Selector selector, Selection selection) {
        if (info != null) {
            info.selections.put(selector, selection);
            info.symbols.put(selector.name(), selection.symbol());
        }
    }

    final void open() {
        scope = new Scope(scope);
    }

    final void close() {
        Scope outer = scope.outer();
        if (outer != null) {
            scope = outer;
        }
    }

    final Variable declare(Expr.Ident name, Type type, Variable.Kind kind) {
        var variable = new Variable(name.name(), home, name.pos(), type, kind);
        names(name, variable);
        return variable;
    }
}
