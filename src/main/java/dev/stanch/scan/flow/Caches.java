package dev.stanch.scan.flow;

import dev.stanch.scan.StoreKind;
import dev.stanch.scan.name.GoPackage;
import dev.stanch.scan.name.Variable;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls of third-party caches and maps. Their source is seldom at hand, so the import path and the
 * shape of the call tell: a cache in memory is filled by a key and a value, without a context.
 */
final class Caches {
    private static final List<String> KINDS =
            List.of(
                    "cache",
                    "lru",
                    "lfu",
                    "arc",
                    "2q",
                    "ttl",
                    "ristretto",
                    "otter",
                    "theine",
                    "memo",
                    "expirable",
                    "map");
    private static final Set<String> FILLS =
            Set.of(
                    "Add",
                    "Set",
                    "Put",
                    "Store",
                    "SetDefault",
                    "SetWithTTL",
                    "SetWithExpire",
                    "ContainsOrAdd",
                    "PeekOrAdd",
                    "LoadOrStore",
                    "GetOrSet",
                    "SetIfAbsent");
    private static final Set<String> READS = Set.of("Get", "Peek", "Load", "GetIfPresent");
    private static final Set<String> EMPTIES =
            Set.of(
                    "Delete",
                    "Remove",
                    "Purge",
                    "Flush",
                    "Clear",
                    "DeleteAll",
                    "DeleteExpired",
                    "RemoveOldest",
                    "Invalidate",
                    "InvalidateAll",
                    "Del",
                    "Pop",
                    "LoadAndDelete");

    private final GoPackage goPackage;
    private final Types types;
    private final GoFile file;
    private final FlowBody body;

    Caches(GoPackage goPackage, Types types, GoFile file, FlowBody body) {
        this.goPackage = goPackage;
        this.types = types;
        this.file = file;
        this.body = body;
    }

    /** Notes what a library's function or literal makes; its arguments tell the limits. */
    void made(String foreign, Slot result, Node at) {
        String path = foreign.substring(0, foreign.lastIndexOf('.'));
        if (isCache(foreign) && goPackage.thirdParty(file, path)) {
            body.op(Op.Kind.CONSTRUCT, result, at, foreign);
        }
    }

    /** Whether a call fills, reads or empties a cache. */
    boolean call(Expr.Call call, Expr.Selector selector, @Nullable Slot base, Slot result) {
        String name = selector.name().name();
        boolean fills = FILLS.contains(name) && call.arguments().size() >= 2;
        if (base == null
                || !(fills || READS.contains(name) || EMPTIES.contains(name))
                || !ofCache(selector.operand())
                || takesContext(call)) {
            return false;
        }
        if (fills) {
            Slot key = body.value(call.arguments().getFirst());
            body.store(body.value(call.arguments().get(1)), base, StoreKind.MAP, call);
            body.store(key, base, StoreKind.MAP, call);
            body.op(Op.Kind.INSERT, base, call, "CACHE");
        } else if (READS.contains(name)) {
            body.copy(base.element(), result, call);
        } else {
            body.op(Op.Kind.REMOVE, base, call, call.arguments().isEmpty() ? "CLEAR" : "DELETE");
        }
        return true;
    }

    private boolean takesContext(Expr.Call call) {
        return !call.arguments().isEmpty()
                && Types.written(types.of(call.arguments().getFirst(), file))
                        .equals("context.Context");
    }

    private boolean ofCache(Expr operand) {
        Types.Type type = types.of(operand, file);
        if (type != null) {
            String written = Types.written(type);
            int dot = written.indexOf('.');
            String path =
                    dot < 0 ? null : goPackage.importPath(type.file(), written.substring(0, dot));
            return path != null
                    && isCache(path + written.substring(dot))
                    && goPackage.thirdParty(type.file(), path);
        }
        Variable variable =
                Types.strip(operand) instanceof Expr.Ident name
                        ? goPackage.variable(file, name)
                        : null;
        if (variable == null
                || variable.index != 0
                || !(variable.init instanceof Expr.Call maker)) {
            return false;
        }
        String foreign = goPackage.foreign(variable.file, Types.strip(maker.function()));
        return foreign != null
                && isCache(foreign)
                && goPackage.thirdParty(
                        variable.file, foreign.substring(0, foreign.lastIndexOf('.')));
    }

    private static boolean isCache(String foreign) {
        int dot = foreign.lastIndexOf('.');
        String path = foreign.substring(0, dot).toLowerCase(Locale.ROOT);
        for (String part : path.substring(path.indexOf('/') + 1).split("[/-]", -1)) {
            if (KINDS.stream().anyMatch(kind -> part.equals(kind) || part.endsWith(kind))) {
                return true;
            }
        }
        String type = foreign.substring(dot + 1).toLowerCase(Locale.ROOT);
        return KINDS.stream().anyMatch(kind -> type.equals(kind) || type.endsWith(kind));
    }
}
