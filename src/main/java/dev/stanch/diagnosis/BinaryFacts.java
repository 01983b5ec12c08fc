package dev.stanch.diagnosis;

import dev.stanch.diagnosis.observation.Owners;
import dev.stanch.diagnosis.rule.Calls;
import dev.stanch.diagnosis.rule.Calls.Call;
import dev.stanch.io.FormatException;
import dev.stanch.leak.Site;
import dev.stanch.process.BuildInfo;
import dev.stanch.process.CgoCall;
import dev.stanch.process.FunctionCall;
import dev.stanch.process.GoBinary;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the target's executable tells without running it.
 *
 * @param facts {@code goVersion}, {@code mainModule}, {@code revision} …
 * @param nativeCalls calls that take memory outside of the Go heap, in functions that call nothing
 *     to free it first
 * @param calls what functions of the main module call
 * @param incomplete what could not be read, and why
 */
public record BinaryFacts(
        Map<String, String> facts,
        List<NativeFacts> nativeCalls,
        Calls calls,
        List<String> incomplete) {
    private static final Set<String> TAKES =
            Set.of(
                    "malloc",
                    "calloc",
                    "realloc",
                    "_cmalloc",
                    "cstring",
                    "cbytes",
                    "mmap",
                    "strdup");

    public static BinaryFacts none() {
        return new BinaryFacts(Map.of(), List.of(), Calls.none(), List.of());
    }

    public static BinaryFacts read(Path executable) {
        try {
            GoBinary binary = GoBinary.open(executable);
            return new BinaryFacts(
                    facts(binary), nativeCalls(binary.cgoCalls()), calls(binary), List.of());
        } catch (FormatException | IOException e) {
            return new BinaryFacts(
                    Map.of(),
                    List.of(),
                    Calls.none(),
                    List.of("the executable could not be read: " + e.getMessage()));
        }
    }

    private static Map<String, String> facts(GoBinary binary) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("goVersion", binary.goVersion());
        BuildInfo info = binary.buildInfo();
        if (info != null) {
            facts.put("mainModule", info.mainModule());
            facts.put("appVersion", info.mainVersion());
            String revision = info.settings().get("vcs.revision");
            if (revision != null) {
                facts.put("revision", revision);
            }
        }
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    private static Calls calls(GoBinary binary) {
        BuildInfo info = binary.buildInfo();
        Owners owners = new Owners();
        owners.mainModule(info == null ? "" : info.mainModule());
        List<String> functions =
                binary.functionNames(name -> {
                    String path = Owners.packagePath(name);
                    return path.equals("main") || owners.isMain(path);
                });
        List<Call> calls = new ArrayList<>();
        for (FunctionCall call : binary.calls(functions)) {
            if (Calls.telling(call.callee())) {
                calls.add(
                        new Call(
                                new Site(
                                        call.caller().function(),
                                        call.caller().file(),
                                        call.caller().line()),
                                call.callee()));
            }
        }
        return Calls.of(calls);
    }

    private static List<NativeFacts> nativeCalls(List<CgoCall> calls) {
        Set<String> freeing = new HashSet<>();
        for (CgoCall call : calls) {
            if (frees(call.callee())) {
                freeing.add(call.caller().function());
            }
        }
        List<NativeFacts> facts = new ArrayList<>();
        for (CgoCall call : calls) {
            String function = call.caller().function();
            // A deferred free stands in a function of the compiler's making, named after this one.
            boolean free =
                    freeing.stream()
                            .anyMatch(f -> f.equals(function) || f.startsWith(function + "."));
            if (takes(call.callee())) {
                facts.add(
                        new NativeFacts(
                                call.caller().function(),
                                call.caller().file(),
                                call.caller().line(),
                                "",
                                call.callee(),
                                free ? Release.SOME_PATHS : Release.NEVER,
                                free
                                        ? "the function also frees, perhaps not on every path (from the executable)"
                                        : "the function frees nothing (from the executable)"));
            }
        }
        return facts;
    }

    private static boolean takes(String callee) {
        return TAKES.contains(plain(callee));
    }

    private static boolean frees(String callee) {
        String name = plain(callee);
        return name.contains("free")
                || name.contains("munmap")
                || name.contains("destroy")
                || name.contains("release");
    }

    /** {@code malloc} of {@code main._Cfunc_malloc}, {@code mmap} of {@code syscall.Mmap}. */
    private static String plain(String callee) {
        int stub = callee.lastIndexOf("_Cfunc_");
        String name =
                stub >= 0
                        ? callee.substring(stub + 7)
                        : callee.substring(callee.lastIndexOf('.') + 1);
        return name.toLowerCase(Locale.ROOT);
    }
}
