package dev.stanch.diagnosis.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.diagnosis.rule.Scene.Allocated;
import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.profile.ProfileBuilder.Frame;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class HeapRulesTest {
    private static final int SECONDS = 20;
    private static final int SIZE = 65536;

    /** Profiles every two seconds; nothing that was allocated is freed. */
    private static Scene kept(Scene scene, int size, IntUnaryOperator objects, Frame... stack) {
        for (int second = 0; second <= SECONDS; second += 2) {
            long held = objects.applyAsInt(second);
            scene.heap(second, new Allocated(List.of(stack), held, held, size));
        }
        return scene;
    }

    private static int tenEachSecond(int second) {
        return 20 + 10 * second;
    }

    private static Finding ofPut(Scene scene) {
        return kept(scene, SIZE, HeapRulesTest::tenEachSecond, scene.frame("main.put", "memory"))
                .finding();
    }

    private static Scene cache(String afterPut) {
        return Scene.of(
                """
                var cache = map[string][]byte{}

                func put(key string) {
                    value := make([]byte, 65536) // memory
                    cache[key] = value // store
                %s
                }

                func main() {
                    put("a")
                }
                """
                        .formatted(afterPut));
    }

    @Test
    void aMapThatNothingIsRemovedFromIsAGrowingCollection() {
        Scene scene = cache("");
        Finding finding = ofPut(scene);
        assertThat(finding.cause()).isEqualTo(Cause.GROWING_COLLECTION);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.site()).isEqualTo(scene.site("main.put", "memory"));
        assertThat(finding.origin()).isEqualTo(scene.site("main.put", "store"));
        assertThat(finding.holder()).isEqualTo("main.cache");
        assertThat(finding.count()).isEqualTo(220);
        assertThat(finding.bytes()).isEqualTo(220L * SIZE);
        assertThat(finding.bytesPerSecond()).isEqualTo(10.0 * SIZE);
        assertThat(finding.why())
                .isEqualTo("main.cache keeps it: entries are added and never removed.");
    }

    @Test
    void aMapWithABoundMayBeFillingUp() {
        Finding finding =
                ofPut(
                        cache(
                                "if len(cache) > 1000 { for k := range cache { delete(cache, k); break } }"));
        assertThat(finding.cause()).isEqualTo(Cause.GROWING_COLLECTION);
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
        assertThat(finding.evidence()).anyMatch(e -> e.text().contains("bounded or emptied"));
    }

    @Test
    void withoutSourceGrowthOfTwentySecondsIsOnlySuspect() {
        Finding finding = ofPut(Scene.withoutSource("func put() {} // memory\n"));
        assertThat(finding.cause()).isEqualTo(Cause.GROWING_COLLECTION);
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
        assertThat(finding.why()).contains("Source or a heap image would tell");
    }

    @Test
    void withoutSourceGrowthOfAMinuteIsLikely() {
        Scene scene = Scene.withoutSource("func put() {} // memory\n");
        for (int second = 0; second <= 60; second += 5) {
            long held = tenEachSecond(second);
            scene.heap(
                    second,
                    new Allocated(List.of(scene.frame("main.put", "memory")), held, held, SIZE));
        }
        assertThat(scene.finding().confidence()).isEqualTo(Confidence.LIKELY);
    }

    @Test
    void aLineThatFreesMostOfWhatItAllocatesIsSuspect() {
        Scene scene = cache("");
        for (int second = 0; second <= SECONDS; second += 2) {
            long held = tenEachSecond(second);
            scene.heap(
                    second,
                    new Allocated(
                            List.of(scene.frame("main.put", "memory")), held, 10 * held, SIZE));
        }
        assertThat(scene.finding().confidence()).isEqualTo(Confidence.SUSPECT);
    }

    @Test
    void aCacheThatHasReachedItsSizeIsNothing() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        assertThat(kept(scene, SIZE, second -> Math.min(100, 20 * second), line).judge().findings())
                .isEmpty();
    }

    @Test
    void aSawtoothIsNothing() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        assertThat(kept(scene, SIZE, second -> 40 + 100 * (second % 6), line).judge().findings())
                .isEmpty();
    }

    @Test
    void threeSampledAllocationsAreAnAccident() {
        Scene scene = cache("");
        // One allocation of 64 KiB in 8.5 is sampled: 27 of them stand for three samples.
        Frame line = scene.frame("main.put", "memory");
        assertThat(kept(scene, SIZE, second -> 27 * second / 20, line).judge().findings())
                .isEmpty();
    }

    @Test
    void whatTheWholeHeapDoesNotGainIsTheLuckOfSampling() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        for (int second = 0; second <= SECONDS; second++) {
            // A collection each second, after each of which nearly the same is alive.
            scene.metrics(second, "go_gc_heap_live_bytes " + (32_000_000L + second % 3 * 1000L));
        }
        assertThat(kept(scene, SIZE, HeapRulesTest::tenEachSecond, line).judge().findings())
                .isEmpty();
    }

    /** Few samples come in few steps; that the whole rises steadily tells what they mean. */
    @Test
    void aLineOfFewSamplesGrowsWithTheWhole() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        for (int second = 0; second <= SECONDS; second++) {
            scene.metrics(second, "go_gc_heap_live_bytes " + (20_000_000L + second * 300_000L));
        }
        Finding finding = kept(scene, SIZE, HeapRulesTest::inTwoSteps, line).finding();
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.bytesPerSecond()).isEqualTo(60.0 * SIZE / SECONDS);
    }

    @Test
    void withoutTheWholeTheSameTwoStepsAreNothing() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        assertThat(kept(scene, SIZE, HeapRulesTest::inTwoSteps, line).judge().findings()).isEmpty();
    }

    private static int inTwoSteps(int second) {
        return second < 8 ? 20 : second < 14 ? 70 : 80;
    }

    /** The number changes with a collection only: without any it contradicts nobody. */
    @Test
    void betweenTwoCollectionsTheWholeTellsNothing() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        for (int second = 0; second <= SECONDS; second++) {
            scene.metrics(
                    second, "go_gc_heap_live_bytes " + (second < 9 ? 20_000_000L : 21_000_000L));
        }
        assertThat(kept(scene, SIZE, HeapRulesTest::tenEachSecond, line).finding().site())
                .isEqualTo(scene.site("main.put", "memory"));
    }

    /** While an array is enlarged its copy is alive too, which is not to be taken for a loss. */
    @Test
    void aMomentWithTwoCopiesDoesNotContradictGrowth() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        for (int second = 0; second <= SECONDS; second++) {
            long copy = second == 6 || second == 7 ? 12_000_000L : 0;
            scene.metrics(
                    second, "go_gc_heap_live_bytes " + (5_000_000L + second * 600_000L + copy));
        }
        assertThat(kept(scene, SIZE, HeapRulesTest::tenEachSecond, line).finding().confidence())
                .isEqualTo(Confidence.LIKELY);
    }

    private static Scene appended() {
        return Scene.of(
                """
                type entry struct{ at, size int64 }

                var journal []entry

                func put(e entry) {
                    journal = append(journal, e) // memory
                }
                """);
    }

    @Test
    void aSliceThatDoublesIsToldThoughItComesInSteps() {
        Scene scene = appended();
        int[] megabytes = {1, 1, 2, 2, 4, 4, 4, 8, 8, 8, 16};
        for (int i = 0; i < megabytes.length; i++) {
            long freed = 2L * megabytes[i] - 1;
            scene.heap(
                    2 * i,
                    new Allocated(
                            List.of(scene.frame("main.put", "memory")),
                            1,
                            (freed + megabytes[i] - 1) / megabytes[i],
                            megabytes[i] << 20));
        }
        Finding finding = scene.finding();
        assertThat(finding.cause()).isEqualTo(Cause.GROWING_COLLECTION);
        assertThat(finding.holder()).isEqualTo("main.journal");
        assertThat(finding.site()).isEqualTo(scene.site("main.put", "memory"));
    }

    @Test
    void aTableThatIsLoadedAtOnceIsNothing() {
        Scene scene = cache("");
        Frame line = scene.frame("main.put", "memory");
        assertThat(kept(scene, SIZE, second -> second < 9 ? 10 : 400, line).judge().findings())
                .isEmpty();
    }

    private static Scene resliced(String kept) {
        return Scene.of(
                """
                import "bytes"

                var headers [][]byte
                var _ = bytes.Clone

                func put() {
                    page := make([]byte, 65536) // memory
                    headers = append(headers, %s) // store
                }
                """
                        .formatted(kept));
    }

    @Test
    void aPartThatIsKeptKeepsTheArray() {
        Scene scene = resliced("page[:16]");
        Finding finding = ofPut(scene);
        assertThat(finding.cause()).isEqualTo(Cause.RETAINED_ARRAY);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.origin()).isEqualTo(scene.site("main.put", "store"));
        assertThat(finding.holder()).isEqualTo("main.headers");
        assertThat(finding.why()).contains("64.0 KiB each");
    }

    @Test
    void theWholeThatIsKeptIsACollection() {
        assertThat(ofPut(resliced("page")).cause()).isEqualTo(Cause.GROWING_COLLECTION);
    }

    private static final String NODES =
            """
            import "runtime"

            type node struct {
                peer *node
                data [65536]byte
            }

            func put() {
                a := &node{} // memory
                b := &node{}
                a.peer = b
                b.peer = a
                %s
            }

            func main() {
                put()
                runtime.GC()
            }
            """;

    @Test
    void aCycleWithAFinalizerIsNeverFreed() {
        Scene scene =
                Scene.of(NODES.formatted("runtime.SetFinalizer(a, func(n *node) {}) // finalizer"));
        Finding finding = ofPut(scene);
        assertThat(finding.cause()).isEqualTo(Cause.REFERENCE_CYCLE);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.origin()).isEqualTo(scene.site("main.put", "finalizer"));
        assertThat(finding.why()).contains("have a finalizer");
    }

    @Test
    void aFinalizerOfWhatIsInACollectionIsNotTheCause() {
        Scene scene =
                Scene.of(
                        """
                        import "runtime"

                        type page struct{ data [65536]byte }

                        var pages = map[string]*page{}

                        func put(name string) {
                            p := &page{} // memory
                            runtime.SetFinalizer(p, func(*page) {})
                            pages[name] = p // store
                        }
                        """);
        Finding finding = ofPut(scene);
        assertThat(finding.cause()).isEqualTo(Cause.GROWING_COLLECTION);
        assertThat(finding.holder()).isEqualTo("main.pages");
    }

    @Test
    void withoutSourceAFinalizerInTheExecutableIsASuspicion() {
        String code = NODES.formatted("runtime.SetFinalizer(a, nil) // finalizer");
        Scene text = Scene.of(code);
        var call = new Calls.Call(text.site("main.put", "finalizer"), "runtime.SetFinalizer");
        Finding finding = ofPut(Scene.withoutSource(code, call));
        assertThat(finding.cause()).isEqualTo(Cause.REFERENCE_CYCLE);
        assertThat(finding.confidence()).isEqualTo(Confidence.SUSPECT);
        assertThat(finding.origin()).isEqualTo(text.site("main.put", "finalizer"));
    }

    private static Scene timers(String rest) {
        return Scene.of(
                """
                import "time"

                type lease struct{ data [65536]byte }

                func put() {
                    l := &lease{} // memory
                    t := time.AfterFunc(time.Hour, func() { l.end() }) // timer
                    %s
                }

                func (l *lease) end() {}
                """
                        .formatted(rest));
    }

    @Test
    void whatATimersFunctionRefersToIsKeptByTheTimer() {
        Scene scene = timers("_ = t");
        Finding finding = ofPut(scene);
        assertThat(finding.cause()).isEqualTo(Cause.UNSTOPPED_TIMER);
        assertThat(finding.confidence()).isEqualTo(Confidence.LIKELY);
        assertThat(finding.holder()).isEqualTo("time.AfterFunc");
        assertThat(finding.origin()).isEqualTo(scene.site("main.put", "timer"));
    }

    @Test
    void contextsThatNobodyCancelsAreTimers() {
        Scene scene =
                Scene.of(
                        """
                        import (
                            "context"
                            "time"
                        )

                        var parent = context.Background()

                        func put() context.Context {
                            ctx, _ := context.WithTimeout(parent, time.Hour) // memory
                            return ctx
                        }
                        """);
        Frame inner = Scene.standard("context.WithDeadlineCause", "context/context.go");
        Finding finding =
                kept(
                                scene,
                                SIZE,
                                HeapRulesTest::tenEachSecond,
                                inner,
                                Scene.standard("context.WithTimeout", "context/context.go"),
                                scene.frame("main.put", "memory"))
                        .finding();
        assertThat(finding.cause()).isEqualTo(Cause.UNSTOPPED_TIMER);
        assertThat(finding.site()).isEqualTo(scene.site("main.put", "memory"));
        assertThat(finding.fix().summary()).contains("cancel");
    }

    @Test
    void oneCallPathThatAllocatesTwiceIsOneFinding() {
        Scene scene =
                Scene.of(
                        """
                        type user struct{ picture []byte }

                        var users = map[string]*user{}

                        func put(name string) {
                            users[name] = load() // store
                        }

                        func load() *user {
                            u := &user{} // small
                            u.picture = make([]byte, 65536) // memory
                            return u
                        }
                        """);
        for (int second = 0; second <= SECONDS; second += 2) {
            long held = tenEachSecond(second);
            Frame store = scene.frame("main.put", "store");
            scene.heap(
                    second,
                    new Allocated(
                            List.of(scene.frame("main.load", "memory"), store), held, held, SIZE),
                    new Allocated(
                            List.of(scene.frame("main.load", "small"), store), held, held, 32768));
        }
        Finding finding = scene.finding();
        assertThat(finding.site()).isEqualTo(scene.site("main.load", "memory"));
        assertThat(finding.holder()).isEqualTo("main.users");
        assertThat(finding.bytes()).isEqualTo(220L * (SIZE + 32768));
    }
}
