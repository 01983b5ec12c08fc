package dev.stanch.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoParserTest {
    private static GoFile file(String code) {
        return GoParser.parse("x.go", "package p\n" + code);
    }

    private static Decl declaration(String code) {
        GoFile file = file(code);
        assertThat(file.errors()).isEmpty();
        return file.declarations().getFirst();
    }

    private static Expr expression(String code) {
        return value(declaration("var _ = " + code)).values().getFirst();
    }

    private static Spec.Value value(Decl declaration) {
        return (Spec.Value) ((Decl.Gen) declaration).specs().getFirst();
    }

    private static List<Stmt> body(String code) {
        Stmt.Block body = ((Decl.Func) declaration("func f() {\n" + code + "\n}")).body();
        assertThat(body).isNotNull();
        return body == null ? List.of() : body.statements();
    }

    @Test
    void newlinesEndStatementsWhereTheLanguageSaysSo() {
        assertThat(body("a()\nb()\nc.\nd()")).hasSize(3);
        assertThat(body("x := 1 /* two\nlines */ y := 2")).hasSize(2);
    }

    @Test
    void bracketsAfterATypeNameAreParametersOrALength() {
        assertThat(type("type T[P any] struct{}").typeParameters()).hasSize(1);
        assertThat(type("type T[P *C,] struct{}").typeParameters()).hasSize(1);
        assertThat(type("type T[P interface{ *C }] struct{}").typeParameters()).hasSize(1);
        assertThat(type("type T[K comparable, V int | ~string] map[K]V").typeParameters())
                .hasSize(2);
        assertThat(type("type T [N]int").typeParameters()).isEmpty();
        assertThat(type("type T [N * 2]int").type()).isInstanceOf(Expr.ArrayType.class);
        assertThat(type("type T []int").type()).isInstanceOf(Expr.ArrayType.class);
    }

    private static Spec.Type type(String code) {
        return (Spec.Type) ((Decl.Gen) declaration(code)).specs().getFirst();
    }

    @Test
    void parametersAreNamedOrNot() {
        var func =
                (Decl.Func)
                        declaration("func f(a, b int, c ...string) (n int, err error) { return }");
        assertThat(func.type().parameters())
                .extracting(field -> field.names().size())
                .containsExactly(2, 1);
        assertThat(func.type().results()).hasSize(2);
        var unnamed = (Decl.Func) declaration("func f(int, T[int], []string)");
        assertThat(unnamed.type().parameters())
                .hasSize(3)
                .allMatch(field -> field.names().isEmpty());
        var slices = (Decl.Func) declaration("func f(a []int, b [N]int, c T[int])");
        assertThat(slices.type().parameters())
                .hasSize(3)
                .allMatch(field -> field.names().size() == 1);
    }

    @Test
    void aBraceInAHeadOpensTheBlock() {
        assertThat(body("if x == y {\n}")).first().isInstanceOf(Stmt.If.class);
        assertThat(body("for _, v := range []int{1, 2} {\n}"))
                .first()
                .isInstanceOf(Stmt.Range.class);
        assertThat(body("if f(T{1}) {\n}")).first().isInstanceOf(Stmt.If.class);
        assertThat(expression("T{a: 1, b: {2}}")).isInstanceOf(Expr.Composite.class);
    }

    @Test
    void channelTypesBindTheirArrows() {
        assertThat(expression("make(<-chan int)")).isInstanceOf(Expr.Call.class);
        assertThat(expression("<-c")).isInstanceOf(Expr.Unary.class);
        var send = (Expr.ChanType) type("type T chan<- chan int").type();
        assertThat(send.direction()).isEqualTo(Expr.Direction.SEND);
        assertThat(((Expr.ChanType) send.element()).direction()).isEqualTo(Expr.Direction.BOTH);
    }

    @Test
    void operatorsBindByTheirStrength() {
        var sum = (Expr.Binary) expression("a + b*c == d && e");
        assertThat(sum.operator()).isEqualTo(Token.LOGICAL_AND);
        assertThat(((Expr.Binary) sum.left()).operator()).isEqualTo(Token.EQL);
    }

    @Test
    void everyStatementIsRead() {
        assertThat(
                        body(
                                """
                                L: for i := range 10 { continue L }
                                for range ch {}
                                for ;; {}
                                for x < 3 {}
                                switch x := v.(type) { case int, []string: default: }
                                switch { case a: fallthrough; default: }
                                switch x = 1; x {}
                                select { case v, ok := <-ch: case ch <- 1: default: }
                                go func() {}()
                                defer f(x...)
                                a[i], b.c = b.c, a[i]
                                x += 1; x &^= 2; x <<= 3; x++
                                goto L
                                var y, z = 1, 2
                                type local[T any] struct{ T }
                                _ = a[1:2:3]
                                if x := 1; x > 2 {} else if y {} else {}
                                """))
                .hasSize(20)
                .noneMatch(statement -> statement instanceof Stmt.Bad);
    }

    @Test
    void positionsCoverTheText() {
        GoFile file = file("func f() {\n\tx := g(1, \"two\")\n}\n");
        var texts = new ArrayList<String>();
        Walk.all(
                file,
                node -> {
                    if (node instanceof Expr.Call || node instanceof Stmt.Assign) {
                        texts.add(file.text(node) + "@" + file.line(node));
                    }
                });
        assertThat(texts).containsExactly("x := g(1, \"two\")@3", "g(1, \"two\")@3");
    }

    @Test
    void theCommentAboveImportCIsItsPreamble() {
        GoFile file =
                GoParser.parse(
                        "c.go",
                        "package p\n\n/*\n#include <a.h>\n*/\nimport \"C\"\n\nimport \"fmt\"\n");
        var specs =
                file.declarations().stream()
                        .map(d -> (Spec.Import) ((Decl.Gen) d).specs().getFirst())
                        .toList();
        assertThat(specs.getFirst().preamble()).contains("#include <a.h>");
        assertThat(specs.getLast().preamble()).isEmpty();
    }

    @Test
    void aBrokenFunctionDoesNotHideTheNextOne() {
        GoFile file = file("func a() { if x { y( }\n\nfunc b() { ok() }\n\nvar c = 1\n");
        assertThat(file.errors()).isNotEmpty();
        assertThat(file.declarations())
                .anyMatch(d -> d instanceof Decl.Func func && func.name().name().equals("b"));
        assertThat(file.declarations()).last().isInstanceOf(Decl.Gen.class);
    }

    @Test
    void anErrorTellsLineAndColumn() {
        assertThat(file("var x = )\n").errors().getFirst())
                .isEqualTo(new SyntaxError(2, 9, "expected an expression, found )"));
    }

    @Test
    void deepNestingAndLongSumsEndInsteadOfOverflowing() {
        GoFile nested = file("var x = " + "(".repeat(100_000));
        assertThat(nested.errors()).isNotEmpty();
        GoFile sum = file("var x = \"a\"" + " + \"a\"".repeat(50_000));
        assertThat(sum.errors()).isEmpty();
        var nodes = new int[1];
        Walk.all(sum, node -> nodes[0]++);
        assertThat(nodes[0]).isGreaterThan(100_000);
        assertThat(file("func f" + "(a [func".repeat(5_000)).errors()).isNotEmpty();
    }
}
