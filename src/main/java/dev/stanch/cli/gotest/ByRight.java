package dev.stanch.cli.gotest;

import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.gotest.Leftover;
import dev.stanch.gotest.TestFindings;
import dev.stanch.gotest.TestLeak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which goroutines are there by right: options of the command, named as goleak's. */
final class ByRight {
    @Option(
            names = "--ignore",
            paramLabel = "REGEX",
            description =
                    "no goroutines with a function, also of the go statement, or a file that matches;"
                            + " like all of these it may be repeated")
    private List<String> regexes = new ArrayList<>();

    @Option(
            names = "--ignore-top",
            paramLabel = "FUNCTION",
            description = "none whose innermost function is this, such as net/http.(*Server).Serve")
    private List<String> tops = new ArrayList<>();

    @Option(
            names = "--ignore-any",
            paramLabel = "FUNCTION",
            description = "none with this function anywhere in the stack")
    private List<String> anys = new ArrayList<>();

    @Option(
            names = "--ignore-creator",
            paramLabel = "FUNCTION",
            description = "none whose go statement is in this function")
    private List<String> creators = new ArrayList<>();

    @Option(
            names = "--ignore-package",
            paramLabel = "PATH",
            description = "none with a function of this package or one below it")
    private List<String> packages = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "leaks in this file are known: only others are told")
    private @Nullable Path baseline;

    private record Rule(String reason, Predicate<Leftover> applies) {}

    /** The rules as they were asked for. */
    final class Rules {
        private final List<Rule> rules = new ArrayList<>();
        private final Set<String> accepted;

        /**
         * @throws java.util.regex.PatternSyntaxException for a regular expression that is none
         */
        Rules() throws IOException {
            accepted = baseline == null ? Set.of() : new HashSet<>(Files.readAllLines(baseline));
            for (String regex : regexes) {
                Pattern pattern = Pattern.compile(regex);
                add("--ignore", regex, l -> anywhere(l, pattern));
            }
            for (String top : tops) {
                add("--ignore-top", top, l -> top(l, top));
            }
            for (String any : anys) {
                add("--ignore-any", any, l -> functions(l).contains(any));
            }
            for (String creator : creators) {
                add("--ignore-creator", creator, l -> creator(l).equals(creator));
            }
            for (String path : packages) {
                add(
                        "--ignore-package",
                        path,
                        l ->
                                functions(l).stream()
                                        .anyMatch(f ->
                                                f.startsWith(path + ".")
                                                        || f.startsWith(path + "/")));
            }
        }

        private void add(String option, String word, Predicate<Leftover> applies) {
            rules.add(new Rule(option + " " + word, applies));
        }

        /** Why it is there by right, if it is. */
        Optional<String> reason(Leftover leftover) {
            if (leftover.known() != null) {
                return Optional.of(leftover.known());
            }
            return rules.stream()
                    .filter(r -> r.applies().test(leftover))
                    .map(Rule::reason)
                    .findFirst()
                    .or(() -> reason(new TestFindings().of(leftover)));
        }

        Optional<String> reason(TestLeak leak) {
            return accepted.contains(leak.key())
                    ? Optional.of("in the baseline")
                    : Optional.empty();
        }
    }

    private static List<String> functions(Leftover leftover) {
        return leftover.group().stack().stream().map(Frame::function).toList();
    }

    /** Like goleak, which sees no frames of the runtime. */
    private static boolean top(Leftover leftover, String function) {
        return functions(leftover).stream()
                .filter(f -> f.equals(function) || !f.startsWith("runtime."))
                .findFirst()
                .filter(function::equals)
                .isPresent();
    }

    private static String creator(Leftover leftover) {
        CreatedBy by = leftover.group().createdBy();
        return by == null ? "" : by.function();
    }

    private static boolean anywhere(Leftover leftover, Pattern pattern) {
        return leftover.group().stack().stream()
                        .anyMatch(f ->
                                pattern.matcher(f.function()).find()
                                        || pattern.matcher(f.file()).find())
                || pattern.matcher(creator(leftover)).find();
    }
}
