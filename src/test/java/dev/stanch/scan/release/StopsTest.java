package dev.stanch.scan.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.Snippet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopsTest {
    private static boolean stopped(String start, String exit, String more) {
        return Snippet.of(
                        """
                        import ("context"; "time")

                        func poll(ctx context.Context, done chan struct{}) {
                            t := time.NewTicker(time.Second)
                            defer t.Stop()
                            for {
                                select {
                                case <-t.C: // here
                                %s
                                }
                            }
                        }

                        func main() {
                            done := make(chan struct{})
                            ctx, cancel := context.WithCancel(context.Background())
                            go %s
                            %s
                            defer cancel()
                            select {}
                        }
                        """
                                .formatted(exit, start, more))
                .waits()
                .timerStopped();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poll(ctx, nil)||",
                "poll(ctx, done)|case <-done: return|",
                "poll(context.Background(), done)|case <-ctx.Done(): return|",
                "poll(context.TODO(), done)|case <-ctx.Done(): return|"
            })
    void aDeferredStopBehindALoopThatNothingEndsNeverRuns(String code) {
        String[] parts = code.split("\\|", -1);
        assertThat(stopped(parts[0], parts[1], parts[2])).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "poll(ctx, done)|case <-done: return|close(done)",
                "poll(ctx, done)|case <-done: return|done <- struct{}{}",
                "poll(ctx, done)|case <-ctx.Done(): return|",
                "poll(ctx, done)|default: if ctx.Err() != nil { return }|"
            })
    void aStopThatSomethingLeadsToRuns(String code) {
        String[] parts = code.split("\\|", -1);
        assertThat(stopped(parts[0], parts[1], parts[2])).isTrue();
    }
}
