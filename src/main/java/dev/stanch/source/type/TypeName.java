package dev.stanch.source.type;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declared type or alias. */
public final class TypeName extends Symbol {
    private List<TypeParameter> aliasParameters = List.of();

    TypeName(String name, @Nullable GoPackage home, int pos, Type type) {
        super(name, home, pos, type);
    }

    void aliasParameters(List<TypeParameter> parameters) {
        aliasParameters = parameters;
    }

    /** Type parameters of a generic alias, else none. */
    public List<TypeParameter> aliasParameters() {
        resolve();
        return aliasParameters;
    }
}
