package dev.stanch.scan.allocation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.AllocationForm;
import dev.stanch.scan.CodeFacts;
import dev.stanch.scan.MemorySources;
import dev.stanch.scan.Place;
import dev.stanch.scan.Reslice;
import dev.stanch.scan.Snippet;
import dev.stanch.scan.Store;
import dev.stanch.scan.StoreKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationsTest {
    @Test
    void aBufferThatGoesIntoAGlobalMapIsStoredThere() {
        var snippet =
                Snippet.of(
                        """
                        var cache = map[string][]byte{}

                        func put(key string, n int) {
                            value := make([]byte, n) // here
                            cache[key] = value // store
                        }
                        """);
        AllocationFacts facts = snippet.allocates();
        assertThat(facts.form()).isEqualTo(AllocationForm.MAKE);
        assertThat(facts.type()).isEqualTo("[]byte");
        assertThat(facts.variable()).isEqualTo("value");
        assertThat(facts.resliced()).isNull();
        assertThat(facts.stored())
                .contains(
                        new Store(
                                StoreKind.MAP,
                                "main.cache",
                                Snippet.FILE,
                                snippet.line("store"),
                                "cache[key] = value // store"));
    }

    @Test
    void aSliceOfABigBufferThatIsReturnedAndKeptIsResliced() {
        var snippet =
                Snippet.of(
                        """
                        var headers [][]byte

                        func read() []byte {
                            large := make([]byte, 1<<20) // here
                            return large[:100] // cut
                        }

                        func main() {
                            for {
                                headers = append(headers, read()) // store
                            }
                        }
                        """);
        AllocationFacts facts = snippet.allocates();
        Reslice cut = requireNonNull(facts.resliced());
        assertThat(cut.line()).isEqualTo(snippet.line("cut"));
        assertThat(facts.stored())
                .anySatisfy(store -> {
                    assertThat(store.kind()).isEqualTo(StoreKind.SLICE);
                    assertThat(store.container()).isEqualTo("main.headers");
                    assertThat(store.line()).isEqualTo(snippet.line("store"));
                });
    }

    @Test
    void aCopyIsNoReslice() {
        for (String copy :
                List.of(
                        "append([]byte(nil), large[:100]...)",
                        "bytes.Clone(large[:100])",
                        "[]byte(string(large[:100]))")) {
            var facts =
                    Snippet.of(
                                    """
                                    import "bytes"

                                    var headers [][]byte
                                    var _ = bytes.Clone

                                    func read() []byte {
                                        large := make([]byte, 1<<20) // here
                                        return %s
                                    }

                                    func main() {
                                        headers = append(headers, read())
                                    }
                                    """
                                            .formatted(copy))
                            .allocates();
            assertThat(facts.resliced()).as(copy).isNull();
            assertThat(facts.stored()).as(copy).isEmpty();
        }
    }

    @Test
    void aSubstringOfAFilesTextKeepsTheText() {
        var snippet =
                Snippet.of(
                        """
                        import ("os"; "strings")

                        type Index struct{ titles map[string]string }

                        func (x *Index) add(path string) {
                            data, _ := os.ReadFile(path)
                            text := string(data) // here
                            title, _, _ := strings.Cut(text, " ") // cut
                            x.titles[path] = title // store
                        }
                        """);
        AllocationFacts facts = snippet.allocates();
        assertThat(facts.form()).isEqualTo(AllocationForm.STRING);
        assertThat(requireNonNull(facts.resliced()).how()).isEqualTo("strings.Cut");
        assertThat(facts.stored())
                .anySatisfy(store -> {
                    assertThat(store.container()).isEqualTo("(*Index).titles");
                    assertThat(store.line()).isEqualTo(snippet.line("store"));
                });
    }

    @Test
    void aMethodValueRefersToItsReceiver() {
        var snippet =
                Snippet.of(
                        """
                        type Bus struct{ all map[string][]func(int) }

                        func (b *Bus) on(topic string, f func(int)) {
                            b.all[topic] = append(b.all[topic], f) // store
                        }

                        type Widget struct{ canvas []uint32 }

                        func (w *Widget) moved(x int) { w.canvas[x]++ }

                        func open(b *Bus) {
                            w := &Widget{canvas: make([]uint32, 2304)} // here
                            b.on("move", w.moved)
                        }
                        """);
        assertThat(snippet.allocates().stored())
                .anySatisfy(store -> {
                    assertThat(store.kind()).isEqualTo(StoreKind.SLICE);
                    assertThat(store.container()).isEqualTo("(*Bus).all");
                    assertThat(store.line()).isEqualTo(snippet.line("store"));
                });
    }

    @Test
    void theTimeOfDayIsNotWhatALineAllocates() {
        var snippet =
                Snippet.of(
                        """
                        import "time"

                        type Span struct{ start time.Time; tags [24]string }

                        var last *Span

                        func begin() {
                            last = &Span{start: time.Now()} // here
                        }
                        """);
        assertThat(snippet.allocates().form()).isEqualTo(AllocationForm.COMPOSITE);
        assertThat(snippet.allocates().type()).isEqualTo("Span");
    }

    @Test
    void anObjectInAFieldOfAnObjectInAListIsFollowedToTheList() {
        var snippet =
                Snippet.of(
                        """
                        import "container/list"

                        type Session struct{ buf []byte }

                        type Store struct{ all *list.List }

                        func (s *Store) open() {
                            x := &Session{}
                            x.buf = make([]byte, 4096) // here
                            s.all.PushBack(x) // store
                        }
                        """);
        assertThat(snippet.allocates().stored())
                .anySatisfy(store -> {
                    assertThat(store.kind()).isEqualTo(StoreKind.LIST);
                    assertThat(store.container()).isEqualTo("(*Store).all");
                    assertThat(store.line()).isEqualTo(snippet.line("store"));
                });
    }

    @Test
    void appendingToAMapsSliceNamesTheMapsField() {
        var facts =
                Snippet.of(
                                """
                                type Hub struct{ subs map[string][]chan int }

                                func (h *Hub) subscribe(topic string) {
                                    ch := make(chan int, 1)
                                    h.subs[topic] = append(h.subs[topic], ch) // here
                                }
                                """)
                        .allocates();
        assertThat(facts.form()).isEqualTo(AllocationForm.APPEND);
        assertThat(facts.stored()).extracting(Store::container).contains("(*Hub).subs");
    }

    @Test
    void aSyncMapIsAContainer() {
        var facts =
                Snippet.of(
                                """
                                import "sync"

                                type item struct{ data [1024]byte }

                                var seen sync.Map

                                func remember(id string) {
                                    seen.Store(id, &item{}) // here
                                }
                                """)
                        .allocates();
        assertThat(facts.form()).isEqualTo(AllocationForm.COMPOSITE);
        assertThat(facts.stored())
                .extracting(Store::kind, Store::container)
                .contains(org.assertj.core.groups.Tuple.tuple(StoreKind.SYNC_MAP, "main.seen"));
    }

    @Test
    void twoNodesThatPointAtEachOtherAreACycleAndAFinalizerIsSeen() {
        var snippet =
                Snippet.of(
                        """
                        import "runtime"

                        type Node struct {
                            next, prev *Node
                            data       []byte
                        }

                        func pair() {
                            a := &Node{data: make([]byte, 10)}
                            b := &Node{} // here
                            a.next = b
                            b.prev = a
                            runtime.SetFinalizer(a, func(n *Node) {}) // finalizer
                        }
                        """);
        AllocationFacts facts = snippet.allocates();
        assertThat(facts.cyclic()).isTrue();
        assertThat(facts.cycleFields()).containsExactly("Node.next", "Node.prev");
        assertThat(facts.finalizerLine()).isEqualTo(snippet.line("finalizer"));
    }

    @Test
    void aSinglyLinkedListIsNoCycle() {
        var facts =
                Snippet.of(
                                """
                                type Node struct{ next *Node }

                                var head *Node

                                func push() {
                                    head = &Node{next: head} // here
                                }
                                """)
                        .allocates();
        assertThat(facts.cyclic()).isFalse();
        assertThat(facts.finalizerLine()).isZero();
        assertThat(facts.stored()).extracting(Store::container).contains("main.head");
    }

    @Test
    void parentAndChildrenAreACycleOverTwoTypes() {
        var facts =
                Snippet.of(
                                """
                                type Tree struct{ leaves []*Leaf }

                                type Leaf struct{ tree *Tree }

                                func grow() *Tree {
                                    t := &Tree{} // here
                                    t.leaves = append(t.leaves, &Leaf{tree: t})
                                    return t
                                }
                                """)
                        .allocates();
        assertThat(facts.cycleFields()).containsExactly("Tree.leaves", "Leaf.tree");
    }

    @Test
    void theCallPathDecidesWhichCallerKeepsTheResult() {
        String code =
                """
                var kept [][]byte

                func read() []byte {
                    return make([]byte, 100) // here
                }

                func keeps() {
                    kept = append(kept, read()) // keeps
                }

                func drops() {
                    _ = read() // drops
                }
                """;
        var snippet = Snippet.of(code);
        var leaf = new Place("main.read", Snippet.FILE, snippet.line("here"));
        var through =
                snippet.facts()
                        .allocationAt(
                                List.of(
                                        leaf,
                                        new Place(
                                                "main.drops", Snippet.FILE, snippet.line("drops"))))
                        .orElseThrow();
        assertThat(through.stored()).isEmpty();
        var keeping =
                snippet.facts()
                        .allocationAt(
                                List.of(
                                        leaf,
                                        new Place(
                                                "main.keeps", Snippet.FILE, snippet.line("keeps"))))
                        .orElseThrow();
        assertThat(keeping.stored()).extracting(Store::container).contains("main.kept");
    }

    @Test
    void aValueIsFollowedIntoAnotherPackageOfTheProgram() {
        String main =
                """
                package main

                import "example.org/shop/internal/store"

                func main() {
                    s := store.New()
                    page := make([]byte, 4096) // here
                    s.Put("a", page)
                }
                """;
        String store =
                """
                package store

                type Store struct{ pages map[string][]byte }

                func New() *Store { return &Store{pages: map[string][]byte{}} }

                func (s *Store) Put(key string, page []byte) {
                    s.pages[key] = page[:10]
                }
                """;
        var facts =
                new CodeFacts(
                        new MemorySources(
                                Map.of(
                                        "/src/shop/main.go",
                                        main,
                                        "/src/shop/internal/store/store.go",
                                        store)));
        var found = facts.allocationAt("/src/shop/main.go", 7, "main.main").orElseThrow();
        assertThat(found.stored())
                .containsExactly(
                        new Store(
                                StoreKind.MAP,
                                "(*Store).pages",
                                "/src/shop/internal/store/store.go",
                                8,
                                "s.pages[key] = page[:10]"));
        assertThat(requireNonNull(found.resliced()).line()).isEqualTo(8);
    }

    @Test
    void aResultIsFollowedIntoTheCallerOfAnotherPackageOnTheStack() {
        String main =
                """
                package main

                import "example.org/shop/render"

                var pages [][]byte

                func main() {
                    pages = append(pages, render.Page())
                }
                """;
        String render = "package render\n\nfunc Page() []byte {\n\treturn make([]byte, 100)\n}\n";
        var facts =
                new CodeFacts(
                        new MemorySources(
                                Map.of(
                                        "/src/shop/main.go",
                                        main,
                                        "/src/shop/render/render.go",
                                        render)));
        var found =
                facts.allocationAt(
                                List.of(
                                        new Place(
                                                "example.org/shop/render.Page",
                                                "/src/shop/render/render.go",
                                                4),
                                        new Place("main.main", "/src/shop/main.go", 8)))
                        .orElseThrow();
        assertThat(found.stored()).extracting(Store::container).contains("main.pages");
    }
}
