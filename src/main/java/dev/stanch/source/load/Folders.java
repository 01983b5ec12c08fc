package dev.stanch.source.load;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where this machine keeps Go's own source and downloaded modules; no program is started to find
 * out.
 *
 * @param root GOROOT, null when there is none
 * @param cache GOMODCACHE
 */
public record Folders(@Nullable Path root, Path cache) {
    public static Folders ofThisMachine() {
        return new Folders(findRoot(), findCache());
    }

    private static @Nullable Path findRoot() {
        String set = System.getenv("GOROOT");
        if (set != null && isRoot(Path.of(set))) {
            return Path.of(set);
        }
        String path = System.getenv("PATH");
        for (String folder : (path == null ? "" : path).split(File.pathSeparator, -1)) {
            Path go = Path.of(folder, "go");
            if (!folder.isEmpty() && Files.isExecutable(go) && Files.isRegularFile(go)) {
                Path root = real(go).resolve("../..").normalize();
                if (isRoot(root)) {
                    return root;
                }
            }
        }
        for (String usual :
                new String[] {"/usr/local/go", "/usr/lib/go", "/opt/homebrew/opt/go/libexec"}) {
            if (isRoot(Path.of(usual))) {
                return Path.of(usual);
            }
        }
        return null;
    }

    private static Path real(Path link) {
        try {
            return link.toRealPath();
        } catch (java.io.IOException gone) {
            return link;
        }
    }

    private static boolean isRoot(Path folder) {
        return Files.isDirectory(folder.resolve("src/runtime"));
    }

    /**
     * A path of a module as the cache spells it: a capital letter is {@code !} and its small form
     * (golang.org/x/mod/module).
     */
    public static String escaped(String path) {
        var out = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                out.append('!').append((char) (c + 'a' - 'A'));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** GOMODCACHE, whether it is there or not. */
    public static Path findCache() {
        String set = System.getenv("GOMODCACHE");
        if (set != null && !set.isEmpty()) {
            return Path.of(set);
        }
        String path = System.getenv("GOPATH");
        Path first =
                path == null || path.isEmpty()
                        ? Path.of(System.getProperty("user.home", ""), "go")
                        : Path.of(path.split(File.pathSeparator, 2)[0]);
        return first.resolve("pkg/mod");
    }
}
