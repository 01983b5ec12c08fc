package dev.stanch.scan.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.ArmKind;
import dev.stanch.scan.SelectArm;
import dev.stanch.scan.Snippet;
import dev.stanch.scan.WaitFacts;
import dev.stanch.scan.WaitForm;
import org.junit.jupiter.api.Test;

class TickerWaitsTest {
    @Test
    void aTickerLoopWithoutStopIsATimersChannelWithoutExit() {
        var snippet =
                Snippet.of(
                        """
                        import "time"

                        func poll() {
                            ticker := time.NewTicker(time.Second) // made
                            go func() {
                                for range ticker.C { // here
                                    work()
                                }
                            }()
                        }

                        func work() {}
                        """);
        WaitFacts facts = snippet.waits();
        assertThat(facts.form()).isEqualTo(WaitForm.RANGE);
        assertThat(facts.timerChannel()).isTrue();
        assertThat(facts.timerKind()).isEqualTo("time.NewTicker");
        assertThat(facts.timerLine()).isEqualTo(snippet.line("made"));
        assertThat(facts.timerStopped()).isFalse();
        assertThat(facts.loopHasExit()).isFalse();
    }

    @Test
    void aTickerInAFieldIsStoppedByAMethod() {
        var facts =
                Snippet.of(
                                """
                                import "time"

                                type Poller struct{ t *time.Ticker; done chan struct{} }

                                func New() *Poller {
                                    p := &Poller{t: time.NewTicker(time.Second), done: make(chan struct{})}
                                    go p.loop()
                                    return p
                                }

                                func (p *Poller) loop() {
                                    for {
                                        select { // here
                                        case <-p.t.C:
                                        case <-p.done:
                                            return
                                        }
                                    }
                                }

                                func (p *Poller) Stop() { p.t.Stop(); close(p.done) }
                                """)
                        .waits();
        assertThat(facts.form()).isEqualTo(WaitForm.SELECT);
        assertThat(facts.timerChannel()).isTrue();
        assertThat(facts.timerStopped()).isTrue();
        assertThat(facts.loopHasExit()).isTrue();
        assertThat(facts.exitDependsOn()).isEqualTo("p.done");
        assertThat(facts.arms())
                .extracting(SelectArm::kind)
                .containsExactly(ArmKind.TIMER, ArmKind.DONE);
        assertThat(facts.arms()).extracting(SelectArm::leaves).containsExactly(false, true);
    }

    @Test
    void aTickersChannelIsKnownThroughALocalAndTimeTick() {
        var facts =
                Snippet.of(
                                """
                                import "time"

                                func run() {
                                    c := time.Tick(time.Second)
                                    for {
                                        <-c // here
                                    }
                                }
                                """)
                        .waits();
        assertThat(facts.form()).isEqualTo(WaitForm.RECEIVE);
        assertThat(facts.timerChannel()).isTrue();
        assertThat(facts.timerKind()).isEqualTo("time.Tick");
        assertThat(facts.loopHasExit()).isFalse();
    }
}
