package dev.stanch.diagnosis;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which functions that Go code calls take memory outside of its heap: the known ones, and functions
 * of the program's own C that are named as makers. A name that says less, such as {@code load},
 * counts when the program also has the function that gives the same thing back.
 */
final class CMakers {
    private static final Set<String> KNOWN =
            Set.of(
                    "malloc",
                    "calloc",
                    "realloc",
                    "_cmalloc",
                    "cstring",
                    "cbytes",
                    "mmap",
                    "strdup",
                    "strndup",
                    "aligned_alloc");
    private static final Set<String> MAKE =
            Set.of("new", "create", "alloc", "make", "open", "dup", "clone");
    private static final Set<String> MAY_MAKE =
            Set.of(
                    "init", "load", "copy", "parse", "compile", "build", "encode", "decode",
                    "render", "connect", "acquire", "begin", "start", "prepare", "read");
    private static final Set<String> FREE =
            Set.of(
                    "free",
                    "munmap",
                    "unmap",
                    "destroy",
                    "release",
                    "delete",
                    "dispose",
                    "close",
                    "unref",
                    "finalize",
                    "cleanup",
                    "fini",
                    "deinit",
                    "end",
                    "disconnect");

    /** What the freeing functions free: the words of their names without the verb. */
    private final Set<Set<String>> freed = new HashSet<>();

    /**
     * @param callees all functions that the program's Go code calls in C
     */
    CMakers(Collection<String> callees) {
        for (String callee : callees) {
            Set<String> things = new HashSet<>(words(plain(callee)));
            if (things.removeAll(FREE) && !things.isEmpty()) {
                freed.add(things);
            }
        }
    }

    boolean takes(String callee) {
        String name = plain(callee);
        if (KNOWN.contains(name.toLowerCase(Locale.ROOT))) {
            return true;
        }
        List<String> words = words(name);
        if (!callee.contains("_Cfunc_") || frees(callee)) {
            return false;
        }
        if (words.stream().anyMatch(MAKE::contains)) {
            return true;
        }
        return words.stream().anyMatch(MAY_MAKE::contains)
                && freed.stream().anyMatch(words::containsAll);
    }

    static boolean frees(String callee) {
        String name = plain(callee).toLowerCase(Locale.ROOT);
        return name.contains("free")
                || name.contains("munmap")
                || words(plain(callee)).stream().anyMatch(FREE::contains);
    }

    /** {@code malloc} of {@code main._Cfunc_malloc}, {@code Mmap} of {@code syscall.Mmap}. */
    private static String plain(String callee) {
        int stub = callee.lastIndexOf("_Cfunc_");
        return stub >= 0
                ? callee.substring(stub + 7)
                : callee.substring(callee.lastIndexOf('.') + 1);
    }

    /** The words of {@code make_buffer} and {@code XML_ParserCreate}, in small letters. */
    private static List<String> words(String name) {
        return List.of(
                name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT).split("_"));
    }
}
