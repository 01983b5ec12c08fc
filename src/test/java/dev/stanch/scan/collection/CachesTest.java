package dev.stanch.scan.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Snippet;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CachesTest {
    private static final String CODE =
            """
            import (
                "time"

                lru "github.com/hashicorp/golang-lru/v2"
                "github.com/hashicorp/golang-lru/v2/expirable"
                "github.com/patrickmn/go-cache"
                "github.com/dgraph-io/ristretto"
                glru "github.com/golang/groupcache/lru"
            )

            const size = 1000

            var pages = %s

            func remember(key string) {
                page := make([]byte, 4096) // here
                pages.%s // store
            }
            """;

    private static CollectionFacts collection(String make, String store) {
        return Snippet.of(CODE.formatted(make, store)).collection("main.pages");
    }

    @Test
    void aStoreInALibrarysCacheIsAStore() {
        var snippet = Snippet.of(CODE.formatted("cache.New(-1, 0)", "Set(key, page, -1)"));
        assertThat(snippet.allocates().stored())
                .contains(
                        new Store(
                                StoreKind.MAP,
                                "main.pages",
                                Snippet.FILE,
                                snippet.line("store"),
                                "pages.Set(key, page, -1) // store"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache.New(5*time.Minute, 10*time.Minute)|Set(key, page, cache.DefaultExpiration)",
                "cache.New(cache.NoExpiration, time.Minute)|Set(key, page, time.Hour)",
                "ristretto.NewCache(&ristretto.Config{NumCounters: 10, MaxCost: 1 << 30})|Set(key, page, 1)",
                "glru.New(size)|Add(key, page)",
                "&glru.Cache{MaxEntries: 10}|Add(key, page)",
                "expirable.NewLRU[string, []byte](0, nil, time.Minute)|Add(key, page)"
            })
    void aLimitOfTheConstructorBoundsIt(String code) {
        String[] parts = code.split("\\|", -1);
        CollectionFacts facts = collection(parts[0], parts[1]);
        assertThat(facts.known()).isTrue();
        assertThat(facts.bounded()).isTrue();
        assertThat(facts.inserts()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cache.New(cache.NoExpiration, 0)|Set(key, page, cache.DefaultExpiration)",
                "cache.New(5*time.Minute, 0)|Set(key, page, cache.DefaultExpiration)",
                "cache.New(5*time.Minute, time.Minute)|Set(key, page, cache.NoExpiration)",
                "glru.New(0)|Add(key, page)",
                "&glru.Cache{}|Add(key, page)"
            })
    void aConstructorWithoutALimitDoesNot(String code) {
        String[] parts = code.split("\\|", -1);
        CollectionFacts facts = collection(parts[0], parts[1]);
        assertThat(facts.known()).isTrue();
        assertThat(facts.bounded()).isFalse();
    }

    @Test
    void aSizeThatTheCodeDoesNotTellIsUnknown() {
        assertThat(collection("glru.New(read())", "Add(key, page)").known()).isFalse();
        // this one refuses sizes that are not positive
        var twoValues =
                Snippet.of(
                        """
                        import lru "github.com/hashicorp/golang-lru/v2"

                        type server struct{ pages *lru.Cache[string, []byte] }

                        func open(n int) *server {
                            pages, _ := lru.New[string, []byte](n)
                            return &server{pages: pages}
                        }

                        func (s *server) remember(key string) {
                            s.pages.Add(key, make([]byte, 10)) // here
                        }
                        """);
        assertThat(twoValues.allocates().stored())
                .extracting(Store::container)
                .contains("(*server).pages");
        assertThat(twoValues.collection("(*server).pages").bounded()).isTrue();
    }

    @Test
    void aRemovalThatRunsBoundsItToo() {
        CollectionFacts facts =
                Snippet.of(
                                CODE.formatted("cache.New(-1, 0)", "Set(key, page, -1)")
                                        + """
                                        func main() {
                                            remember("x")
                                            pages.Delete("x")
                                        }
                                        """)
                        .collection("main.pages");
        assertThat(facts.bounded()).isTrue();
    }

    @Test
    void aHeaderOrARemoteStoreIsNoCache() {
        var facts =
                Snippet.of(
                                """
                                import "net/http"
                                import "context"
                                import "github.com/redis/go-redis/v9"

                                func answer(ctx context.Context, w http.ResponseWriter, db *redis.Client) {
                                    text := string(make([]byte, 10)) // here
                                    w.Header().Set("X", text)
                                    db.Set(ctx, "X", text, 0)
                                }
                                """)
                        .allocates();
        assertThat(facts.stored()).isEmpty();
    }
}
