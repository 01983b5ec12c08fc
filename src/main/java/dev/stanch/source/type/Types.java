package dev.stanch.source.type;

import dev.stanch.source.Decl;
import dev.stanch.source.GoFile;
import dev.stanch.source.GoParser;
import dev.stanch.source.Spec;
import dev.stanch.source.load.PackageFiles;
import dev.stanch.source.load.Packages;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Checks packages. Packages that they import are read once, declarations only, and each name of
 * them is resolved when it is first used. For one thread at a time.
 */
public final class Types {
    private static final long STACK = 512L << 20;

    private final Packages packages;
    private final Map<String, GoPackage> known = new HashMap<>();
    private final Map<String, Boolean> missing = new HashMap<>();

    public Types(Packages packages) {
        this.packages = packages;
        known.put("unsafe", Universe.UNSAFE);
    }

    /** Checks a package's own files. */
    public TypedPackage check(PackageFiles files) {
        return check(files.importPath(), parsed(files.files()));
    }

    /** Checks a package together with its tests that are in the same package. */
    public TypedPackage checkWithTests(PackageFiles files) {
        var all = new ArrayList<>(files.files());
        all.addAll(files.tests());
        return check(files.importPath(), parsed(all));
    }

    /** Checks files that make up a package. */
    public TypedPackage check(String importPath, List<GoFile> files) {
        var result = new AtomicReference<TypedPackage>();
        var failure = new AtomicReference<Throwable>();
        // a deep stack, since trees of generated code are deep
        var thread = new Thread(null, () -> result.set(checked(importPath, files)), "types", STACK);
        thread.setUncaughtExceptionHandler((t, thrown) -> failure.set(thrown));
        thread.start();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        TypedPackage typed = result.get();
        if (typed == null) {
            throw new IllegalStateException("types of " + importPath, failure.get());
        }
        return typed;
    }

    private TypedPackage checked(String importPath, List<GoFile> files) {
        var info = new Info();
        String name = files.isEmpty() ? "_" : files.getFirst().packageName().name();
        var home = new GoPackage(importPath, name, new Scope(Universe.SCOPE));
        List<FileChecker> checkers = collect(home, files, info);
        known.putIfAbsent(importPath, home);
        checkers.forEach(FileChecker::check);
        return new TypedPackage(home, List.copyOf(files), info);
    }

    private List<FileChecker> collect(GoPackage home, List<GoFile> files, @Nullable Info info) {
        var checkers = new ArrayList<FileChecker>();
        var methods = new HashMap<String, List<Function>>();
        for (GoFile file : files) {
            var checker = new FileChecker(home, file, imports(home, file), info);
            checker.collect(methods);
            checkers.add(checker);
        }
        var aliases = aliases(files);
        for (FileChecker checker : checkers) {
            checker.methods.forEach((base, some) ->
                    methods.computeIfAbsent(target(base, aliases), n -> new ArrayList<>())
                            .addAll(some));
        }
        return checkers;
    }

    /** Aliases of the package that stand for plain names: receivers may be written with them. */
    private static Map<String, String> aliases(List<GoFile> files) {
        var out = new HashMap<String, String>();
        for (GoFile file : files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen) {
                    for (Spec spec : gen.specs()) {
                        if (spec instanceof Spec.Type type && type.alias()) {
                            var base = Receivers.base(type.type());
                            if (base != null) {
                                out.put(type.name().name(), base.name());
                            }
                        }
                    }
                }
            }
        }
        return out;
    }

    private static String target(String name, Map<String, String> aliases) {
        String at = name;
        for (int steps = 0; steps < 10; steps++) {
            String next = aliases.get(at);
            if (next == null) {
                break;
            }
            at = next;
        }
        return at;
    }

    private Scope imports(GoPackage home, GoFile file) {
        var scope = new Scope(home.scope);
        scope.later(() -> imports(home, file, scope));
        return scope;
    }

    private void imports(GoPackage home, GoFile file, Scope scope) {
        for (Decl declaration : file.declarations()) {
            if (declaration instanceof Decl.Gen gen) {
                for (Spec spec : gen.specs()) {
                    if (spec instanceof Spec.Import load) {
                        imported(home, load, scope);
                    }
                }
            }
        }
    }

    private void imported(GoPackage home, Spec.Import load, Scope scope) {
        String path = load.path();
        GoPackage found = path.equals("C") ? null : dependency(path, home.path());
        String written = load.name() == null ? null : load.name().name();
        if (written != null && written.equals("_")) {
            return;
        }
        if (written != null && written.equals(".")) {
            if (found != null) {
                for (Symbol symbol : found.scope.all()) {
                    if (symbol.isExported()) {
                        scope.put(symbol);
                    }
                }
            }
            return;
        }
        String name = written != null ? written : found != null ? found.name() : lastElement(path);
        scope.putAs(name, new PackageName(name, home, load.pos(), path, found));
    }

    /** The name that a missing package has by custom. */
    private static String lastElement(String path) {
        String plain = path.replaceFirst("/v[0-9]+$", "").replaceFirst("\\.v[0-9]+$", "");
        return plain.substring(plain.lastIndexOf('/') + 1);
    }

    private @Nullable GoPackage dependency(String path, String importer) {
        GoPackage read = known.get(path);
        if (read != null) {
            return read;
        }
        if (missing.containsKey(path)) {
            return null;
        }
        PackageFiles files = packages.find(path, importer);
        if (files == null) {
            missing.put(path, true);
            return null;
        }
        List<GoFile> parsed = new ArrayList<>();
        for (PackageFiles.Source source : files.files()) {
            parsed.add(GoParser.declarations(source.path().toString(), source.text()));
        }
        if (parsed.isEmpty()) {
            missing.put(path, true);
            return null;
        }
        var home =
                new GoPackage(
                        canonical(path, files),
                        parsed.getFirst().packageName().name(),
                        new Scope(Universe.SCOPE));
        known.put(path, home);
        collect(home, parsed, null);
        return home;
    }

    /**
     * Packages that the standard library keeps for itself have {@code vendor/} before their path.
     */
    private static String canonical(String path, PackageFiles files) {
        String folder = files.folder().toString().replace('\\', '/');
        return folder.endsWith("/src/vendor/" + path) ? "vendor/" + path : path;
    }

    private static List<GoFile> parsed(List<PackageFiles.Source> sources) {
        List<GoFile> files = new ArrayList<>();
        for (PackageFiles.Source source : sources) {
            files.add(GoParser.parse(source.path().toString(), source.text()));
        }
        return files;
    }
}
