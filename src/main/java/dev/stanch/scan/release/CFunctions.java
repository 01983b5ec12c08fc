package dev.stanch.scan.release;

import dev.stanch.scan.program.Code;
import dev.stanch.source.Decl;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The functions that a package has written in C, above {@code import "C"} or in files of their own.
 * C is not parsed: a name before parentheses and a brace is a function.
 */
final class CFunctions {
    private static final Pattern FUNCTION =
            Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\([^;{}()]*\\)\\s*\\{");
    private static final Pattern ALLOCATION =
            Pattern.compile(
                    "\\b(malloc|calloc|realloc|reallocarray|strdup|strndup|mmap|aligned_alloc|posix_memalign|asprintf|new)\\b");
    private static final Pattern COMMENT = Pattern.compile("(?s)/\\*.*?\\*/|//[^\\n]*");

    private final Code code;

    CFunctions(Code code) {
        this.code = code;
    }

    /** The functions, and whether each allocates, itself or through another. */
    Map<String, Boolean> allocating() {
        var bodies = new LinkedHashMap<String, String>();
        boolean cgo = false;
        for (GoFile file : code.goPackage.files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen) {
                    for (Spec spec : gen.specs()) {
                        if (spec instanceof Spec.Import load && load.path().equals("C")) {
                            functions(load.preamble(), bodies);
                            cgo = true;
                        }
                    }
                }
            }
        }
        if (cgo) {
            code.cTexts().forEach(text -> functions(COMMENT.matcher(text).replaceAll(" "), bodies));
        }
        var allocates = new LinkedHashMap<String, Boolean>();
        for (var function : bodies.entrySet()) {
            allocates.put(function.getKey(), allocatesInside(function.getKey(), bodies, 0));
        }
        return allocates;
    }

    private static boolean allocatesInside(String name, Map<String, String> bodies, int depth) {
        String body = bodies.getOrDefault(name, "");
        boolean direct = ALLOCATION.matcher(body).find();
        boolean freesAll = direct && body.contains("free(") && !body.contains("return");
        if ((direct && !freesAll) || depth > 3) {
            return direct;
        }
        return bodies.keySet().stream()
                .anyMatch(other ->
                        !other.equals(name)
                                && body.contains(other + "(")
                                && allocatesInside(other, bodies, depth + 1));
    }

    private static void functions(String text, Map<String, String> bodies) {
        Matcher matcher = FUNCTION.matcher(text);
        while (matcher.find()) {
            int depth = 1;
            int at = matcher.end();
            while (at < text.length() && depth > 0) {
                char c = text.charAt(at++);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            bodies.put(matcher.group(1), text.substring(matcher.end(), at));
        }
    }
}
