package dev.stanch.scan.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.Snippet;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandedOverTest {
    @Test
    void theCallThatStartsALiteralIsTheUsersStart() {
        var snippet =
                Snippet.of(
                        """
                        import "golang.org/x/sync/errgroup"
                        import "net/http"

                        func main() {
                            var g errgroup.Group
                            g.Go(func() error { // group
                                <-forever // in group
                                return nil
                            })
                            later(func() { // own
                                <-forever // in own
                            })
                            now(func() {
                                <-forever // in now
                            })
                            http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { // handler
                                <-forever // in handler
                            })
                        }

                        var forever = make(chan int)

                        func later(f func()) {
                            go func() { f() }()
                        }

                        func now(f func()) {
                            f()
                        }
                        """);
        assertThat(snippet.closureStart("in group").line()).isEqualTo(snippet.line("group"));
        assertThat(snippet.closureStart("in own").line()).isEqualTo(snippet.line("own"));
        assertThat(snippet.facts().closureStart(Snippet.FILE, snippet.line("in now"))).isEmpty();
        assertThat(snippet.closureStart("in handler").line()).isEqualTo(snippet.line("handler"));
    }

    @Test
    void theCoroutineOfASequenceStartsWhereItIsPulled() {
        var snippet =
                Snippet.of(
                        """
                        import "iter"

                        func lines(path string) iter.Seq[string] {
                            return func(yield func(string) bool) {
                                yield(path) // in sequence
                            }
                        }

                        func first(path string) string {
                            next, _ := iter.Pull(lines(path)) // pull
                            line, _ := next()
                            return line
                        }
                        """);
        assertThat(snippet.closureStart("in sequence").line()).isEqualTo(snippet.line("pull"));
        assertThat(snippet.closureStart("in sequence").function()).isEqualTo("main.first");
    }

    @Test
    void aGroupsLimitGuardsWhatItStarts() {
        String code =
                """
                import "golang.org/x/sync/errgroup"

                func main() {
                    var g errgroup.Group
                    %s
                    for job := range jobs {
                        g.Go(func() error { // here
                            return run(job)
                        })
                    }
                }

                var jobs = make(chan int)

                func run(int) error { return nil }
                """;
        assertThat(Snippet.of(code.formatted("g.SetLimit(8)")).starts().guard())
                .isEqualTo("g.SetLimit(8)");
        assertThat(Snippet.of(code.formatted("g.SetLimit(-1)")).starts().guarded()).isFalse();
        assertThat(Snippet.of(code.formatted("")).starts().callee()).isEqualTo("func literal");
    }

    /** A program that hands work over in one statement of main, the line that says "start". */
    private static Snippet starts(String imports, String statement) {
        return Snippet.of(
                """
                import (%s)

                var forever = make(chan int)

                type worker struct {
                    task func()
                }

                func (w *worker) run() {
                    <-forever // in method
                }

                func fetch() {
                    <-forever // in function
                }

                func maker(n int) func() {
                    return func() {
                        <-forever // in made
                    }
                }

                func (w *worker) all(yield func(int) bool) {
                    yield(1) // in sequence
                }

                func main() {
                    w := &worker{}
                    local := func() {
                        <-forever // in local
                    }
                    w.task = func() {
                        func() {
                            <-forever // in nested
                        }()
                    }
                    %s // start
                }
                """
                        .formatted(imports, statement));
    }

    private static void started(String mark, String imports, String statement) {
        Snippet snippet = starts(imports, statement);
        assertThat(snippet.facts().closureStart(Snippet.FILE, snippet.line(mark)))
                .as(statement)
                .hasValueSatisfying(
                        line -> assertThat(line.line()).isEqualTo(snippet.line("start")));
    }

    @Test
    void methodValuesFunctionsAndFunctionsThatAreMadeAreStartedWhereTheyAreHandedOver() {
        String group = "\"golang.org/x/sync/errgroup\"";
        for (String[] shape :
                new String[][] {
                    {"in method", "w.run"},
                    {"in function", "fetch"},
                    {"in made", "maker(3)"},
                    {"in local", "local"},
                    {"in nested", "w.task"}
                }) {
            started(shape[0], group, "var g errgroup.Group; g.Go(" + shape[1] + ")");
            started(shape[0], "\"sync\"", "var wg sync.WaitGroup; wg.Go(" + shape[1] + ")");
            started(
                    shape[0],
                    "\"github.com/sourcegraph/conc/pool\"",
                    "p := pool.New().WithMaxGoroutines(9); p.Go(" + shape[1] + ")");
            started(
                    shape[0],
                    "\"github.com/panjf2000/ants/v2\"",
                    "p, _ := ants.NewPool(9); _ = p.Submit(" + shape[1] + ")");
            started(shape[0], "\"time\"", "t := time.AfterFunc(1, " + shape[1] + "); _ = t");
            started(
                    shape[0],
                    "\"github.com/robfig/cron/v3\"",
                    "c := cron.New(); c.AddFunc(\"@hourly\", " + shape[1] + ")");
        }
        started("in function", "\"iter\"", "next, _ := iter.Pull(fetch); _ = next");
        started("in sequence", "\"iter\"", "next, _ := iter.Pull(w.all); _ = next");
        started(
                "in function",
                "\"github.com/panjf2000/ants/v2\"",
                "p, _ := ants.NewPoolWithFunc(3, fetch); _ = p");
    }

    @Test
    void aFunctionThatIsOnlyCalledIsStartedByNobody() {
        for (String mark : List.of("in method", "in function", "in made", "in local")) {
            Snippet snippet =
                    starts("\"sync\"", "w.run(); fetch(); maker(1)(); local(); _ = sync.Mutex{}");
            assertThat(snippet.facts().closureStart(Snippet.FILE, snippet.line(mark)))
                    .as(mark)
                    .isEmpty();
        }
    }

    @Test
    void aPoolOfTheProgramStartsWhatItsWorkersCall() {
        var snippet =
                Snippet.of(
                        """
                        type pool struct{ tasks chan func() }

                        func (p *pool) work() {
                            for t := range p.tasks { t() }
                        }

                        func (p *pool) put(t func()) { p.tasks <- t }

                        func main() {
                            p := &pool{tasks: make(chan func(), 8)}
                            for i := 0; i < 3; i++ { go p.work() }
                            p.put(func() { // start
                                <-forever // in task
                            })
                        }

                        var forever = make(chan int)
                        """);
        assertThat(snippet.closureStart("in task").line()).isEqualTo(snippet.line("start"));
    }

    @Test
    void handlersStartWhereTheyAreRegistered() {
        for (String[] shape :
                new String[][] {
                    {"http.HandleFunc(\"/\", s.get)", "in method"},
                    {"mux.HandleFunc(\"/\", s.get)", "in method"},
                    {"http.Handle(\"/\", http.HandlerFunc(s.get))", "in method"},
                    {"mux.Handle(\"/\", logged(http.HandlerFunc(get)))", "in function"},
                    {"mux.Handle(\"/\", logged(http.HandlerFunc(get)))", "in middleware"},
                    {"mux.Handle(\"/\", s.page())", "in made"},
                    {"mux.Handle(\"/\", s)", "in object"},
                    {"_ = http.ListenAndServe(\":80\", s)", "in object"},
                    {"_ = &http.Server{Handler: s}", "in object"}
                }) {
            var snippet =
                    Snippet.of(
                            """
                            import "net/http"

                            type site struct{}

                            func (s *site) get(w http.ResponseWriter, r *http.Request) {
                                <-forever // in method
                            }

                            func get(w http.ResponseWriter, r *http.Request) {
                                <-forever // in function
                            }

                            func (s *site) page() http.Handler {
                                return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                                    <-forever // in made
                                })
                            }

                            func (s *site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
                                <-forever // in object
                            }

                            func logged(next http.Handler) http.Handler {
                                return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                                    <-forever // in middleware
                                })
                            }

                            func main() {
                                s := &site{}
                                mux := http.NewServeMux()
                                %s // start
                            }

                            var forever = make(chan int)
                            """
                                    .formatted(shape[0]));
            assertThat(snippet.facts().closureStart(Snippet.FILE, snippet.line(shape[1])))
                    .as(shape[0])
                    .hasValueSatisfying(
                            line -> assertThat(line.line()).isEqualTo(snippet.line("start")));
        }
    }
}
