package dev.stanch.profile.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those of Go's path/filepath and of {@code go tool pprof}. */
class GoPathTest {
    @ParameterizedTest
    @CsvSource({
        "a/b/c, a/b/c",
        "/, /",
        "//a//b/, /a/b",
        "a/../b, b",
        "../../a, ../../a",
        "/../a, /a",
        "./a/./b, a/b",
        "a/.., .",
        "a/b/../../.., ..",
        "/a/..b, /a/..b",
        ".git/x, .git/x",
    })
    void cleanPathsAreTheShortest(String path, String expected) {
        assertThat(GoPath.clean(path)).isEqualTo(expected);
    }

    @Test
    void theBaseIsTheLastElement() {
        assertThat(GoPath.base("")).isEqualTo(".");
        assertThat(GoPath.base("///")).isEqualTo("/");
        assertThat(GoPath.base("/usr/bin/app")).isEqualTo("app");
        assertThat(GoPath.base("a/b//")).isEqualTo("b");
    }

    @Test
    void pathsAreTrimmedByPrefixOrByTheNameOfAFolder() {
        assertThat(new TrimPath("/src:/go", "").apply("/go/x/y.go")).isEqualTo("x/y.go");
        assertThat(new TrimPath("", "/home/me/shop").apply("/build/shop/cart.go"))
                .isEqualTo("cart.go");
        assertThat(new TrimPath("", "").apply("/proc/self/cwd/./a.c")).isEqualTo("a.c");
        assertThat(new TrimPath("/src", "/home/shop").apply("/build/shop/a.go"))
                .isEqualTo("/build/shop/a.go");
    }

    @ParameterizedTest
    @CsvSource({
        "github.com/a/b/v2.(*T).Run, b.(*T).Run",
        "main.main, main.main",
        "encoding/json.Marshal, json.Marshal",
        "java.util.concurrent.ThreadPoolExecutor.run(int), ThreadPoolExecutor.run",
        "(anonymous namespace)::Bar::Foo, Bar::Foo",
        "foo_bar::Bar::baz, Bar::baz",
        "operator delete, operator delete",
    })
    void functionNamesAreShortened(String name, String expected) {
        assertThat(ShortName.of(name)).isEqualTo(expected);
    }
}
