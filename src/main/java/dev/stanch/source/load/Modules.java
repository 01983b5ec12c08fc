package dev.stanch.source.load;

import dev.stanch.source.load.ModuleFile.Replacement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The modules that a program is built from and the folder of each: the main ones, those of a
 * go.work, replaced ones and those of the module cache in the versions that minimal version
 * selection picks.
 */
final class Modules {
    private final Folders folders;
    private final Map<String, Path> roots = new LinkedHashMap<>();
    private final Map<String, ModuleFile> own = new LinkedHashMap<>();
    private final Map<String, Replacement> replaces = new HashMap<>();
    private final Map<String, Path> replaceBase = new HashMap<>();
    private @Nullable Path vendor;

    private Modules(Folders folders) {
        this.folders = folders;
    }

    static Modules around(Path folder, Folders folders) {
        var modules = new Modules(folders);
        Path start = folder.toAbsolutePath().normalize();
        Path module = above(start, "go.mod");
        Path work = "off".equals(System.getenv("GOWORK")) ? null : above(start, "go.work");
        if (work != null) {
            modules.workspace(work);
        }
        if (module != null && !modules.roots.containsValue(module)) {
            modules.main(module);
        }
        Path base = work != null ? work : module;
        if (base != null && Files.isRegularFile(base.resolve("vendor/modules.txt"))) {
            modules.vendor = base.resolve("vendor");
        }
        modules.select();
        return modules;
    }

    private static @Nullable Path above(Path start, String name) {
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve(name))) {
                return at;
            }
        }
        return null;
    }

    private void workspace(Path folder) {
        ModuleFile work = read(folder.resolve("go.work"));
        if (work == null) {
            return;
        }
        for (String use : work.uses()) {
            Path module = folder.resolve(use).normalize();
            if (Files.isRegularFile(module.resolve("go.mod"))) {
                main(module);
            }
        }
        replacements(work, folder);
    }

    private void main(Path folder) {
        ModuleFile file = read(folder.resolve("go.mod"));
        if (file != null) {
            roots.put(file.module(), folder);
            own.put(file.module(), file);
            replacements(file, folder);
        }
    }

    private void replacements(ModuleFile file, Path base) {
        file.replaces()
                .forEach((key, to) -> {
                    replaces.put(key, to);
                    replaceBase.put(key, base);
                });
    }

    private void select() {
        var selected = new HashMap<String, String>();
        var open = new ArrayDeque<ModuleFile>(own.values());
        boolean pruned = own.values().stream().allMatch(file -> file.minor() >= 17);
        while (!open.isEmpty()) {
            ModuleFile file = open.poll();
            file.requires()
                    .forEach((module, version) -> {
                        String known = selected.get(module);
                        if (own.containsKey(module)
                                || (known != null && Versions.compare(known, version) >= 0)) {
                            return;
                        }
                        selected.put(module, version);
                        ModuleFile deeper = pruned ? null : requirements(module, version);
                        if (deeper != null) {
                            open.add(deeper);
                        }
                    });
        }
        selected.forEach((module, version) -> roots.put(module, folder(module, version)));
        replaces.forEach((key, to) -> {
            if (key.indexOf('@') < 0 && !own.containsKey(key)) {
                roots.put(key, folder(key, ""));
            }
        });
    }

    private @Nullable ModuleFile requirements(String module, String version) {
        Replacement to = replacement(module, version);
        if (to == null) {
            return read(
                    folders.cache()
                            .resolve("cache/download")
                            .resolve(Folders.escaped(module))
                            .resolve("@v")
                            .resolve(Folders.escaped(version) + ".mod"));
        }
        return read(folder(module, version).resolve("go.mod"));
    }

    private @Nullable Replacement replacement(String module, String version) {
        Replacement exact = replaces.get(module + "@" + version);
        return exact != null ? exact : replaces.get(module);
    }

    private Path folder(String module, String version) {
        Replacement to = replacement(module, version);
        if (to == null) {
            return folders.cache()
                    .resolve(Folders.escaped(module) + "@" + Folders.escaped(version));
        }
        if (to.version() != null) {
            return folders.cache()
                    .resolve(Folders.escaped(to.target()) + "@" + Folders.escaped(to.version()));
        }
        Path base = replaceBase.get(module + "@" + version);
        base = base != null ? base : replaceBase.get(module);
        return base == null ? Path.of(to.target()) : base.resolve(to.target()).normalize();
    }

    private static @Nullable ModuleFile read(Path file) {
        try {
            return ModuleFile.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException missing) {
            return null;
        }
    }

    /** The main modules by path. */
    Map<String, Path> own() {
        var out = new LinkedHashMap<String, Path>();
        own.keySet().forEach(module -> out.put(module, roots.getOrDefault(module, Path.of(""))));
        return out;
    }

    /** The go line's minor version of the module that holds an import path; 27 without a module. */
    int minor(String importPath) {
        int best = 27;
        int length = -1;
        for (var entry : own.entrySet()) {
            if (inside(importPath, entry.getKey()) && entry.getKey().length() > length) {
                best = entry.getValue().minor();
                length = entry.getKey().length();
            }
        }
        return best;
    }

    private static boolean inside(String importPath, String module) {
        return importPath.equals(module) || importPath.startsWith(module + "/");
    }

    /** The folder of an import path, longest module first; null when no module has it. */
    @Nullable Path folder(String importPath) {
        if (vendor != null && Files.isDirectory(vendor.resolve(importPath))) {
            return vendor.resolve(importPath);
        }
        for (String module = importPath; ; ) {
            Path root = roots.get(module);
            if (root != null) {
                Path folder =
                        module.equals(importPath)
                                ? root
                                : root.resolve(importPath.substring(module.length() + 1));
                if (Files.isDirectory(folder)) {
                    return folder;
                }
            }
            int slash = module.lastIndexOf('/');
            if (slash < 0) {
                return null;
            }
            module = module.substring(0, slash);
        }
    }
}
