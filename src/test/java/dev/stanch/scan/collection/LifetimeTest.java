package dev.stanch.scan.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.Snippet;
import org.junit.jupiter.api.Test;

class LifetimeTest {
    private static final String STEP =
            """
            import "fmt"

            type step struct{ facts map[int][]byte }

            func (s *step) read(c int) {
                s.facts[c] = make([]byte, 1000)
            }

            func newStep() *step {
                return &step{facts: map[int][]byte{}}
            }

            func main() {
                for i := 0; ; i++ {
                    job()
                }
            }

            var last *step
            var all = make(chan *step, 10)

            """;

    private static CollectionFacts facts(String code) {
        return Snippet.of(STEP + code).collection("(*step).facts");
    }

    @Test
    void whatAJobMakesAndDropsIsLocalToTheJob() {
        CollectionFacts facts =
                facts(
                        """
                        func job() {
                            s := &step{facts: map[int][]byte{}}
                            for c := 0; c < 600; c++ {
                                s.read(c)
                            }
                            fmt.Println(len(s.facts))
                        }
                        """);
        assertThat(facts.local()).isTrue();
        assertThat(facts.owner()).isEqualTo("main.job");
    }

    @Test
    void aConstructorHandsItsObjectToTheCallerThatOwnsIt() {
        CollectionFacts facts =
                facts(
                        """
                        func job() {
                            s := newStep()
                            s.read(1)
                        }
                        """);
        assertThat(facts.local()).isTrue();
        assertThat(facts.owner()).isEqualTo("main.job");
    }

    @Test
    void whatOutlivesTheCallIsNotLocal() {
        for (String keeps :
                new String[] {
                    "last = s",
                    "all <- s",
                    "go s.read(1)",
                    "go func() { s.read(1) }()",
                    "keep(s)",
                    "defer register(func() { s.read(1) })"
                }) {
            CollectionFacts facts =
                    facts(
                            """
                            func job() {
                                s := newStep()
                                s.read(1)
                                %s
                            }

                            func keep(s *step) {
                                last = s
                            }

                            var hooks []func()

                            func register(f func()) {
                                hooks = append(hooks, f)
                            }
                            """
                                    .formatted(keeps));
            assertThat(facts.local()).as(keeps).isFalse();
            assertThat(facts.owner()).as(keeps).isEmpty();
        }
    }

    @Test
    void anObjectOfMainOrOfALastingLoopIsNotLocal() {
        assertThat(
                        facts(
                                        """
                                        func job() {
                                            s := newStep()
                                            for {
                                                s.read(1)
                                            }
                                        }
                                        """)
                                .local())
                .isFalse();
        assertThat(
                        Snippet.of(
                                        """
                                        type step struct{ facts map[int][]byte }

                                        func main() {
                                            s := &step{facts: map[int][]byte{}}
                                            for i := 0; i < 1000000; i++ {
                                                s.facts[i] = make([]byte, 10)
                                            }
                                        }
                                        """)
                                .collection("(*step).facts")
                                .local())
                .isFalse();
    }

    @Test
    void aPartOfALastingObjectLivesAsLongAsThat() {
        assertThat(
                        facts(
                                        """
                                        type server struct{ step step }

                                        var serving = &server{}

                                        func job() {
                                            serving.step.read(1)
                                        }
                                        """)
                                .local())
                .isFalse();
        assertThat(
                        facts(
                                        """
                                        type request struct{ step *step }

                                        func job() {
                                            r := request{step: newStep()}
                                            r.step.read(1)
                                        }
                                        """)
                                .local())
                .isTrue();
    }

    @Test
    void aPlainLocalOfARequestIsLocalAndOneOfMainIsNot() {
        String code =
                """
                import "net/http"

                func main() {
                    total := map[int]string{}
                    http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
                        seen := map[string]int{}
                        seen[r.URL.Path] = 1
                        total[len(total)] = "x"
                    })
                    http.ListenAndServe("", nil)
                }
                """;
        assertThat(Snippet.of(code).collection("seen").local()).isTrue();
        assertThat(Snippet.of(code).collection("total").local()).isFalse();
    }
}
