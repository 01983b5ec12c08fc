package dev.stanch.scan.release;

import dev.stanch.scan.Release;
import dev.stanch.scan.ResourceFacts;
import dev.stanch.scan.ResourceKind;
import dev.stanch.scan.name.Func;
import dev.stanch.scan.name.Paths;
import dev.stanch.scan.program.Code;
import dev.stanch.scan.type.Types;
import dev.stanch.source.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds acquired resources that are not given back on some path. */
public final class Resources {
    private static final Map<String, ResourceKind> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("net/http.Get", ResourceKind.HTTP_BODY),
                    Map.entry("net/http.Post", ResourceKind.HTTP_BODY),
                    Map.entry("net/http.PostForm", ResourceKind.HTTP_BODY),
                    Map.entry("os.Open", ResourceKind.FILE),
                    Map.entry("os.Create", ResourceKind.FILE),
                    Map.entry("os.OpenFile", ResourceKind.FILE),
                    Map.entry("os.CreateTemp", ResourceKind.FILE),
                    Map.entry("net.Dial", ResourceKind.CONNECTION),
                    Map.entry("net.DialTimeout", ResourceKind.CONNECTION),
                    Map.entry("crypto/tls.Dial", ResourceKind.CONNECTION),
                    Map.entry("context.WithCancel", ResourceKind.CANCEL),
                    Map.entry("context.WithTimeout", ResourceKind.CANCEL),
                    Map.entry("context.WithDeadline", ResourceKind.CANCEL),
                    Map.entry("context.WithCancelCause", ResourceKind.CANCEL));
    private static final Map<String, ResourceKind> METHODS =
            Map.ofEntries(
                    Map.entry("http.Client.Do", ResourceKind.HTTP_BODY),
                    Map.entry("http.Client.Get", ResourceKind.HTTP_BODY),
                    Map.entry("http.Client.Post", ResourceKind.HTTP_BODY),
                    Map.entry("http.Client.PostForm", ResourceKind.HTTP_BODY),
                    Map.entry("http.Transport.RoundTrip", ResourceKind.HTTP_BODY),
                    Map.entry("sql.DB.Query", ResourceKind.SQL_ROWS),
                    Map.entry("sql.DB.QueryContext", ResourceKind.SQL_ROWS),
                    Map.entry("sql.Tx.Query", ResourceKind.SQL_ROWS),
                    Map.entry("sql.Tx.QueryContext", ResourceKind.SQL_ROWS),
                    Map.entry("sql.Conn.QueryContext", ResourceKind.SQL_ROWS),
                    Map.entry("sql.Stmt.Query", ResourceKind.SQL_ROWS),
                    Map.entry("sql.Stmt.QueryContext", ResourceKind.SQL_ROWS),
                    Map.entry("sql.DB.Prepare", ResourceKind.SQL_STATEMENT),
                    Map.entry("sql.DB.PrepareContext", ResourceKind.SQL_STATEMENT),
                    Map.entry("sql.DB.Conn", ResourceKind.CONNECTION),
                    Map.entry("net.Dialer.Dial", ResourceKind.CONNECTION),
                    Map.entry("net.Dialer.DialContext", ResourceKind.CONNECTION));

    private final Code code;

    public Resources(Code code) {
        this.code = code;
    }

    public List<ResourceFacts> unclosed() {
        var facts = new ArrayList<ResourceFacts>();
        for (Func func : code.goPackage.all) {
            Paths.own(
                    func.body,
                    node -> {
                        if (node instanceof Expr.Call call) {
                            acquired(facts, func, call);
                        }
                    });
        }
        return facts;
    }

    private void acquired(List<ResourceFacts> facts, Func func, Expr.Call call) {
        Expr function = Types.strip(call.function());
        String foreign = code.goPackage.foreign(func.file, function);
        String name = foreign == null ? method(func, function) : foreign;
        ResourceKind kind =
                name == null ? null : foreign == null ? METHODS.get(name) : FUNCTIONS.get(name);
        if (kind == null || name == null) {
            return;
        }
        Obligation.Outcome outcome =
                new Obligation(code, false).of(func, call, kind == ResourceKind.CANCEL ? 1 : 0);
        if (outcome.release() == Release.NEVER || outcome.release() == Release.SOME_PATHS) {
            int line = func.file.line(call);
            facts.add(
                    new ResourceFacts(
                            kind,
                            func.name,
                            func.file.name(),
                            line,
                            func.file.trimmedLine(line),
                            name.substring(name.lastIndexOf('/') + 1),
                            outcome.release(),
                            outcome.detail()));
        }
    }

    private @Nullable String method(Func func, Expr function) {
        if (!(function instanceof Expr.Selector selector)) {
            return null;
        }
        String type = Types.written(code.types.of(selector.operand(), func.file));
        if (type.isEmpty() && code.goPackage.foreign(func.file, selector.operand()) != null) {
            String variable = code.goPackage.foreign(func.file, selector.operand());
            type = "net/http.DefaultClient".equals(variable) ? "http.Client" : "";
        }
        return type.isEmpty() ? null : type + "." + selector.name().name();
    }
}
