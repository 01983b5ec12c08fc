package dev.stanch.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNameTest {
    @ParameterizedTest
    @CsvSource({
        "main.run, main.run",
        "main.(*Cache[go.shape.string]).Put, main.(*Cache[...]).Put",
        "main.Map[go.shape.[]int].func1, main.Map[...].func1",
        "main.odd], main.odd]",
        "main.odd[, main.odd[",
        "main.odd][, main.odd][",
    })
    void typeArgumentsAreShortAsInProfiles(String name, String printed) {
        assertThat(FunctionName.printed(name)).isEqualTo(printed);
    }

    @Test
    void wrappersAreOfTheFunctionWithTheStatement() {
        assertThat(FunctionName.withoutWrapper("main.run.deferwrap12")).isEqualTo("main.run");
        assertThat(FunctionName.withoutWrapper("main.run.func2.gowrap1"))
                .isEqualTo("main.run.func2");
        assertThat(FunctionName.withoutWrapper("main.gowrap")).isEqualTo("main.gowrap");
        assertThat(FunctionName.isWrapper("main.wrap1")).isFalse();
        assertThat(FunctionName.isDeferWrapper("main.run.deferwrap1")).isTrue();
        assertThat(FunctionName.isDeferWrapper("main.run.gowrap1")).isFalse();
        assertThat(FunctionName.isDeferWrapper("main.run.deferwrap1.gowrap1")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "sync.(*Mutex).Lock, true",
        "internal/sync.(*Mutex).lockSlow, true",
        "slices.SortFunc[go.shape.[]example.com/shop.Order], true",
        "vendor/golang.org/x/net/http2/hpack.NewDecoder, true",
        "type:.eq.main.key, true",
        "main.main, false",
        "app/log.Print, false",
        "github.com/hashicorp/golang-lru.(*Cache).Add, false",
        "gopkg.in/yaml%2ev3.Unmarshal, false",
        "log.Print, false",
        "log/inner.Print, false",
        "logs.Print, false",
    })
    void packagesOfGoAreKnown(String name, boolean standard) {
        assertThat(FunctionName.isStandard(name, "log")).isEqualTo(standard);
    }
}
