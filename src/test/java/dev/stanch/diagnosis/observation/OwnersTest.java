package dev.stanch.diagnosis.observation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnersTest {
    @ParameterizedTest
    @CsvSource({
        "main.main, /app/main.go, MAIN",
        "main.(*Hub).Subscribe.func1, hub/hub.go, MAIN",
        "example.com/shop/cart.Add, /src/shop/cart/cart.go, MAIN",
        "runtime.gopark, /go/src/runtime/proc.go, RUNTIME",
        "internal/runtime/maps.newarray, /go/src/internal/runtime/maps/x.go, RUNTIME",
        "main._Cfunc_malloc, _cgo_gotypes.go, RUNTIME",
        "net/http.(*conn).serve, /go/src/net/http/server.go, STANDARD",
        "net/http.(*conn).serve, net/http/server.go, STANDARD",
        "github.com/lib/pq.Open, /home/me/go/pkg/mod/github.com/lib/pq@v1.10.9/c.go, DEPENDENCY",
        "github.com/lib/pq.Open, github.com/lib/pq@v1.10.9/conn.go, DEPENDENCY",
        "github.com/lib/pq.Open, /app/vendor/github.com/lib/pq/conn.go, DEPENDENCY",
    })
    void whoseCodeAFrameIsIsToldByItsNameAndFile(String function, String file, Owner owner) {
        assertThat(new Owners().of(function, file)).isEqualTo(owner);
    }

    @Test
    void theRuntimesFunctionsOfOtherPackagesAreTheStandardLibrarys() {
        String function = "internal/sync.runtime_SemacquireMutex";
        for (String file : List.of("/usr/local/go/src/runtime/sema.go", "runtime/sema.go")) {
            assertThat(new Owners().of(function, file)).isEqualTo(Owner.STANDARD);
        }
    }

    @Test
    void packagesOfTheMainModuleAreTheUsersEvenWithTrimmedPaths() {
        Owners owners = new Owners();
        String function = "example.com/shop/cart.Add";
        String trimmed = "example.com/shop/cart/cart.go";
        assertThat(owners.of(function, trimmed)).isNotEqualTo(Owner.MAIN);
        owners.mainModule("example.com/shop");
        assertThat(owners.of(function, trimmed)).isEqualTo(Owner.MAIN);
        assertThat(owners.of("example.com/shopping.Add", "example.com/shopping/x.go"))
                .isNotEqualTo(Owner.MAIN);
    }

    @Test
    void goesOwnFolderIsLearntFromTheRuntimesFrames() {
        Owners owners = new Owners();
        owners.of("runtime.main", "/opt/go1.26/src/runtime/proc.go");
        assertThat(owners.of("odd.name/x.Y", "/opt/go1.26/src/odd.name/x/y.go"))
                .isEqualTo(Owner.STANDARD);
    }

    @ParameterizedTest
    @CsvSource({
        "net/http.(*conn).serve, net/http",
        "main.main.func1, main",
        "gopkg.in/yaml%2ev3.Marshal, gopkg.in/yaml.v3",
        "'main.Map[github.com/x/y.Z].Put', main",
        "nothing, ''",
    })
    void theImportPathIsInTheFunctionsName(String function, String path) {
        assertThat(Owners.packagePath(function)).isEqualTo(path);
    }
}
