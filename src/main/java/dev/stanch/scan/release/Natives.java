package dev.stanch.scan.release;

import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the calls that take memory outside of Go's heap. */
public final class Natives {
    private static final Set<String> ALLOCATORS =
            Set.of(
                    "C.malloc",
                    "C.calloc",
                    "C.realloc",
                    "C.CString",
                    "C.CBytes",
                    "C.strdup",
                    "C.mmap",
                    "C.aligned_alloc",
                    "syscall.Mmap",
                    "golang.org/x/sys/unix.Mmap");
    private static final Pattern C_FUNCTION =
            Pattern.compile("\\b([A-Za-z_]\\w*)\\s*\\([^;{}()]*\\)\\s*\\{");
    private static final Pattern C_ALLOCATION =
            Pattern.compile(
                    "\\b(malloc|calloc|realloc|strdup|mmap|aligned_alloc|posix_memalign|new)\\b");
    private static final Pattern MAKER =
            Pattern.compile(
                    "(?i)(^|_)(new|create|alloc|open|init|make|dup|clone|copy|load)(_|$)|[a-z](New|Create|Alloc|Open|Dup|Clone)$");

    private final Code code;

    public Natives(Code code) {
        this.code = code;
    }

    public List<NativeFacts> all() {
        Map<String, Boolean> preamble = preambleFunctions();
        var facts = new ArrayList<NativeFacts>();
        for (Func func : code.goPackage.all) {
            Paths.own(
                    func.body,
                    node -> {
                        if (node instanceof Expr.Call call) {
                            String name =
                                    code.goPackage.foreign(func.file, Types.strip(call.function()));
                            if (name != null && allocates(name, preamble)) {
                                facts.add(fact(func, call, name));
                            }
                        }
                    });
        }
        return facts;
    }

    private static boolean allocates(String name, Map<String, Boolean> preamble) {
        if (ALLOCATORS.contains(name)) {
            return true;
        }
        if (!name.startsWith("C.") || GivingBack.releasing(name)) {
            return false;
        }
        Boolean known = preamble.get(name.substring(2));
        return known != null ? known : MAKER.matcher(name.substring(2)).find();
    }

    private NativeFacts fact(Func func, Expr.Call call, String name) {
        Obligation.Outcome outcome = new Obligation(code, true).of(func, call, 0);
        int line = func.file.line(call);
        return new NativeFacts(
                func.name,
                func.file.name(),
                line,
                func.file.trimmedLine(line),
                name.substring(name.lastIndexOf('/') + 1),
                outcome.release(),
                outcome.detail());
    }

    /**
     * The functions written in C above {@code import "C"}, and whether each allocates, itself or
     * through another.
     */
    private Map<String, Boolean> preambleFunctions() {
        var bodies = new LinkedHashMap<String, String>();
        for (GoFile file : code.goPackage.files) {
            for (Decl declaration : file.declarations()) {
                if (declaration instanceof Decl.Gen gen) {
                    for (Spec spec : gen.specs()) {
                        if (spec instanceof Spec.Import load && load.path().equals("C")) {
                            functions(load.preamble(), bodies);
                        }
                    }
                }
            }
        }
        var allocates = new LinkedHashMap<String, Boolean>();
        for (var function : bodies.entrySet()) {
            allocates.put(function.getKey(), allocatesInside(function.getKey(), bodies, 0));
        }
        return allocates;
    }

    private static boolean allocatesInside(String name, Map<String, String> bodies, int depth) {
        String body = bodies.getOrDefault(name, "");
        boolean direct = C_ALLOCATION.matcher(body).find();
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

    private static void functions(String preamble, Map<String, String> bodies) {
        Matcher matcher = C_FUNCTION.matcher(preamble);
        while (matcher.find()) {
            int depth = 1;
            int at = matcher.end();
            while (at < preamble.length() && depth > 0) {
                char c = preamble.charAt(at++);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            }
            bodies.put(matcher.group(1), preamble.substring(matcher.end(), at));
        }
    }
}
