package dev.stanch.source.type;

import org.jspecify.annotations.Nullable;

/** An import in a file; the package is null when it is missing, and for {@code "C"}. */
public final class PackageName extends Symbol {
    private final String path;
    private final @Nullable GoPackage imported;

    PackageName(
            String name,
            @Nullable GoPackage home,
            int pos,
            String path,
            @Nullable GoPackage imported) {
        super(name, home, pos, Basic.UNKNOWN);
        this.path = path;
        this.imported = imported;
    }

    public String path() {
        return path;
    }

    public @Nullable GoPackage imported() {
        return imported;
    }
}
