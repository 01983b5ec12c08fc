package dev.stanch.profile.graph;

import java.util.ArrayList;
import java.util.List;

/** Paths with slashes as Go's path/filepath treats them on Unix. */
public final class GoPath {
    private GoPath() {}

    /** The last element: {@code filepath.Base}. */
    public static String base(String path) {
        if (path.isEmpty()) {
            return ".";
        }
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return end == 0 ? "/" : path.substring(path.lastIndexOf('/', end - 1) + 1, end);
    }

    /** The shortest path of the same meaning, by its letters alone: {@code filepath.Clean}. */
    public static String clean(String path) {
        if (isClean(path)) {
            return path;
        }
        boolean isRooted = path.startsWith("/");
        List<String> kept = new ArrayList<>();
        for (String element : path.split("/", -1)) {
            if (element.isEmpty() || element.equals(".")) {
                continue;
            }
            boolean climbs = element.equals("..");
            if (climbs && !kept.isEmpty() && !kept.getLast().equals("..")) {
                kept.removeLast();
            } else if (!climbs || !isRooted) {
                kept.add(element);
            }
        }
        String joined = String.join("/", kept);
        return isRooted ? "/" + joined : joined.isEmpty() ? "." : joined;
    }

    /** Whether there is nothing to do, as for nearly all paths in profiles. */
    private static boolean isClean(String path) {
        return !path.isEmpty()
                && (!path.endsWith("/") || path.equals("/"))
                && !path.contains("//")
                && !path.contains("/.")
                && !path.startsWith(".");
    }
}
