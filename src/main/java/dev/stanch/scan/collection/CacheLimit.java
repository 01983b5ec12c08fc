package dev.stanch.scan.collection;

import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Decl;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Spec;
import dev.stanch.source.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells from the call that makes a third-party cache whether that cache stays small. */
final class CacheLimit {
    /** What a call tells. */
    enum Answer {
        BOUNDED,
        UNBOUNDED,
        UNKNOWN
    }

    private static final List<String> LIMITS =
            List.of("max", "size", "cap", "cost", "limit", "ttl", "expir", "lifewindow", "entries");

    private final Code code;

    CacheLimit(Code code) {
        this.code = code;
    }

    /** The answer for the cache that one of these slots is, filled by these inserts. */
    Answer of(Set<Slot> slots, List<Op> inserts) {
        List<Op> makes = Flow.ops(slots, Op.Kind.CONSTRUCT);
        if (makes.isEmpty()) {
            return Answer.UNKNOWN;
        }
        var all = new ArrayList<Answer>();
        for (Op make : makes) {
            all.add(make.detail().contains("/go-cache.") ? expiring(make, inserts) : plain(make));
        }
        if (all.contains(Answer.UNBOUNDED)) {
            return Answer.UNBOUNDED;
        }
        return all.contains(Answer.UNKNOWN) ? Answer.UNKNOWN : Answer.BOUNDED;
    }

    /** One positive limit is enough; limits that are all zero or less are none. */
    private Answer plain(Op make) {
        var answers = new ArrayList<Answer>();
        if (make.at() instanceof Expr.Call call) {
            for (Expr argument : call.arguments()) {
                answers.add(argument(argument, make.file(), 0));
            }
            if (make.detail().contains("/golang-lru")
                    && !call.arguments().isEmpty()
                    && answers.stream().allMatch(answer -> answer == Answer.UNKNOWN)) {
                // its New refuses a size that is not positive
                return Answer.BOUNDED;
            }
            return any(answers);
        }
        return make.at() instanceof Expr literal
                ? argument(literal, make.file(), 0)
                : Answer.UNKNOWN;
    }

    private static Answer any(List<Answer> answers) {
        return answers.contains(Answer.BOUNDED)
                ? Answer.BOUNDED
                : answers.contains(Answer.UNBOUNDED) ? Answer.UNBOUNDED : Answer.UNKNOWN;
    }

    private Answer argument(Expr argument, GoFile file, int depth) {
        Answer number = number(argument, file, 0);
        if (number != Answer.UNKNOWN || depth > 3) {
            return number;
        }
        return switch (Types.strip(argument)) {
            case Expr.Unary address when address.operator() == Token.AND ->
                    argument(address.operand(), file, depth + 1);
            case Expr.Composite config -> {
                var answers = new ArrayList<Answer>();
                for (Expr element : config.elements()) {
                    if (element instanceof Expr.KeyValue pair && limits(file.text(pair.key()))) {
                        answers.add(argument(pair.value(), file, depth + 1));
                    }
                }
                yield answers.isEmpty() && config.elements().isEmpty()
                        ? Answer.UNBOUNDED
                        : any(answers);
            }
            case Expr.Call option -> {
                var answers = new ArrayList<Answer>();
                option.arguments().forEach(inner -> answers.add(argument(inner, file, depth + 1)));
                yield any(answers);
            }
            default -> Answer.UNKNOWN;
        };
    }

    private static boolean limits(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return LIMITS.stream().anyMatch(lower::contains);
    }

    /**
     * go-cache drops an entry when it has an expiry and the clean-up runs: both arguments of New
     * count, and the expiry that an insert asks for.
     */
    private Answer expiring(Op make, List<Op> inserts) {
        if (!(make.at() instanceof Expr.Call call) || call.arguments().size() < 2) {
            return Answer.UNKNOWN;
        }
        Answer usual = number(call.arguments().getFirst(), make.file(), 0);
        Answer cleanUp = number(call.arguments().get(1), make.file(), 0);
        if (cleanUp != Answer.BOUNDED) {
            return cleanUp;
        }
        Answer worst = Answer.BOUNDED;
        for (Op insert : inserts) {
            Answer own = usual;
            if (insert.at() instanceof Expr.Call set && set.arguments().size() > 2) {
                Expr expiry = set.arguments().get(2);
                boolean isDefault =
                        insert.file().text(expiry).endsWith("DefaultExpiration")
                                || insert.file().text(expiry).equals("0");
                own = isDefault ? usual : number(expiry, insert.file(), 0);
            }
            worst = own == Answer.BOUNDED || worst == Answer.UNBOUNDED ? worst : own;
        }
        return worst;
    }

    /** Whether an expression is a positive number, as far as constants of the package tell. */
    private Answer number(Expr expression, GoFile file, int depth) {
        return switch (Types.strip(expression)) {
            case Expr.Literal literal
                    when literal.kind() == Token.INT || literal.kind() == Token.FLOAT ->
                    file.text(literal).matches("[0_.xXbBoO]+") ? Answer.UNBOUNDED : Answer.BOUNDED;
            case Expr.Unary minus when minus.operator() == Token.SUB -> Answer.UNBOUNDED;
            case Expr.Binary both -> product(both, file, depth);
            case Expr.Selector selector -> selected(selector, file);
            case Expr.Ident name -> constant(name, file, depth);
            case Expr.Call conversion
                    when conversion.arguments().size() == 1
                            && (code.types.isType(conversion.function(), file)
                                    || "time.Duration"
                                            .equals(
                                                    code.goPackage.foreign(
                                                            file, conversion.function()))) ->
                    number(conversion.arguments().getFirst(), file, depth + 1);
            default -> Answer.UNKNOWN;
        };
    }

    private Answer product(Expr.Binary both, GoFile file, int depth) {
        Answer left = number(both.left(), file, depth + 1);
        Answer right = number(both.right(), file, depth + 1);
        return switch (both.operator()) {
            case MUL, SHL, ADD, QUO ->
                    left == Answer.UNBOUNDED
                            ? left
                            : left == Answer.BOUNDED && right == Answer.BOUNDED
                                    ? Answer.BOUNDED
                                    : Answer.UNKNOWN;
            default -> Answer.UNKNOWN;
        };
    }

    private Answer selected(Expr.Selector selector, GoFile file) {
        String foreign = code.goPackage.foreign(file, selector);
        if (foreign == null) {
            return Answer.UNKNOWN;
        }
        boolean duration =
                Set.of(
                                "time.Nanosecond",
                                "time.Microsecond",
                                "time.Millisecond",
                                "time.Second",
                                "time.Minute",
                                "time.Hour")
                        .contains(foreign);
        if (duration) {
            return Answer.BOUNDED;
        }
        String name = selector.name().name();
        return name.startsWith("No") ? Answer.UNBOUNDED : Answer.UNKNOWN;
    }

    private Answer constant(Expr.Ident name, GoFile file, int depth) {
        if (depth > 5) {
            return Answer.UNKNOWN;
        }
        Variable variable = code.goPackage.variable(file, name);
        if (variable != null) {
            Expr init = variable.init;
            return init != null && !variable.ofRange() && variable.values == 1
                    ? number(init, variable.file, depth + 1)
                    : Answer.UNKNOWN;
        }
        for (GoFile other : code.goPackage.files) {
            for (Decl declaration : other.declarations()) {
                if (declaration instanceof Decl.Gen gen && gen.keyword() == Token.CONST) {
                    for (Spec spec : gen.specs()) {
                        Expr value = value(spec, name.name());
                        if (value != null) {
                            return number(value, other, depth + 1);
                        }
                    }
                }
            }
        }
        return Answer.UNKNOWN;
    }

    private static @Nullable Expr value(Spec spec, String name) {
        if (spec instanceof Spec.Value value) {
            for (int i = 0; i < value.values().size() && i < value.names().size(); i++) {
                if (value.names().get(i).name().equals(name)) {
                    return value.values().get(i);
                }
            }
        }
        return null;
    }
}
