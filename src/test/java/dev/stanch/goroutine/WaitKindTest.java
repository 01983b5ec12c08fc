package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables {@code waits-go*.txt} were recorded from one program that blocks in every way: its
 * function, the state in the dump, and the leaf of the same goroutine's stack in the profile.
 */
class WaitKindTest {

    @ParameterizedTest
    @ValueSource(strings = {"1.18", "1.22", "1.24", "1.26"})
    void theStackOfAProfileTellsWhatTheDumpTells(String release) throws IOException {
        List<String> rows =
                new String(Fixtures.bytes("waits-go" + release + ".txt"), UTF_8).lines().toList();
        assertThat(rows).hasSizeGreaterThanOrEqualTo(33);
        for (String row : rows) {
            String[] columns = row.split("\t", -1);
            WaitKind ofStack = WaitKind.ofStack(List.of(columns[2].split(";")));
            assertThat(ofStack).as(row).isEqualTo(expected(columns[0], columns[1]));
        }
    }

    /** The dump's kind, except where the profile knows less or, for old releases, more. */
    private static WaitKind expected(String function, String state) {
        WaitKind ofState = WaitKind.ofState(state);
        return switch (ofState) {
            case NIL_CHAN_SEND -> WaitKind.CHAN_SEND;
            case NIL_CHAN_RECEIVE -> WaitKind.CHAN_RECEIVE;
            case SEMACQUIRE ->
                    switch (function) {
                        case "main.waitGroup" -> WaitKind.WAIT_GROUP;
                        case "main.rlock" -> WaitKind.RWMUTEX_RLOCK;
                        case "main.wlockReaders" -> WaitKind.RWMUTEX_LOCK;
                        default -> WaitKind.MUTEX_LOCK;
                    };
            default -> ofState;
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chan send (durable)|CHAN_SEND",
                "chan receive (nil chan) (leaked)|NIL_CHAN_RECEIVE",
                "chan receive (scan)|CHAN_RECEIVE",
                "select (no cases)|SELECT_NO_CASES",
                "sync.WaitGroup.Wait (durable)|WAIT_GROUP",
                "preempted|RUNNING",
                "cleanup wait|FINALIZER",
                "GC worker (idle)|RUNTIME",
                "GC weak to strong wait|RUNTIME",
                "timer goroutine (idle)|RUNTIME",
                "synctest.Run|OTHER",
                "unknown wait reason|OTHER",
                "|OTHER",
            })
    void theStateTellsTheKind(String state, WaitKind kind) {
        assertThat(WaitKind.ofState(state == null ? "" : state)).isEqualTo(kind);
    }

    @Test
    void everyKindWithAWaitReasonIsFoundByItsGoName() {
        for (WaitKind kind : WaitKind.values()) {
            if (kind != WaitKind.RUNTIME) {
                assertThat(WaitKind.ofState(kind.goName())).isEqualTo(kind);
            }
        }
    }

    @Test
    void onlyNilChannelsAndSelectsWithoutCasesAreCertainLeaks() {
        assertThat(WaitKind.values())
                .filteredOn(WaitKind::certainLeak)
                .containsExactly(
                        WaitKind.NIL_CHAN_SEND,
                        WaitKind.NIL_CHAN_RECEIVE,
                        WaitKind.SELECT_NO_CASES);
        assertThat(WaitKind.values())
                .filteredOn(WaitKind::benign)
                .containsExactly(WaitKind.FINALIZER, WaitKind.RUNTIME);
    }

    @Test
    void aFinalizerThatBlocksIsNotTheIdleFinalizerGoroutine() {
        assertThat(
                        WaitKind.ofStack(
                                List.of(
                                        "runtime.gopark",
                                        "runtime.runFinalizers",
                                        "runtime.goexit")))
                .isEqualTo(WaitKind.FINALIZER);
        assertThat(
                        WaitKind.ofStack(
                                List.of(
                                        "runtime.gopark",
                                        "runtime.chanrecv",
                                        "runtime.chanrecv1",
                                        "main.(*file).finalize",
                                        "runtime.runFinalizers")))
                .isEqualTo(WaitKind.CHAN_RECEIVE);
    }

    @Test
    void aStackWithoutParkedFramesRuns() {
        assertThat(WaitKind.ofStack(List.of("main.spin", "main.main"))).isEqualTo(WaitKind.RUNNING);
        assertThat(WaitKind.ofStack(List.of("runtime.mallocgc", "runtime.makeslice", "main.grow")))
                .isEqualTo(WaitKind.RUNNING);
        assertThat(WaitKind.ofStack(List.of("runtime.cgocall", "main._Cfunc_sleep", "main.nap")))
                .isEqualTo(WaitKind.SYSCALL);
        assertThat(WaitKind.ofStack(List.of())).isEqualTo(WaitKind.OTHER);
    }
}
