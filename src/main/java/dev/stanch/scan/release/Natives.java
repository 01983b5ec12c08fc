package dev.stanch.scan.release;

import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private static final Pattern MAKER =
            Pattern.compile(
                    "(?i)(^|_)(new|create|alloc|open|init|make|dup|clone|copy|load)(_|$)|[a-z](New|Create|Alloc|Open|Dup|Clone)$");

    private final Code code;

    public Natives(Code code) {
        this.code = code;
    }

    public List<NativeFacts> all() {
        Map<String, Boolean> preamble = new CFunctions(code).allocating();
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
}
