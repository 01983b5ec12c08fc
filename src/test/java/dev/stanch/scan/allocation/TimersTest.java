package dev.stanch.scan.allocation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.Snippet;
import dev.stanch.scan.TimerCall;
import org.junit.jupiter.api.Test;

class TimersTest {
    @Test
    void aTickerThatIsNotStoppedIsToldFromOneThatIs() {
        String code =
                """
                import "time"

                func watch() {
                    t := time.NewTicker(time.Second) // here
                    %s
                    for range t.C {
                        return
                    }
                }
                """;
        TimerCall leaked = requireNonNull(Snippet.of(code.formatted("")).allocates().timerCall());
        assertThat(leaked.call()).isEqualTo("time.NewTicker");
        assertThat(leaked.stopped()).isFalse();
        TimerCall stopped =
                requireNonNull(
                        Snippet.of(code.formatted("defer t.Stop()")).allocates().timerCall());
        assertThat(stopped.stopped()).isTrue();
    }

    @Test
    void aTimerFunctionThatArmsItselfAgainRearms() {
        var timer =
                Snippet.of(
                                """
                                import "time"

                                type job struct{ data []byte }

                                func (j *job) run() {
                                    time.AfterFunc(time.Second, j.run) // here
                                }
                                """)
                        .allocates()
                        .timerCall();
        assertThat(requireNonNull(timer).rearms()).isTrue();
        assertThat(timer.dropped()).isTrue();
    }

    @Test
    void aDroppedCancelFunctionIsNotStopped() {
        String code =
                """
                import "context"

                func f(parent context.Context) {
                    ctx, %s := context.WithCancel(parent) // here
                    _ = ctx
                    %s
                }
                """;
        assertThat(
                        requireNonNull(Snippet.of(code.formatted("_", "")).allocates().timerCall())
                                .stopped())
                .isFalse();
        assertThat(
                        requireNonNull(
                                        Snippet.of(code.formatted("cancel", "defer cancel()"))
                                                .allocates()
                                                .timerCall())
                                .stopped())
                .isTrue();
    }
}
