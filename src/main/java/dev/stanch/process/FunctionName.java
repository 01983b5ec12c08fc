package dev.stanch.process;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the names in a function table mean. */
final class FunctionName {
    /**
     * Of {@code go f(x)} and {@code defer f(x)}: a function literal that calls f; since Go 1.22.
     */
    private static final Pattern WRAPPER = Pattern.compile("\\.(go|defer)wrap\\d+$");

    /** First elements of the import paths of Go's own packages, of all releases. */
    private static final Set<String> STANDARD =
            Set.of(
                    ("archive arena bufio bytes cmp compress container context crypto database"
                                    + " debug embed encoding errors expvar flag fmt go hash html"
                                    + " image index internal io iter log maps math mime net os path"
                                    + " plugin reflect regexp runtime simd slices sort strconv"
                                    + " strings structs sync syscall testing text time unicode"
                                    + " unique unsafe vendor weak")
                            .split(" "));

    private FunctionName() {}

    /**
     * As profiles and stack traces print it, {@code funcNameForPrint} in Go's {@code
     * runtime/symtab.go}: {@code main.(*Cache[go.shape.int]).Put} is {@code
     * main.(*Cache[...]).Put}.
     */
    static String printed(String name) {
        int open = name.indexOf('[');
        int close = name.lastIndexOf(']');
        return open < 0 || close <= open
                ? name
                : name.substring(0, open) + "[...]" + name.substring(close + 1);
    }

    /** The function whose statement a wrapper is for; else the name itself. */
    static String withoutWrapper(String name) {
        if (!name.contains("wrap")) {
            return name;
        }
        Matcher wrapper = WRAPPER.matcher(name);
        return wrapper.find() ? name.substring(0, wrapper.start()) : name;
    }

    static boolean isWrapper(String name) {
        return name.contains("wrap") && WRAPPER.matcher(name).find();
    }

    static boolean isDeferWrapper(String name) {
        return isWrapper(name) && name.lastIndexOf(".deferwrap") > name.lastIndexOf(".gowrap");
    }

    /** Made by the compiler, not written by a person: {@code type:.eq.main.key}. */
    static boolean isGenerated(String name) {
        return name.isEmpty() || name.startsWith("type:") || name.startsWith("go:");
    }

    /**
     * Whether the function is of Go's own library.
     *
     * @param mainModule path of the program's module, which may be named as a package of Go is
     */
    static boolean isStandard(String name, String mainModule) {
        String path = packageOf(name);
        if (!mainModule.isEmpty()
                && (path.equals(mainModule) || path.startsWith(mainModule + "/"))) {
            return false;
        }
        int slash = path.indexOf('/');
        return isGenerated(name) || STANDARD.contains(slash < 0 ? path : path.substring(0, slash));
    }

    /** Import path of the function's package; the linker escapes dots in its last element. */
    private static String packageOf(String name) {
        int open = name.indexOf('[');
        String plain = open < 0 ? name : name.substring(0, open);
        int dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
        return (dot < 0 ? plain : plain.substring(0, dot)).replace("%2e", ".");
    }
}
