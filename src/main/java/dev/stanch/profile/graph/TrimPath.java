package dev.stanch.profile.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts from source paths what only the machine of the build knew: the prefixes of {@code
 * -trim_path}, or, where there are none, all up to a folder that is named like one of {@code
 * -source_path}.
 */
public final class TrimPath {
    private final List<String> folders = new ArrayList<>();
    private final List<String> prefixes = new ArrayList<>();

    /** Both as lists with colons, possibly empty. */
    public TrimPath(String trimPath, String sourcePath) {
        if (trimPath.isEmpty()) {
            for (String folder : list(sourcePath)) {
                folders.add("/" + GoPath.base(folder) + "/");
            }
        }
        for (String prefix : list(trimPath)) {
            prefixes.add(prefix.endsWith("/") ? prefix : prefix + "/");
        }
        prefixes.add("/proc/self/cwd/./");
        prefixes.add("/proc/self/cwd/");
    }

    /** The path as it is shown and searched. */
    public String apply(String path) {
        for (String folder : folders) {
            int found = path.indexOf(folder);
            if (found >= 0) {
                return path.substring(found + folder.length());
            }
        }
        for (String prefix : prefixes) {
            if (path.startsWith(prefix)) {
                return path.substring(prefix.length());
            }
        }
        return path;
    }

    private static List<String> list(String paths) {
        return paths.isEmpty() ? List.of() : List.of(paths.split(":", -1));
    }
}
