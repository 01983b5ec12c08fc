package dev.stanch.scan.program;

import dev.stanch.scan.MemorySources;
import dev.stanch.scan.SourceFinder;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The other packages of a program, found from a file that imports them: a package's folder ends as
 * its import path does and lies below a folder around the importing file, whatever the module is
 * called.
 */
public final class Neighbours {
    private final SourceFinder sources;
    private final Function<String, Optional<Code>> packages;
    private final Map<String, Optional<Code>> found = new HashMap<>();

    public Neighbours(SourceFinder sources, Function<String, Optional<Code>> packages) {
        this.sources = sources;
        this.packages = packages;
    }

    /** A function or method of another package of the program. */
    public record Target(Code code, Func func) {}

    /** The package of a file of the program. */
    public Optional<Code> of(String file) {
        return packages.apply(file);
    }

    /** What a call into another package reaches; empty for the library and for what is not here. */
    public Optional<Target> target(Code code, GoFile file, Expr.Call call) {
        Expr function = Types.strip(call.function());
        if (function instanceof Expr.Index generic) {
            function = generic.operand();
        }
        if (!(function instanceof Expr.Selector selector)) {
            return Optional.empty();
        }
        String name = selector.name().name();
        if (selector.operand() instanceof Expr.Ident left
                && code.goPackage.foreign(file, selector) != null) {
            Optional<Code> other = imported(code, file, left.name());
            return other.flatMap(there -> target(there, there.goPackage.functions.get(name)));
        }
        Named type = type(code, file, selector.operand());
        if (type == null) {
            return Optional.empty();
        }
        return target(type.code(), type.code().goPackage.methods.get(type.name() + "." + name));
    }

    private static Optional<Target> target(Code code, @Nullable Func func) {
        return func == null ? Optional.empty() : Optional.of(new Target(code, func));
    }

    /** A type of another package. */
    private record Named(Code code, String name) {}

    private @Nullable Named type(Code code, GoFile file, Expr value) {
        Types.Type written = code.types.of(value, file);
        if (written != null) {
            String[] parts = Types.written(written).split("\\.", -1);
            Code other =
                    parts.length == 2
                            ? imported(code, written.file(), parts[0]).orElse(null)
                            : null;
            return other == null ? null : new Named(other, parts[1]);
        }
        Variable variable =
                value instanceof Expr.Ident name ? code.goPackage.variable(file, name) : null;
        if (variable == null || !(variable.init instanceof Expr.Call make)) {
            return null;
        }
        Target maker = target(code, variable.file, make).orElse(null);
        if (maker == null || variable.index >= maker.func().results.size()) {
            return null;
        }
        String name =
                Types.typeName(maker.code().types.of(maker.func().results.get(variable.index)));
        return name.isEmpty() ? null : new Named(maker.code(), name);
    }

    private Optional<Code> imported(Code code, GoFile file, String name) {
        String path = code.goPackage.importPath(file, name);
        if (path == null) {
            return Optional.empty();
        }
        String folder = MemorySources.folder(file.name());
        String key = folder + " " + path;
        Optional<Code> known = found.get(key);
        if (known == null) {
            known = find(folder, path);
            found.put(key, known);
        }
        return known;
    }

    private Optional<Code> find(String folder, String path) {
        String file = folder(sources, folder, path);
        return file == null ? Optional.empty() : packages.apply(file);
    }

    /** A file of the program's package with an import path, null when there is none. */
    static @Nullable String folder(SourceFinder sources, String folder, String path) {
        for (String tail = path; !tail.isEmpty(); tail = withoutFirst(tail)) {
            for (String around = folder; ; around = MemorySources.folder(around)) {
                String prefix = around.isEmpty() ? "" : around + "/";
                List<String> files = sources.packageFiles(prefix + tail + "/doc.go");
                if (!files.isEmpty() && !(prefix + tail).equals(folder)) {
                    return files.getFirst();
                }
                if (around.isEmpty()) {
                    break;
                }
            }
        }
        return null;
    }

    private static String withoutFirst(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? "" : path.substring(slash + 1);
    }
}
