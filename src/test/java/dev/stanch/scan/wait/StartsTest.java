package dev.stanch.scan.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.Snippet;
import dev.stanch.scan.StartFacts;
import org.junit.jupiter.api.Test;

class StartsTest {
    private static final String POOL =
            """
            import "net/http"

            type pool struct {
                started, max int
                jobs         chan int
            }

            var limit = make(chan struct{}, 8)
            var p = &pool{max: 4}

            func (p *pool) run() {
                for range p.jobs {
                }
            }

            func main() {
                http.HandleFunc("/", handle)
                http.ListenAndServe("", nil)
            }

            """;

    private static StartFacts starts(String handler) {
        return Snippet.of(POOL + handler).starts();
    }

    @Test
    void aStartBehindALimitThatItRaisesIsGuarded() {
        StartFacts facts =
                starts(
                        """
                        func handle(w http.ResponseWriter, r *http.Request) {
                            if p.started < p.max {
                                p.started++
                                go p.run() // here
                            }
                        }
                        """);
        assertThat(facts.guarded()).isTrue();
        assertThat(facts.guard()).isEqualTo("if p.started < p.max");
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            if p.started >= p.max {
                                                return
                                            }
                                            p.started++
                                            go p.run() // here
                                        }
                                        """)
                                .guarded())
                .isTrue();
    }

    @Test
    void aComparisonOfWhatTheStartDoesNotRaiseGuardsNothing() {
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            if p.started < p.max {
                                                go p.run() // here
                                            }
                                        }
                                        """)
                                .guarded())
                .isFalse();
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            n := 0
                                            if n < p.max {
                                                n++
                                                go p.run() // here
                                            }
                                        }
                                        """)
                                .guarded())
                .isFalse();
    }

    @Test
    void aLoopThatCountsIsAGuardWhereTheRunGetsToItOnce() {
        StartFacts once =
                Snippet.of(
                                """
                                func main() {
                                    serve(4)
                                    select {}
                                }

                                func serve(n int) {
                                    for i := 0; i < n; i++ {
                                        go work() // here
                                    }
                                }

                                func work() {}
                                """)
                        .starts();
        assertThat(once.guard()).isEqualTo("for i := 0; i < n; i++");
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            for i := 0; i < 4; i++ {
                                                go p.run() // here
                                            }
                                        }
                                        """)
                                .guarded())
                .isFalse();
        assertThat(
                        Snippet.of(
                                        """
                                        func main() {
                                            for range make(chan int) {
                                                go work() // here
                                            }
                                        }

                                        func work() {}
                                        """)
                                .starts()
                                .guarded())
                .isFalse();
    }

    @Test
    void aPermitThatTheStartedFunctionGivesBackIsAGuard() {
        StartFacts facts =
                starts(
                        """
                        func handle(w http.ResponseWriter, r *http.Request) {
                            limit <- struct{}{}
                            go func() { // here
                                defer func() { <-limit }()
                                p.run()
                            }()
                        }
                        """);
        assertThat(facts.guard()).isEqualTo("limit <- struct{}{}");
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            select {
                                            case limit <- struct{}{}:
                                            default:
                                                return
                                            }
                                            go func() { // here
                                                defer func() { <-limit }()
                                                p.run()
                                            }()
                                        }
                                        """)
                                .guarded())
                .isTrue();
    }

    @Test
    void aMessageThatOthersTakeIsNoPermit() {
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            limit <- struct{}{}
                                            go p.run() // here
                                        }

                                        func drain() {
                                            <-limit
                                        }
                                        """)
                                .guarded())
                .isFalse();
        assertThat(
                        starts(
                                        """
                                        func handle(w http.ResponseWriter, r *http.Request) {
                                            slots := make(chan struct{}, 4)
                                            slots <- struct{}{}
                                            go func() { // here
                                                <-slots
                                                p.run()
                                            }()
                                        }
                                        """)
                                .guarded())
                .isFalse();
    }
}
