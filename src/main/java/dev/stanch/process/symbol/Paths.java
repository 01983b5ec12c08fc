package dev.stanch.process.symbol;

import java.util.ArrayDeque;
import java.util.Deque;

/** Paths as compilers write them: with slashes, whatever machine this runs on. */
final class Paths {
    private Paths() {}

    /**
     * The path of a name in a folder, without {@code .} and {@code ..} where they can be solved.
     */
    static String join(String folder, String name) {
        return clean(name.startsWith("/") || folder.isEmpty() ? name : folder + "/" + name);
    }

    private static String clean(String path) {
        if (!path.contains("/.") && !path.contains("//") && !path.startsWith(".")) {
            return path;
        }
        boolean absolute = path.startsWith("/");
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".")) {
                continue;
            }
            boolean up = part.equals("..");
            if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
                parts.removeLast();
            } else if (!up || !absolute) {
                parts.addLast(part);
            }
        }
        return (absolute ? "/" : "") + String.join("/", parts);
    }
}
