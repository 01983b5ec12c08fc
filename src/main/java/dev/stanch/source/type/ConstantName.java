package dev.stanch.source.type;

import dev.stanch.source.constant.Constant;
import org.jspecify.annotations.Nullable;

/** A declared constant. */
public final class ConstantName extends Symbol {
    private @Nullable Constant value;

    ConstantName(
            String name, @Nullable GoPackage home, int pos, Type type, @Nullable Constant value) {
        super(name, home, pos, type);
        this.value = value;
    }

    void value(@Nullable Constant found) {
        value = found;
    }

    /** Null when the value is not known. */
    public @Nullable Constant value() {
        resolve();
        return value;
    }
}
