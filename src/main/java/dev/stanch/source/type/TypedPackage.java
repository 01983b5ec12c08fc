package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.constant.Constant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checked package: its files, and what was found about their expressions and names. Nodes are
 * asked for by identity, so they must be those of {@link #files()}.
 */
public final class TypedPackage {
    private final GoPackage home;
    private final List<GoFile> files;
    private final Info info;

    TypedPackage(GoPackage home, List<GoFile> files, Info info) {
        this.home = home;
        this.files = files;
        this.info = info;
    }

    public GoPackage home() {
        return home;
    }

    public List<GoFile> files() {
        return files;
    }

    /** The expression's type, a type's own when it is one; unknown when it cannot be told. */
    public Type type(Expr expression) {
        Operand operand = info.operand(expression);
        return operand == null ? Basic.UNKNOWN : operand.type();
    }

    /** What kind of operand it is; null when it is no expression that was read. */
    public @Nullable Operand operand(Expr expression) {
        return info.operand(expression);
    }

    public @Nullable Constant constant(Expr expression) {
        Operand operand = info.operand(expression);
        return operand == null ? null : operand.value();
    }

    public boolean isType(Expr expression) {
        Operand operand = info.operand(expression);
        return operand != null && operand.isType();
    }

    /** What a name declares or stands for; null when it is not known. */
    public @Nullable Symbol symbol(Expr.Ident name) {
        return info.symbols.get(name);
    }

    /** The field or method that is selected; null for names of packages and what is not known. */
    public @Nullable Selection selection(Expr.Selector selector) {
        return info.selections.get(selector);
    }

    /** The signature that is called, generic ones with their types put in; null for conversions. */
    public Type.@Nullable Signature signature(Expr.Call call) {
        Operand function = info.operand(call.function());
        return function != null
                        && !function.isType()
                        && Kinds.core(function.type()) instanceof Type.Signature signature
                ? signature
                : null;
    }

    /** The declared function or method that is called by name; null for values and builtins. */
    public @Nullable Function callee(Expr.Call call) {
        Operand function = info.operand(call.function());
        return function != null && function.symbol() instanceof Function named ? named : null;
    }
}
