package dev.stanch.goroutine.group;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.goroutine.DumpSummary;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.GoroutineDumpReader;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.crash.FatalError;
import dev.stanch.goroutine.crash.Recursion;
import dev.stanch.goroutine.group.LockWaits.Step;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GroupingTest {
    private static final String PHILOSOPHERS =
            """
            goroutine 7 [sync.Mutex.Lock, 3 minutes]:
            internal/sync.(*Mutex).lockSlow(0xc000012040)
            \t/go/src/internal/sync/mutex.go:149 +0x15d
            internal/sync.(*Mutex).Lock(...)
            \t/go/src/internal/sync/mutex.go:70
            sync.(*Mutex).Lock(...)
            \t/go/src/sync/mutex.go:46
            main.eat(0xc000012038, 0xc000012040)
            \t/app/main.go:12 +0x45
            created by main.main in goroutine 1
            \t/app/main.go:20 +0x99

            goroutine 8 [sync.Mutex.Lock, 1 minutes]:
            internal/sync.(*Mutex).lockSlow(0xc000012038)
            \t/go/src/internal/sync/mutex.go:149 +0x15d
            internal/sync.(*Mutex).Lock(...)
            \t/go/src/internal/sync/mutex.go:70
            sync.(*Mutex).Lock(...)
            \t/go/src/sync/mutex.go:46
            main.eat(0xc000012040, 0xc000012038)
            \t/app/main.go:12 +0x45
            created by main.main in goroutine 1
            \t/app/main.go:21 +0x99
            """;

    private static DumpSummary read(String dump, Consumer<Goroutine> sink) throws Exception {
        return GoroutineDumpReader.read("x", new ByteArrayInputStream(dump.getBytes(UTF_8)), sink);
    }

    @Test
    void equalStacksAreOneGroupWhateverTheirArguments() throws Exception {
        StringBuilder dump = new StringBuilder();
        for (int id = 10; id < 15; id++) {
            dump.append("goroutine " + id + " [chan send, " + id + " minutes]:\n")
                    .append("main.send(0xc0000000" + id + ", 0x5, {0x1, 0x2?})\n")
                    .append("\t/app/a.go:7 +0x1\n")
                    .append("created by main.main in goroutine 1\n\t/app/a.go:3 +0x2\n\n");
        }
        Grouping grouping = new Grouping();
        read(dump.toString(), grouping::add);
        assertThat(grouping.bySize()).hasSize(1);
        Group group = grouping.bySize().getFirst();
        assertThat(group.count()).isEqualTo(5);
        assertThat(group.leastMinutes()).isEqualTo(10);
        assertThat(group.mostMinutes()).isEqualTo(14);
        assertThat(group.stack().getFirst().arguments()).isEqualTo("…, 0x5, {0x1, 0x2?}");
        assertThat(group.ids().stream()).containsExactly(10L, 11L, 12L, 13L, 14L);
    }

    @Test
    void anotherStateOrCreatorIsAnotherGroup() throws Exception {
        String one = "goroutine 5 [select]:\nmain.f()\n\t/a.go:1 +0x1\n\n";
        Grouping grouping = new Grouping();
        read(one + one.replace("select", "chan send").replace("5", "6"), grouping::add);
        assertThat(grouping.byNumber())
                .extracting(Group::state)
                .containsExactly("select", "chan send");
    }

    @Test
    void locksTakenInTwoOrdersAreACircle() throws Exception {
        LockWaits waits = new LockWaits();
        read(PHILOSOPHERS, waits::add);
        assertThat(waits.circles()).hasSize(1);
        assertThat(waits.circles().getFirst().steps())
                .extracting(Step::id, Step::address, Step::what)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(7L, 0xc000012040L, "sync.Mutex"),
                        org.assertj.core.groups.Tuple.tuple(8L, 0xc000012038L, "sync.Mutex"));
    }

    @Test
    void aQueueForOneLockIsNoCircle() throws Exception {
        LockWaits waits = new LockWaits();
        read(PHILOSOPHERS.replace("0xc000012038", "0xc000012040"), waits::add);
        assertThat(waits.circles()).isEmpty();
        assertThat(waits.queues(2)).hasSize(1);
        assertThat(waits.queues(2).getFirst().waiters()).isEqualTo(2);
    }

    @Test
    void survivorsAreToldById() throws Exception {
        Survival survival = new Survival();
        for (String dump :
                List.of(
                        "goroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n\ngoroutine 5 [select]:\nmain.f()\n\t/a.go:2 +0x1\n\n",
                        "goroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1\n\ngoroutine 9 [select]:\nmain.f()\n\t/a.go:2 +0x1\n\n")) {
            Grouping grouping = new Grouping();
            IdTable ids = new IdTable();
            read(dump, g -> ids.put(g.id(), grouping.add(g)));
            survival.add(ids, grouping.byNumber());
        }
        Survival.Difference difference = survival.difference(0, 1);
        assertThat(difference.survivors()).isEqualTo(1);
        assertThat(difference.came()).isEqualTo(1);
        assertThat(difference.went()).isEqualTo(1);
        assertThat(difference.now().get(1).same()).isZero();
        assertThat(survival.curves().get(0)).containsExactly(1L, 1L);
        assertThat(survival.oneProcess(0, 1)).isTrue();
    }

    @Test
    void anOverflowsRoundsAreCountedWithThoseLeftOut() throws Exception {
        StringBuilder dump =
                new StringBuilder(
                        "runtime: goroutine stack exceeds 1000000000-byte limit\nfatal error: stack overflow\n\ngoroutine 1 [running]:\n");
        for (int i = 0; i < 50; i++) {
            dump.append(
                    i % 2 == 0 ? "main.b(0x1)\n\t/a.go:4 +0x1\n" : "main.a(0x1)\n\t/a.go:8 +0x1\n");
        }
        dump.append("...9900 frames elided...\n");
        for (int i = 0; i < 50; i++) {
            dump.append(
                    i % 2 == 0 ? "main.b(0x1)\n\t/a.go:4 +0x1\n" : "main.a(0x1)\n\t/a.go:8 +0x1\n");
        }
        List<Goroutine> all = new ArrayList<>();
        DumpSummary summary = read(dump.toString(), all::add);
        Crash crash = Objects.requireNonNull(summary.crash());
        assertThat(crash.kind()).isEqualTo(FatalError.STACK_OVERFLOW);
        assertThat(crash.culprit()).isEqualTo(1);
        Recursion recursion =
                Recursion.of(all.getFirst().frames(), all.getFirst().elidedFrames()).orElseThrow();
        assertThat(recursion.times()).isEqualTo(5000);
        assertThat(recursion.cycle())
                .extracting(f -> f.function())
                .containsExactly("main.a", "main.b");
    }

    @Test
    void theLastPanicThatWasNotRecoveredIsTheCrash() throws Exception {
        DumpSummary summary =
                read(
                        "panic: first [recovered]\n\tpanic: send on closed channel\n\ngoroutine 18 [running]:\nmain.f()\n\t/a.go:2 +0x1\n",
                        _ -> {});
        Crash crash = Objects.requireNonNull(summary.crash());
        assertThat(crash.kind()).isEqualTo(FatalError.SEND_ON_CLOSED_CHANNEL);
        assertThat(crash.culprit()).isEqualTo(18);
    }

    @Test
    void librariesKeepGoroutinesByRight() {
        KnownGoroutines known = new KnownGoroutines();
        assertThat(
                        known.reason(
                                dev.stanch.goroutine.WaitKind.IO_WAIT,
                                List.of("net/http.(*persistConn).readLoop")))
                .isPresent();
        assertThat(
                        known.reason(
                                dev.stanch.goroutine.WaitKind.SELECT,
                                List.of("net/http.(*persistConn).readLoop")))
                .isEmpty();
    }
}
