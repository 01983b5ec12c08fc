package dev.stanch.source.type;

import dev.stanch.source.constant.Constant;
import java.util.List;

/** The predeclared names (specification, "Predeclared identifiers") and package unsafe. */
final class Universe {
    static final InterfaceType EMPTY = new InterfaceType(List.of(), List.of(), false);
    static final Named ERROR = error();
    static final Named COMPARABLE = named("comparable", EMPTY);
    static final Scope SCOPE = scope();
    static final GoPackage UNSAFE = unsafe();

    private Universe() {}

    private static Named named(String name, Type underlying) {
        var object = new TypeName(name, null, -1, Basic.UNKNOWN);
        var type = new Named(object);
        object.type(type);
        type.define(underlying);
        return type;
    }

    private static Named error() {
        var result = new Variable("", null, -1, Basic.STRING, Variable.Kind.RESULT);
        var signature = new Type.Signature(List.of(), List.of(), List.of(result), false, null);
        var method = new Function("Error", null, -1, signature, null);
        return named("error", new InterfaceType(List.of(method), List.of(), false));
    }

    private static Scope scope() {
        var scope = new Scope(null);
        for (Basic basic : Basic.values()) {
            if (!basic.isUntyped() && basic != Basic.UNKNOWN && basic != Basic.UNSAFE_POINTER) {
                scope.put(new TypeName(basic.spelling(), null, -1, basic));
            }
        }
        scope.put(new TypeName("byte", null, -1, Basic.UINT8));
        scope.put(new TypeName("rune", null, -1, Basic.INT32));
        scope.put(new TypeName("any", null, -1, EMPTY));
        scope.put(ERROR.object());
        scope.put(COMPARABLE.object());
        scope.put(new ConstantName("true", null, -1, Basic.UNTYPED_BOOL, new Constant.Bool(true)));
        scope.put(
                new ConstantName("false", null, -1, Basic.UNTYPED_BOOL, new Constant.Bool(false)));
        scope.put(new ConstantName("iota", null, -1, Basic.UNTYPED_INT, Constant.of(0)));
        scope.put(new Nil());
        for (String name :
                List.of(
                        "append", "cap", "clear", "close", "complex", "copy", "delete", "imag",
                        "len", "make", "max", "min", "new", "panic", "print", "println", "real",
                        "recover")) {
            scope.put(new Builtin(name));
        }
        return scope;
    }

    private static GoPackage unsafe() {
        var home = new GoPackage("unsafe", "unsafe", new Scope(SCOPE));
        home.scope.put(new TypeName("Pointer", home, -1, Basic.UNSAFE_POINTER));
        for (String name :
                List.of(
                        "Add",
                        "Alignof",
                        "Offsetof",
                        "Sizeof",
                        "Slice",
                        "SliceData",
                        "String",
                        "StringData")) {
            home.scope.put(new Builtin(name));
        }
        return home;
    }
}
