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

    static List<NativeFacts> nativeCalls(List<CgoCall> calls) {
        var makers = new CMakers(calls.stream().map(CgoCall::callee).toList());
        Set<String> freeing = new HashSet<>();
        for (CgoCall call : calls) {
            if (CMakers.frees(call.callee())) {
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
            if (makers.takes(call.callee())) {
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
}
