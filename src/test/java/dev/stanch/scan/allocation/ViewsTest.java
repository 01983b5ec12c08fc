package dev.stanch.scan.allocation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.CodeFacts;
import dev.stanch.scan.MemorySources;
import dev.stanch.scan.Place;
import dev.stanch.scan.Snippet;
import dev.stanch.scan.Store;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ViewsTest {
    @Test
    void aFieldOfARecordKeepsTheWholeRecord() {
        String code =
                """
                import ("encoding/csv"; "io"; "strings")

                var seen = map[string]bool{}
                var all [][]string

                func load(in io.Reader) {
                    r := csv.NewReader(in)
                    for {
                        record, err := r.Read() // here
                        if err != nil {
                            return
                        }
                        %s
                    }
                }

                var _ = strings.Clone
                """;
        AllocationFacts kept = Snippet.of(code.formatted("seen[record[0]] = true")).allocates();
        assertThat(requireNonNull(kept.resliced()).how()).isEqualTo("csv.Reader.Read");
        assertThat(kept.stored()).extracting(Store::container).contains("main.seen");
        AllocationFacts cloned =
                Snippet.of(code.formatted("seen[strings.Clone(record[0])] = true")).allocates();
        assertThat(cloned.resliced()).isNull();
        assertThat(cloned.stored()).isEmpty();
        assertThat(Snippet.of(code.formatted("all = append(all, record)")).allocates().resliced())
                .isNull();
    }

    @Test
    void aMatchIsAViewOfTheText() {
        String code =
                """
                import ("os"; "regexp")

                var word = regexp.MustCompile("[a-z]+")
                var names = map[string][]byte{}

                func load(path string) {
                    data, _ := os.ReadFile(path) // here
                    %s
                }
                """;
        for (String keep :
                List.of(
                        "names[path] = word.Find(data)",
                        "names[path] = word.FindSubmatch(data)[1]",
                        "names[path] = word.FindAllSubmatch(data, -1)[0][1]")) {
            assertThat(
                            requireNonNull(Snippet.of(code.formatted(keep)).allocates().resliced())
                                    .how())
                    .as(keep)
                    .startsWith("regexp Find");
        }
        assertThat(
                        Snippet.of(
                                        code.formatted(
                                                "if word.FindIndex(data) != nil {"
                                                        + " names[path] = nil }"))
                                .allocates()
                                .stored())
                .isEmpty();
    }

    @Test
    void aPartOfAnUrlKeepsItsText() {
        AllocationFacts facts =
                Snippet.of(
                                """
                                import "net/url"

                                var hosts = map[string]bool{}

                                func visit(line []byte) {
                                    text := string(line) // here
                                    u, _ := url.Parse(text)
                                    hosts[u.Host] = true
                                }
                                """)
                        .allocates();
        assertThat(requireNonNull(facts.resliced()).how()).isEqualTo("url.Parse");
    }

    @Test
    void aPointerToOneElementKeepsTheListAndOneToEachDoesNot() {
        String code =
                """
                type item struct{ id int; data [100]byte }

                var kept = map[int]*item{}

                func load(n int) {
                    items := make([]item, n) // here
                    %s
                }
                """;
        AllocationFacts one = Snippet.of(code.formatted("kept[n] = &items[n/2]")).allocates();
        assertThat(requireNonNull(one.resliced()).how()).isEqualTo("pointer to an element");
        AllocationFacts some =
                Snippet.of(
                                code.formatted(
                                        "for i := range items { if items[i].id == n {"
                                                + " kept[n] = &items[i] } }"))
                        .allocates();
        assertThat(some.resliced()).isNotNull();
        AllocationFacts each =
                Snippet.of(code.formatted("for i := range items { kept[i] = &items[i] }"))
                        .allocates();
        assertThat(each.resliced()).isNull();
    }

    @Test
    void aPointerToAFieldKeepsTheObject() {
        String code =
                """
                type header struct{ id int }
                type packet struct { header header; body [4096]byte }

                var kept []*header
                var copies []header

                func receive() {
                    p := &packet{} // here
                    %s
                }
                """;
        assertThat(
                        requireNonNull(
                                        Snippet.of(code.formatted("kept = append(kept, &p.header)"))
                                                .allocates()
                                                .resliced())
                                .how())
                .isEqualTo("pointer to a field");
        assertThat(
                        Snippet.of(code.formatted("copies = append(copies, p.header)"))
                                .allocates()
                                .resliced())
                .isNull();
    }

    @Test
    void aStructWithPiecesOfATextKeepsTheText() {
        AllocationFacts facts =
                Snippet.of(
                                """
                                import "strings"

                                type user struct{ name, mail string }

                                var users = map[int]user{}

                                func parse(line string) user {
                                    name, mail, _ := strings.Cut(line, ",")
                                    return user{name: name, mail: mail}
                                }

                                func load(i int, raw []byte) {
                                    text := string(raw) // here
                                    u := parse(text)
                                    users[i] = u
                                }
                                """)
                        .allocates();
        assertThat(requireNonNull(facts.resliced()).how()).isEqualTo("strings.Cut");
        assertThat(facts.stored()).extracting(Store::container).contains("main.users");
    }

    @Test
    void aSliceWithACapacityIsAViewToo() {
        AllocationFacts facts =
                Snippet.of(
                                """
                                var kept [][]byte

                                func load(n int) {
                                    data := make([]byte, n) // here
                                    kept = append(kept, data[0:16:16])
                                }
                                """)
                        .allocates();
        assertThat(requireNonNull(facts.resliced()).how()).isEqualTo("slice expression");
    }

    private static final String BATCH =
            """
            package batch

            type Batch struct{ data []byte }

            func New(n int) *Batch {
                return &Batch{data: make([]byte, n)}
            }

            func (b *Batch) Head() []byte { return b.data[:16] }

            func (b *Batch) All() []byte { return b.data }
            """;

    private static final String MAIN =
            """
            package main

            import "example.org/app/batch"

            var kept [][]byte

            func load(n int) {
                b := batch.New(n) // make
                kept = append(kept, b.Head())
            }
            """;

    private static AllocationFacts kept(String method) {
        var main = new Snippet(MAIN.replace("Head", method));
        var facts =
                new CodeFacts(
                        new MemorySources(
                                Map.of(Snippet.FILE, main.text(), "/app/batch/batch.go", BATCH)));
        return facts.allocationAt(
                        List.of(
                                new Place("batch.New", "/app/batch/batch.go", 6),
                                new Place("main.load", Snippet.FILE, main.line("make"))))
                .orElseThrow();
    }

    @Test
    void aMethodOfAnotherPackageThatHandsOutAPartIsAView() {
        AllocationFacts head = kept("Head");
        assertThat(head.stored()).extracting(Store::container).contains("main.kept");
        assertThat(requireNonNull(head.resliced()).file()).isEqualTo("/app/batch/batch.go");
        AllocationFacts all = kept("All");
        assertThat(all.stored()).extracting(Store::container).contains("main.kept");
        assertThat(all.resliced()).isNull();
    }

    @Test
    void whatAnotherPackageCutsAndHandsBackIsAView() {
        var main =
                new Snippet(
                        """
                        package main

                        import "example.org/app/text"

                        var kept []string

                        func load(raw []byte) {
                            line := string(raw) // here
                            kept = append(kept, text.First(line))
                        }
                        """);
        String text =
                """
                package text

                func First(line string) string { return line[:10] }
                """;
        AllocationFacts facts =
                new CodeFacts(
                                new MemorySources(
                                        Map.of(
                                                Snippet.FILE,
                                                main.text(),
                                                "/app/text/text.go",
                                                text)))
                        .allocationAt(Snippet.FILE, main.line("here"), "")
                        .orElseThrow();
        assertThat(requireNonNull(facts.resliced()).line()).isEqualTo(3);
        assertThat(facts.stored()).extracting(Store::container).contains("main.kept");
    }

    private static final String VALUES =
            """
            type table struct {
                compute func(int) []byte
                results map[int][]byte
            }

            func (t *table) get(k int) []byte {
                v := t.compute(k) // call
                t.results[k] = v // store
                return v
            }

            func price(k int) []byte {
                return make([]byte, k) // here
            }

            func cost(k int) []byte {
                return make([]byte, k)
            }

            func main() {
                a := &table{compute: price, results: map[int][]byte{}}
                a.get(1)
                %s
            }
            """;

    @Test
    void theOnlyFunctionOfAFunctionFieldReturnsToItsCall() {
        var snippet = Snippet.of(VALUES.formatted(""));
        assertThat(snippet.allocates().stored())
                .anySatisfy(store -> {
                    assertThat(store.container()).isEqualTo("(*table).results");
                    assertThat(store.line()).isEqualTo(snippet.line("store"));
                });
    }

    @Test
    void whereAFunctionFieldMayBeSeveralTheStackTells() {
        var snippet = Snippet.of(VALUES.formatted("b := &table{compute: cost}; b.get(2)"));
        assertThat(snippet.allocates().stored()).isEmpty();
        AllocationFacts facts =
                snippet.facts()
                        .allocationAt(
                                List.of(
                                        new Place("main.price", Snippet.FILE, snippet.line("here")),
                                        new Place(
                                                "main.(*table).get",
                                                Snippet.FILE,
                                                snippet.line("call"))))
                        .orElseThrow();
        assertThat(facts.stored()).extracting(Store::container).contains("(*table).results");
    }
}
