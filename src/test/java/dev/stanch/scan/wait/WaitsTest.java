package dev.stanch.scan.wait;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.ChannelFacts;
import dev.stanch.scan.CodeLine;
import dev.stanch.scan.SelectArm;
import dev.stanch.scan.Snippet;
import dev.stanch.scan.WaitFacts;
import dev.stanch.scan.WaitForm;
import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void aSendOnAnUnbufferedLocalChannelKnowsItsMakeAndItsReceivers() {
        var snippet =
                Snippet.of(
                        """
                        import "time"

                        func fetch() string { return "" }

                        func query() (string, bool) {
                            result := make(chan string) // made
                            go func() {
                                result <- fetch() // here
                            }()
                            select {
                            case r := <-result: // received
                                return r, true
                            case <-time.After(time.Second):
                                return "", false
                            }
                        }
                        """);
        WaitFacts facts = snippet.waits();
        assertThat(facts.form()).isEqualTo(WaitForm.SEND);
        assertThat(facts.channel()).isEqualTo("result");
        assertThat(facts.inLoop()).isFalse();
        assertThat(facts.function()).isEqualTo("main.query.func1");
        ChannelFacts channel = requireNonNull(facts.channelFacts());
        assertThat(channel.madeLine()).isEqualTo(snippet.line("made"));
        assertThat(channel.capacity()).isEqualTo("0");
        assertThat(channel.closed()).isFalse();
        assertThat(channel.receives())
                .extracting(CodeLine::line)
                .containsExactly(snippet.line("received"));
    }

    @Test
    void aBufferOfOneIsSeenAsCapacity() {
        var snippet =
                Snippet.of(
                        """
                        func query() {
                            result := make(chan string, 1)
                            go func() { result <- "x" }() // here
                            <-result
                        }
                        """);
        assertThat(requireNonNull(snippet.waits().channelFacts()).capacity()).isEqualTo("1");
    }

    @Test
    void aRangeOverAChannelThatNobodyClosesHasNoExit() {
        var facts =
                Snippet.of(
                                """
                                func process(int) {}

                                func run() {
                                    ch := make(chan int)
                                    go func() {
                                        for v := range ch { // here
                                            process(v)
                                        }
                                    }()
                                    ch <- 1
                                }
                                """)
                        .waits();
        assertThat(facts.form()).isEqualTo(WaitForm.RANGE);
        assertThat(facts.inLoop()).isTrue();
        assertThat(facts.loopHasExit()).isFalse();
        assertThat(requireNonNull(facts.channelFacts()).closed()).isFalse();
    }

    @Test
    void aCloseInAnotherFunctionThroughAFieldIsFound() {
        var snippet =
                Snippet.of(
                        """
                        type Hub struct {
                            events chan int
                        }

                        func NewHub() *Hub {
                            return &Hub{events: make(chan int, 8)}
                        }

                        func (h *Hub) run() {
                            for e := range h.events { // here
                                _ = e
                            }
                        }

                        func (h *Hub) Close() { close(h.events) } // closed
                        """);
        WaitFacts facts = snippet.waits();
        assertThat(facts.loopHasExit()).isTrue();
        assertThat(facts.exitDependsOn()).isEqualTo("close(h.events)");
        ChannelFacts channel = requireNonNull(facts.channelFacts());
        assertThat(channel.name()).isEqualTo("(*Hub).events");
        assertThat(channel.capacity()).isEqualTo("8");
        assertThat(channel.closes())
                .extracting(CodeLine::line)
                .containsExactly(snippet.line("closed"));
    }

    @Test
    void aChannelIsFollowedThroughAParameter() {
        var snippet =
                Snippet.of(
                        """
                        func worker(jobs <-chan int) {
                            for j := range jobs { // here
                                _ = j
                            }
                        }

                        func main() {
                            queue := make(chan int) // made
                            go worker(queue)
                            queue <- 1
                            close(queue)
                        }
                        """);
        WaitFacts facts = snippet.waits();
        assertThat(requireNonNull(facts.channelFacts()).closed()).isTrue();
        assertThat(requireNonNull(facts.channelFacts()).madeLine()).isEqualTo(snippet.line("made"));
    }

    @Test
    void aBreakInASelectDoesNotEndTheLoop() {
        var facts =
                Snippet.of(
                                """
                                func run(jobs chan int, quit chan struct{}) {
                                    for {
                                        select { // here
                                        case <-jobs:
                                        case <-quit:
                                            break
                                        }
                                    }
                                }
                                """)
                        .waits();
        assertThat(facts.loopHasExit()).isFalse();
        assertThat(facts.arms()).extracting(SelectArm::leaves).containsExactly(false, false);
    }

    @Test
    void aLabeledBreakEndsTheLoop() {
        var facts =
                Snippet.of(
                                """
                                func run(jobs chan int, quit chan struct{}) {
                                loop:
                                    for {
                                        select { // here
                                        case <-jobs:
                                        case <-quit:
                                            break loop
                                        }
                                    }
                                }
                                """)
                        .waits();
        assertThat(facts.loopHasExit()).isTrue();
        assertThat(facts.exitDependsOn()).isEqualTo("quit");
    }

    @Test
    void aSleepingLoopWithoutWayOutIsSeenAndOneWithAConditionToo() {
        var endless =
                Snippet.of(
                                """
                                import "time"

                                func poll() {
                                    for {
                                        check()
                                        time.Sleep(time.Millisecond) // here
                                    }
                                }

                                func check() bool { return true }
                                """)
                        .waits();
        assertThat(endless.form()).isEqualTo(WaitForm.SLEEP);
        assertThat(endless.inLoop()).isTrue();
        assertThat(endless.loopHasExit()).isFalse();
        var ending =
                Snippet.of(
                                """
                                import "time"

                                func poll() {
                                    for !check() {
                                        time.Sleep(time.Millisecond) // here
                                    }
                                }

                                func check() bool { return true }
                                """)
                        .waits();
        assertThat(ending.loopHasExit()).isTrue();
        assertThat(ending.exitDependsOn()).isEqualTo("!check()");
    }

    @Test
    void locksGroupsAndConditionsAreToldApart() {
        assertThat(form("mu.Lock() // here")).isEqualTo(WaitForm.LOCK);
        assertThat(form("mu.RLock() // here")).isEqualTo(WaitForm.RLOCK);
        assertThat(form("wg.Wait() // here")).isEqualTo(WaitForm.WAIT_GROUP);
        assertThat(form("cond.Wait() // here")).isEqualTo(WaitForm.COND);
        assertThat(form("ping() // here")).isEqualTo(WaitForm.CALL);
    }

    private static WaitForm form(String statement) {
        return Snippet.of(
                        """
                        import "sync"

                        var mu sync.RWMutex
                        var wg sync.WaitGroup
                        var cond = sync.NewCond(&mu)

                        func ping() {}

                        func f() {
                            %s
                        }
                        """
                                .formatted(statement))
                .waits()
                .form();
    }

    @Test
    void aReadWithoutDeadlineDiffersFromOneWithIt() {
        String code =
                """
                import ("net"; "time")

                func serve(conn net.Conn) {
                    buf := make([]byte, 10)
                    %s
                    conn.Read(buf) // here
                }

                var _ = time.Second
                """;
        WaitFacts without = Snippet.of(code.formatted("")).waits();
        assertThat(without.form()).isEqualTo(WaitForm.IO_CALL);
        assertThat(without.channel()).isEqualTo("conn");
        assertThat(without.ioDeadline()).isFalse();
        WaitFacts with =
                Snippet.of(code.formatted("conn.SetReadDeadline(time.Now().Add(time.Second))"))
                        .waits();
        assertThat(with.ioDeadline()).isTrue();
    }

    @Test
    void aClientWithTimeoutHasADeadline() {
        String code =
                """
                import ("net/http"; "time")

                var client = &http.Client{%s}
                var _ = time.Second

                func get(r *http.Request) {
                    client.Do(r) // here
                }
                """;
        assertThat(Snippet.of(code.formatted("")).waits().ioDeadline()).isFalse();
        assertThat(Snippet.of(code.formatted("Timeout: time.Second")).waits().ioDeadline())
                .isTrue();
    }

    @Test
    void aBusyLoopIsALoop() {
        var facts =
                Snippet.of(
                                """
                                var n int

                                func spin() {
                                    for {
                                        n++ // here
                                    }
                                }
                                """)
                        .waits();
        assertThat(facts.form()).isEqualTo(WaitForm.LOOP);
        assertThat(facts.loopHasExit()).isFalse();
    }

    @Test
    void aStartTellsCalleeLoopHandlerAndStopSignal() {
        var bare =
                Snippet.of(
                                """
                                import "net/http"

                                func handle(w http.ResponseWriter, r *http.Request) {
                                    go background() // here
                                }

                                func background() { select {} }
                                """)
                        .starts();
        assertThat(bare.callee()).isEqualTo("main.background");
        assertThat(bare.inHandler()).isTrue();
        assertThat(bare.inLoop()).isFalse();
        assertThat(bare.passesDone()).isFalse();
        var stoppable =
                Snippet.of(
                                """
                                import ("context"; "sync")

                                func start(ctx context.Context) {
                                    var wg sync.WaitGroup
                                    for i := 0; i < 3; i++ {
                                        wg.Add(1)
                                        go func() { // here
                                            defer wg.Done()
                                            <-ctx.Done()
                                        }()
                                    }
                                }
                                """)
                        .starts();
        assertThat(stoppable.callee()).isEqualTo("func literal");
        assertThat(stoppable.inLoop()).isTrue();
        assertThat(stoppable.passesDone()).isTrue();
        assertThat(stoppable.waitGroup()).isTrue();
    }
}
