package dev.stanch.scan.wait;

import dev.stanch.scan.flow.Flow;
import dev.stanch.scan.flow.Op;
import dev.stanch.scan.flow.Slot;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import java.util.Locale;
import java.util.Set;

/** Which channels are there to say that it is time to stop. */
final class Signals {
    private static final Set<String> STOP_WORDS =
            Set.of(
                    "done",
                    "quit",
                    "stop",
                    "closing",
                    "closed",
                    "exit",
                    "cancel",
                    "shutdown",
                    "abort",
                    "kill",
                    "die",
                    "term");

    private final Code code;

    Signals(Code code) {
        this.code = code;
    }

    /** Whether a channel is there to say that it is time to stop. */
    boolean says(GoFile file, Expr channel) {
        Expr plain = Types.strip(channel);
        if (plain instanceof Expr.Call call) {
            return call.function() instanceof Expr.Selector method
                    && method.name().name().equals("Done");
        }
        String name =
                switch (plain) {
                    case Expr.Ident ident -> ident.name();
                    case Expr.Selector selector -> selector.name().name();
                    default -> "";
                };
        String lower = name.toLowerCase(Locale.ROOT);
        Types.Type type = code.types.underlying(code.types.of(channel, file));
        boolean signal =
                type == null
                        || (type.expr() instanceof Expr.ChanType chan
                                && carriesNothing(chan.element()));
        if (signal && STOP_WORDS.stream().anyMatch(lower::contains)) {
            return true;
        }
        Slot slot = code.slot(file, channel);
        boolean struct =
                type != null
                        && type.expr() instanceof Expr.ChanType chan
                        && chan.element() instanceof Expr.StructType;
        if (slot == null || !struct) {
            return false;
        }
        Set<Slot> aliases = code.flow.aliases(slot);
        // a context's channel that was put into a variable
        boolean context = aliases.stream().anyMatch(alias -> alias.name.equals(".Done"));
        return context
                || (!Flow.ops(aliases, Op.Kind.CLOSE).isEmpty()
                        && Flow.ops(aliases, Op.Kind.SEND).isEmpty());
    }

    private static boolean carriesNothing(Expr element) {
        return element instanceof Expr.StructType
                || (element instanceof Expr.Ident name && name.name().equals("bool"));
    }
}
