package dev.stanch.source.type;

import dev.stanch.source.Expr;
import java.util.List;

/** Writes types as go/types does, packages by their paths. */
@SuppressWarnings("ReferenceEquality") // the same object tells that nothing changed
public final class Spelling {
    private static final int MAX_DEPTH = 60;

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private Spelling() {}

    public static String of(Type type) {
        var spelling = new Spelling();
        spelling.type(type);
        return spelling.out.toString();
    }

    private void type(Type type) {
        if (++depth > MAX_DEPTH) {
            out.append('…');
        } else {
            put(type);
        }
        depth--;
    }

    private void put(Type type) {
        switch (type) {
            case Basic basic -> out.append(basic.spelling());
            case TypeParameter parameter -> out.append(parameter.name());
            case Named named -> named(named);
            case Type.Pointer pointer -> {
                out.append('*');
                type(pointer.element());
            }
            case Type.Slice slice -> {
                out.append("[]");
                type(slice.element());
            }
            case Type.Array array -> {
                out.append('[').append(array.length()).append(']');
                type(array.element());
            }
            case Type.MapType map -> {
                out.append("map[");
                type(map.key());
                out.append(']');
                type(map.element());
            }
            case Type.Chan chan -> chan(chan);
            case Type.Tuple tuple -> variables(tuple.variables(), false);
            case Type.Signature signature -> {
                out.append("func");
                signature(signature);
            }
            case Type.Union union -> union(union);
            case StructType struct -> struct(struct);
            case InterfaceType it -> interfaceType(it);
        }
    }

    private void named(Named named) {
        GoPackage home = named.object().home();
        if (home != null) {
            out.append(home.path()).append('.');
        }
        out.append(named.object().name());
        if (!named.arguments().isEmpty()) {
            out.append('[');
            String comma = "";
            for (Type argument : named.arguments()) {
                out.append(comma);
                type(argument);
                comma = ",";
            }
            out.append(']');
        } else if (!named.typeParameters().isEmpty()) {
            typeParameters(named.typeParameters());
        }
    }

    private void typeParameters(List<TypeParameter> parameters) {
        out.append('[');
        for (int i = 0; i < parameters.size(); i++) {
            TypeParameter parameter = parameters.get(i);
            if (i > 0) {
                if (parameters.get(i - 1).bound() != parameter.bound()) {
                    out.append(' ');
                    type(parameters.get(i - 1).bound());
                }
                out.append(", ");
            }
            out.append(parameter.name());
        }
        if (!parameters.isEmpty()) {
            out.append(' ');
            type(parameters.getLast().bound());
        }
        out.append(']');
    }

    private void chan(Type.Chan chan) {
        switch (chan.direction()) {
            case SEND -> out.append("chan<- ");
            case RECEIVE -> out.append("<-chan ");
            case BOTH -> out.append("chan ");
        }
        boolean parens =
                chan.direction() != Expr.Direction.SEND
                        && chan.direction() == Expr.Direction.BOTH
                        && chan.element() instanceof Type.Chan inner
                        && inner.direction() == Expr.Direction.RECEIVE;
        out.append(parens ? "(" : "");
        type(chan.element());
        out.append(parens ? ")" : "");
    }

    private void variables(List<Variable> variables, boolean variadic) {
        out.append('(');
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            out.append(i > 0 ? ", " : "");
            if (!variable.name().isEmpty()) {
                out.append(variable.name()).append(' ');
            }
            Type type = variable.type();
            if (variadic && i == variables.size() - 1) {
                if (type instanceof Type.Slice slice) {
                    out.append("...");
                    type = slice.element();
                } else {
                    type(type);
                    out.append("...");
                    continue;
                }
            }
            type(type);
        }
        out.append(')');
    }

    private void signature(Type.Signature signature) {
        if (!signature.typeParameters().isEmpty()) {
            typeParameters(signature.typeParameters());
        }
        variables(signature.parameters(), signature.variadic());
        List<Variable> results = signature.results();
        if (results.isEmpty()) {
            return;
        }
        out.append(' ');
        if (results.size() == 1 && results.getFirst().name().isEmpty()) {
            type(results.getFirst().type());
        } else {
            variables(results, false);
        }
    }

    private void union(Type.Union union) {
        String bar = "";
        for (Type.Term term : union.terms()) {
            out.append(bar).append(term.tilde() ? "~" : "");
            type(term.type());
            bar = " | ";
        }
    }

    private void struct(StructType struct) {
        out.append("struct{");
        for (int i = 0; i < struct.fields().size(); i++) {
            Variable field = struct.fields().get(i);
            out.append(i > 0 ? "; " : "");
            if (field.kind() != Variable.Kind.EMBEDDED) {
                out.append(field.name()).append(' ');
            }
            type(field.type());
            if (!struct.tags().get(i).isEmpty()) {
                out.append(" \"\"");
            }
        }
        out.append('}');
    }

    private void interfaceType(InterfaceType type) {
        if (type.isImplicit() && type.methods().isEmpty() && type.embedded().size() == 1) {
            type(type.embedded().getFirst());
            return;
        }
        out.append("interface{");
        String semicolon = "";
        for (Function method : type.methods()) {
            out.append(semicolon).append(method.name());
            if (method.type() instanceof Type.Signature signature) {
                signature(signature);
            }
            semicolon = "; ";
        }
        for (Type embedded : type.embedded()) {
            out.append(semicolon);
            type(embedded);
            semicolon = "; ";
        }
        out.append('}');
    }
}
