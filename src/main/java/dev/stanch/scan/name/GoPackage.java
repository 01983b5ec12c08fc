package dev.stanch.scan.name;

import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All files of one package with its names: types, functions, methods, variables, imports, and what
 * each name refers to.
 */
public final class GoPackage {
    /** A declared type and the file whose imports its names mean. */
    public record TypeDecl(Spec.Type spec, GoFile file) {}

    public final String name;
    public final List<GoFile> files;
    public final Map<String, TypeDecl> types = new HashMap<>();
    public final Map<String, Func> functions = new HashMap<>();

    /** By {@code Type.method}. */
    public final Map<String, Func> methods = new HashMap<>();

    public final Map<String, List<Func>> methodsByName = new HashMap<>();
    public final Map<String, Variable> globals = new HashMap<>();

    /** Declared functions and literals, outer before inner. */
    public final List<Func> all = new ArrayList<>();

    private final Map<String, Map<String, Spec.Import>> imports = new HashMap<>();
    private final Map<String, Map<Integer, Variable>> uses = new HashMap<>();
    private final Map<String, Map<Integer, Func>> literals = new HashMap<>();

    /** Whether an import path of a file is a package of the program itself. */
    private final BiPredicate<GoFile, String> program;

    public GoPackage(String name, List<GoFile> files, BiPredicate<GoFile, String> program) {
        this.name = name;
        this.program = program;
        this.files = List.copyOf(files);
        for (GoFile file : files) {
            uses.put(file.name(), new HashMap<>());
            literals.put(file.name(), new HashMap<>());
            imports.put(file.name(), importsOf(file));
        }
        new Names(this).resolve();
    }

    private static Map<String, Spec.Import> importsOf(GoFile file) {
        var map = new HashMap<String, Spec.Import>();
        for (Decl declaration : file.declarations()) {
            if (declaration instanceof Decl.Gen gen) {
                for (Spec spec : gen.specs()) {
                    if (spec instanceof Spec.Import load) {
                        Expr.Ident alias = load.name();
                        map.put(alias == null ? defaultName(load.path()) : alias.name(), load);
                    }
                }
            }
        }
        return map;
    }

    /**
     * The usual name of an imported package: the last element without a version or a {@code go-}
     * prefix.
     */
    private static String defaultName(String path) {
        String[] parts = path.split("/", -1);
        String last = parts[parts.length - 1];
        if (parts.length > 1 && last.matches("v[0-9]+")) {
            last = parts[parts.length - 2];
        }
        int version = last.indexOf(".v");
        last = version > 0 ? last.substring(0, version) : last;
        last = last.startsWith("go-") ? last.substring(3) : last;
        return last.replace("-", "");
    }

    public @Nullable GoFile file(String path) {
        for (GoFile file : files) {
            if (file.name().equals(path)) {
                return file;
            }
        }
        return null;
    }

    void use(GoFile file, int pos, Variable variable) {
        uses.getOrDefault(file.name(), new HashMap<>()).put(pos, variable);
    }

    /** The variable that a name refers to or declares, null when it is none of this package's. */
    public @Nullable Variable variable(GoFile file, Expr.Ident name) {
        return uses.getOrDefault(file.name(), Map.of()).get(name.pos());
    }

    public void literal(GoFile file, int pos, Func func) {
        literals.getOrDefault(file.name(), new HashMap<>()).put(pos, func);
    }

    public @Nullable Func literal(GoFile file, Expr.FuncLit literal) {
        return literals.getOrDefault(file.name(), Map.of()).get(literal.pos());
    }

    /** The import path that a name stands for in a file, null when the name is no import there. */
    public @Nullable String importPath(GoFile file, String name) {
        Spec.Import load = imports.getOrDefault(file.name(), Map.of()).get(name);
        return load == null ? null : load.path();
    }

    /** Whether an import path belongs to neither the standard library nor the program. */
    public boolean thirdParty(GoFile file, String path) {
        int slash = path.indexOf('/');
        return slash > 0 && path.substring(0, slash).contains(".") && !program.test(file, path);
    }

    Map<String, Spec.Import> imports(GoFile file) {
        return imports.getOrDefault(file.name(), Map.of());
    }

    /** {@code net/http.Get} for {@code http.Get}; null when the operand is no imported package. */
    public @Nullable String foreign(GoFile file, Expr expression) {
        if (expression instanceof Expr.Selector selector
                && selector.operand() instanceof Expr.Ident left
                && variable(file, left) == null) {
            String path = importPath(file, left.name());
            return path == null ? null : path + "." + selector.name().name();
        }
        if (expression instanceof Expr.Index generic) {
            return foreign(file, generic.operand());
        }
        return null;
    }

    /** The innermost function around an offset. */
    @Nullable Func enclosing(GoFile file, int pos) {
        Func best = null;
        for (Func func : all) {
            if (func.file.is(file) && func.node.pos() <= pos && pos < func.node.end()) {
                if (best == null || func.node.pos() >= best.node.pos()) {
                    best = func;
                }
            }
        }
        return best;
    }
}
