package dev.stanch.scan.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.CodeLine;
import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Removal;
import dev.stanch.scan.RemovalKind;
import dev.stanch.scan.Snippet;
import org.junit.jupiter.api.Test;

class GrowthTest {
    @Test
    void aMapThatOnlyGrowsIsUnbounded() {
        var snippet =
                Snippet.of(
                        """
                        var cache = make(map[string]int)

                        func put(k string) { cache[k] = 1 } // insert

                        func main() { put("a") }
                        """);
        CollectionFacts facts = snippet.collection("main.cache");
        assertThat(facts.known()).isTrue();
        assertThat(facts.inserts())
                .extracting(CodeLine::line)
                .containsExactly(snippet.line("insert"));
        assertThat(facts.removals()).isEmpty();
        assertThat(facts.bounded()).isFalse();
    }

    @Test
    void aDeleteInACalledFunctionBoundsItAndOneInAnUncalledFunctionDoesNot() {
        String code =
                """
                type Cache struct{ items map[string]int }

                func (c *Cache) put(k string) { c.items[k] = 1 }

                func (c *Cache) evict(k string) {
                    delete(c.items, k)
                }

                func main() {
                    c := &Cache{items: map[string]int{}}
                    c.put("a")
                    %s
                }
                """;
        CollectionFacts called =
                Snippet.of(code.formatted("c.evict(\"a\")")).collection("(*Cache).items");
        assertThat(called.removals()).extracting(Removal::kind).containsExactly(RemovalKind.DELETE);
        assertThat(called.bounded()).isTrue();
        CollectionFacts uncalled = Snippet.of(code.formatted("")).collection("(*Cache).items");
        assertThat(uncalled.removals()).extracting(Removal::reachable).containsExactly(false);
        assertThat(uncalled.bounded()).isFalse();
    }

    @Test
    void aLengthCheckBeforeTheInsertIsAGuard() {
        var snippet =
                Snippet.of(
                        """
                        var seen = map[string]bool{}

                        func mark(k string) {
                            if len(seen) >= 1000 { // guard
                                return
                            }
                            seen[k] = true
                        }

                        func main() { mark("x") }
                        """);
        CollectionFacts facts = snippet.collection("main.seen");
        assertThat(facts.guards())
                .extracting(CodeLine::line)
                .containsExactly(snippet.line("guard"));
        assertThat(facts.bounded()).isTrue();
    }

    @Test
    void aCheckForEmptinessIsNoGuard() {
        var facts =
                Snippet.of(
                                """
                                var log []string

                                func add(s string) {
                                    if len(log) == 0 {
                                        println("first")
                                    }
                                    log = append(log, s)
                                }

                                func main() { add("x") }
                                """)
                        .collection("main.log");
        assertThat(facts.inserts()).hasSize(1);
        assertThat(facts.bounded()).isFalse();
    }

    @Test
    void aSliceThatIsCutOrStartedAnewShrinks() {
        for (String cut :
                new String[] {
                    "q = q[1:]",
                    "q = q[:0]",
                    "q = nil",
                    "q = append(q[:1], q[2:]...)",
                    "q = make([]int, 0)"
                }) {
            var facts =
                    Snippet.of(
                                    """
                                    var q []int

                                    func step(v int) {
                                        q = append(q, v)
                                        if v == 7 {
                                            %s
                                        }
                                    }

                                    func main() { step(1) }
                                    """
                                            .formatted(cut))
                            .collection("main.q");
            assertThat(facts.removals()).as(cut).hasSize(1);
            assertThat(facts.bounded()).as(cut).isTrue();
        }
    }

    @Test
    void makingTheMapInTheConstructorOrBehindANilCheckIsNoRemoval() {
        var facts =
                Snippet.of(
                                """
                                type S struct{ m map[string]int }

                                func New() *S {
                                    s := &S{}
                                    s.m = make(map[string]int)
                                    return s
                                }

                                func (s *S) put(k string) {
                                    if s.m == nil {
                                        s.m = make(map[string]int)
                                    }
                                    s.m[k]++
                                }

                                func main() { New().put("a") }
                                """)
                        .collection("(*S).m");
        assertThat(facts.inserts()).hasSize(1);
        assertThat(facts.removals()).isEmpty();
    }

    @Test
    void aListIsBoundedByRemove() {
        String code =
                """
                import "container/list"

                type LRU struct{ l *list.List }

                func (c *LRU) add(v int) {
                    c.l.PushFront(v)
                    %s
                }

                func main() { (&LRU{l: list.New()}).add(1) }
                """;
        assertThat(Snippet.of(code.formatted("")).collection("(*LRU).l").bounded()).isFalse();
        assertThat(
                        Snippet.of(code.formatted("if c.l.Len() > 10 { c.l.Remove(c.l.Back()) }"))
                                .collection("(*LRU).l")
                                .bounded())
                .isTrue();
    }
}
