package dev.stanch.source.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.GoParser;
import dev.stanch.source.Walk;
import dev.stanch.source.constant.Constant;
import dev.stanch.source.load.BuildContext;
import dev.stanch.source.load.Folders;
import dev.stanch.source.load.Packages;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypesTest {
    @TempDir Path empty;

    private TypedPackage check(String text) {
        GoFile file = GoParser.parse("a.go", "package a\n" + text);
        assertThat(file.errors()).isEmpty();
        var packages = new Packages(empty, new Folders(null, empty), BuildContext.LINUX);
        return new Types(packages).check("example.com/a", List.of(file));
    }

    /** The expression that is written so, the last one when there are more. */
    private static <T extends Expr> T find(TypedPackage typed, Class<T> kind, String text) {
        GoFile file = typed.files().getFirst();
        var found = new ArrayList<T>();
        Walk.all(
                file,
                node -> {
                    if (kind.isInstance(node) && file.text(node).equals(text)) {
                        found.add(kind.cast(node));
                    }
                });
        return found.getLast();
    }

    private static String type(TypedPackage typed, String text) {
        return Spelling.of(typed.type(find(typed, Expr.class, text)));
    }

    @Test
    void typeArgumentsAreInferredFromArgumentsAndConstraints() {
        TypedPackage typed =
                check(
                        """
                        func Map[S ~[]E, E, R any](s S, f func(E) R) []R { return nil }
                        type words []string
                        func length(s string) int { return len(s) }
                        var lengths = Map(words{"a"}, length)
                        """);
        Expr.Call call = find(typed, Expr.Call.class, "Map(words{\"a\"}, length)");
        assertThat(Spelling.of(typed.type(call))).isEqualTo("[]int");
        assertThat(String.valueOf(typed.callee(call))).isEqualTo("Map");
        assertThat(Spelling.of(Objects.requireNonNull(typed.signature(call))))
                .isEqualTo("func(s example.com/a.words, f func(string) int) []int");
    }

    @Test
    void aMethodOfAnEmbeddedFieldIsSelectedThroughItsPath() {
        TypedPackage typed =
                check(
                        """
                        type Lock struct{ held bool }
                        func (l *Lock) Take() {}
                        type inner struct{ *Lock }
                        type Outer struct{ inner; n int }
                        func f(o Outer) { o.Take(); _ = o.held }
                        """);
        Selection method =
                Objects.requireNonNull(typed.selection(find(typed, Expr.Selector.class, "o.Take")));
        assertThat(method.path().toString()).isEqualTo("[inner, Lock]");
        assertThat(method.indirect()).isTrue();
        assertThat(type(typed, "o.held")).isEqualTo("bool");
    }

    @Test
    void constantsAreExact() {
        TypedPackage typed =
                check(
                        """
                        const (
                            A = 1 << iota
                            B
                            C
                        )
                        const big = 1 << 100 >> 98
                        var x [big + C]byte
                        var y = 1 / 3.0 * 3 == 1
                        """);
        assertThat(type(typed, "[big + C]byte")).isEqualTo("[8]uint8");
        assertThat(typed.constant(find(typed, Expr.class, "1 << 100 >> 98")))
                .isEqualTo(new Constant.Int(BigInteger.valueOf(4)));
        assertThat(typed.constant(find(typed, Expr.class, "1 / 3.0 * 3 == 1")))
                .isEqualTo(new Constant.Bool(true));
    }

    @Test
    void missingPackagesAndNamesOfCAreUnknownAndWhatIsAroundThemIsNot() {
        TypedPackage typed =
                check(
                        """
                        import "C"
                        import "example.com/missing/v2"
                        func f() {
                            p := C.malloc(8)
                            m := missing.New()
                            n := len("abc") + m.Size()
                            s := []int{1}
                            _, _, _ = p, n, s
                        }
                        """);
        assertThat(type(typed, "p")).isEqualTo("invalid type");
        assertThat(type(typed, "m.Size()")).isEqualTo("invalid type");
        assertThat(type(typed, "s")).isEqualTo("[]int");
        assertThat(type(typed, "len(\"abc\")")).isEqualTo("int");
    }

    @Test
    void rangeOverFunctionsAndNewOfAnExpression() {
        TypedPackage typed =
                check(
                        """
                        func pairs[K comparable, V any](m map[K]V) func(func(K, V) bool) { return nil }
                        func f() {
                            for k, v := range pairs(map[string][]int{}) {
                                _, _ = k, v
                            }
                            _ = new(len("abc"))
                            _ = min(1, 2.5)
                        }
                        """);
        assertThat(type(typed, "k")).isEqualTo("string");
        assertThat(type(typed, "v")).isEqualTo("[]int");
        assertThat(type(typed, "new(len(\"abc\"))")).isEqualTo("*int");
        assertThat(type(typed, "min(1, 2.5)")).isEqualTo("float64");
    }

    @Test
    void declarationsThatGoInCirclesEnd() {
        TypedPackage typed =
                check(
                        """
                        type A B
                        type B A
                        type P[T any] struct{ next *P[P[T]] }
                        const c = d
                        const d = c
                        var v = w
                        var w = v
                        type L [len(L{})]int
                        type I interface { I }
                        func f(p P[int], i I) { _ = p.next.next; i.x() }
                        """);
        assertThat(type(typed, "p.next.next"))
                .isEqualTo("*example.com/a.P[example.com/a.P[example.com/a.P[int]]]");
    }
}
