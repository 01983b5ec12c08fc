package dev.stanch.source.type;

import dev.stanch.source.Decl;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declared function, method or interface method. */
public final class Function extends Symbol {
    private final Decl.@Nullable Func declaration;
    private List<TypeParameter> receiverParameters = List.of();

    Function(
            String name,
            @Nullable GoPackage home,
            int pos,
            Type type,
            Decl.@Nullable Func declaration) {
        super(name, home, pos, type);
        this.declaration = declaration;
    }

    /** Null for methods of interfaces. */
    public Decl.@Nullable Func declaration() {
        return declaration;
    }

    void receiverParameters(List<TypeParameter> parameters) {
        receiverParameters = parameters;
    }

    /**
     * The names that the receiver gives to its type's parameters: {@code K} of {@code (m Map[K])}.
     */
    public List<TypeParameter> receiverParameters() {
        resolve();
        return receiverParameters;
    }

    public Type.@Nullable Signature signature() {
        return type() instanceof Type.Signature signature ? signature : null;
    }

    /** Whether the receiver is a pointer, as it is written. */
    public boolean hasPointerReceiver() {
        Decl.Func written = declaration;
        return written != null
                && written.receiver() != null
                && Receivers.isPointer(written.receiver().type());
    }

    Function with(Type.Signature signature) {
        var copy = new Function(name(), home(), pos(), signature, declaration);
        copy.receiverParameters = receiverParameters;
        return copy;
    }
}
