package dev.stanch.scan.type;

import dev.stanch.source.Decl;
import dev.stanch.source.GoFile;
import dev.stanch.source.GoParser;
import dev.stanch.source.Spec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the types of library functions, methods and fields; they are written here as a
 * program would write them.
 */
final class Library {
    /** Result types of library calls; {@code |} between several results. */
    private static final Map<String, String> FUNCTIONS =
            Map.ofEntries(
                    Map.entry("time.NewTicker", "*time.Ticker"),
                    Map.entry("time.NewTimer", "*time.Timer"),
                    Map.entry("time.AfterFunc", "*time.Timer"),
                    Map.entry("time.After", "<-chan time.Time"),
                    Map.entry("time.Tick", "<-chan time.Time"),
                    Map.entry("time.Now", "time.Time"),
                    Map.entry("context.Background", "context.Context"),
                    Map.entry("context.TODO", "context.Context"),
                    Map.entry("context.WithCancel", "context.Context|context.CancelFunc"),
                    Map.entry("context.WithTimeout", "context.Context|context.CancelFunc"),
                    Map.entry("context.WithDeadline", "context.Context|context.CancelFunc"),
                    Map.entry("context.WithCancelCause", "context.Context|context.CancelCauseFunc"),
                    Map.entry("context.WithValue", "context.Context"),
                    Map.entry("container/list.New", "*list.List"),
                    Map.entry("sync.NewCond", "*sync.Cond"),
                    Map.entry("os.ReadFile", "[]byte|error"),
                    Map.entry("os.Open", "*os.File|error"),
                    Map.entry("os.Create", "*os.File|error"),
                    Map.entry("os.OpenFile", "*os.File|error"),
                    Map.entry("io.ReadAll", "[]byte|error"),
                    Map.entry("fmt.Sprintf", "string"),
                    Map.entry("fmt.Sprint", "string"),
                    Map.entry("encoding/json.Marshal", "[]byte|error"),
                    Map.entry("bytes.NewBuffer", "*bytes.Buffer"),
                    Map.entry("bytes.NewReader", "*bytes.Reader"),
                    Map.entry("bufio.NewReader", "*bufio.Reader"),
                    Map.entry("bufio.NewReaderSize", "*bufio.Reader"),
                    Map.entry("bytes.NewBufferString", "*bytes.Buffer"),
                    Map.entry("bufio.NewScanner", "*bufio.Scanner"),
                    Map.entry("net.Dial", "net.Conn|error"),
                    Map.entry("net.DialTimeout", "net.Conn|error"),
                    Map.entry("net.Listen", "net.Listener|error"),
                    Map.entry("net.Pipe", "net.Conn|net.Conn"),
                    Map.entry("net/http.Get", "*http.Response|error"),
                    Map.entry("net/http.Post", "*http.Response|error"),
                    Map.entry("net/http.NewRequest", "*http.Request|error"),
                    Map.entry("net/http.NewRequestWithContext", "*http.Request|error"),
                    Map.entry("regexp.MustCompile", "*regexp.Regexp"),
                    Map.entry("regexp.Compile", "*regexp.Regexp|error"),
                    Map.entry("encoding/csv.NewReader", "*csv.Reader"),
                    Map.entry("net/url.Parse", "*url.URL|error"),
                    Map.entry("database/sql.Open", "*sql.DB|error"),
                    Map.entry("syscall.Mmap", "[]byte|error"),
                    Map.entry("golang.org/x/sys/unix.Mmap", "[]byte|error"),
                    Map.entry("unsafe.String", "string"),
                    Map.entry("unsafe.Slice", "[]byte"));

    /** Result types of library methods, by the receiver's written type. */
    private static final Map<String, String> METHODS =
            Map.ofEntries(
                    Map.entry("net.Listener.Accept", "net.Conn|error"),
                    Map.entry("http.Client.Do", "*http.Response|error"),
                    Map.entry("http.Client.Get", "*http.Response|error"),
                    Map.entry("sql.DB.Query", "*sql.Rows|error"),
                    Map.entry("sql.DB.QueryContext", "*sql.Rows|error"),
                    Map.entry("sql.DB.Prepare", "*sql.Stmt|error"),
                    Map.entry("sql.Tx.Query", "*sql.Rows|error"),
                    Map.entry("sql.Stmt.Query", "*sql.Rows|error"),
                    Map.entry("context.Context.Done", "<-chan struct{}"),
                    Map.entry("http.Request.Context", "context.Context"),
                    Map.entry("bytes.Buffer.Bytes", "[]byte"),
                    Map.entry("bytes.Buffer.Next", "[]byte"),
                    Map.entry("bufio.Reader.ReadString", "string|error"),
                    Map.entry("bufio.Reader.ReadBytes", "[]byte|error"),
                    Map.entry("bufio.Reader.ReadSlice", "[]byte|error"),
                    Map.entry("bufio.Reader.ReadLine", "[]byte|bool|error"),
                    Map.entry("bufio.Reader.Peek", "[]byte|error"),
                    Map.entry("http.Header.Get", "string"),
                    Map.entry("http.Request.FormValue", "string"),
                    Map.entry("http.Request.PathValue", "string"),
                    Map.entry("strings.Builder.String", "string"),
                    Map.entry("bytes.Buffer.String", "string"),
                    Map.entry("bufio.Scanner.Bytes", "[]byte"),
                    Map.entry("bufio.Scanner.Text", "string"),
                    Map.entry("csv.Reader.Read", "[]string|error"),
                    Map.entry("csv.Reader.ReadAll", "[][]string|error"),
                    Map.entry("list.List.PushBack", "*list.Element"),
                    Map.entry("list.List.PushFront", "*list.Element"),
                    Map.entry("list.List.Front", "*list.Element"),
                    Map.entry("list.List.Back", "*list.Element"),
                    Map.entry("list.Element.Next", "*list.Element"),
                    Map.entry("list.Element.Prev", "*list.Element"));

    /** Fields of library types that lead somewhere. */
    private static final Map<String, String> FIELDS =
            Map.of(
                    "time.Ticker.C", "<-chan time.Time",
                    "time.Timer.C", "<-chan time.Time",
                    "http.Response.Body", "io.ReadCloser",
                    "http.Request.Body", "io.ReadCloser",
                    "list.Element.Value", "any");

    private Library() {}

    /** The type of one result of a library function, null when it is not known. */
    static Types.@Nullable Type call(String function, int index) {
        String known = FUNCTIONS.get(function);
        return result(known == null ? Texts.function(function) : known, index);
    }

    /** The type of one result of a library method, by the written type of its receiver. */
    static Types.@Nullable Type method(String receiver, String method, int index) {
        String known =
                receiver.equals("regexp.Regexp")
                        ? Texts.search(method)
                        : METHODS.get(receiver + "." + method);
        return result(known, index);
    }

    static Types.@Nullable Type field(String owner, String field) {
        String type = FIELDS.get(owner + "." + field);
        return type == null ? null : type(type);
    }

    private static Types.@Nullable Type result(@Nullable String results, int index) {
        if (results == null) {
            return null;
        }
        String[] parts = results.split("\\|", -1);
        return index < parts.length ? type(parts[index]) : null;
    }

    /** A type written here, with the text that its names stand in. */
    static Types.Type type(String type) {
        GoFile parsed = GoParser.parse("", "package p\nvar v " + type + "\n");
        if (parsed.declarations().getFirst() instanceof Decl.Gen gen
                && gen.specs().getFirst() instanceof Spec.Value value
                && value.type() != null) {
            return new Types.Type(value.type(), parsed);
        }
        throw new IllegalArgumentException("no type: " + type);
    }
}
