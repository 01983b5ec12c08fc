package dev.stanch.diagnosis.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.leak.Site;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackFramesTest {
    private static final Site PARK = new Site("runtime.gopark", "/go/src/runtime/proc.go", 1);
    private static final Site SLEEP = new Site("time.Sleep", "/go/src/time/sleep.go", 2);
    private static final Site POOL = new Site("github.com/x/pool.Wait", "/m/pkg/mod/x/p.go", 3);
    private static final Site WORK = new Site("main.work", "/app/main.go", 4);
    private static final Site MAIN = new Site("main.main", "/app/main.go", 5);
    private static final Site EXIT = new Site("runtime.goexit", "/go/src/runtime/asm.s", 6);

    private static StackFrames stack(Site... frames) {
        Owners owners = new Owners();
        List<Owner> whose = new ArrayList<>();
        for (Site frame : frames) {
            whose.add(owners.of(frame.function(), frame.file()));
        }
        return new StackFrames(List.of(frames), whose);
    }

    @Test
    void theSiteIsTheInnermostFrameOfTheUsersOwnCode() {
        StackFrames stack = stack(PARK, SLEEP, POOL, WORK, MAIN, EXIT);
        assertThat(stack.frames().get(stack.site())).isEqualTo(WORK);
        assertThat(stack.calledBySite()).isEqualTo("github.com/x/pool.Wait");
        assertThat(stack.userFrames(9)).containsExactly(POOL, WORK, MAIN);
        assertThat(stack.userFrames(1)).containsExactly(POOL);
    }

    @Test
    void withoutUserCodeADependencysFrameIsTheSiteThenTheStandardLibrarys() {
        StackFrames dependency = stack(PARK, SLEEP, POOL, EXIT);
        assertThat(dependency.frames().get(dependency.site())).isEqualTo(POOL);
        StackFrames standard = stack(PARK, SLEEP, EXIT);
        assertThat(standard.frames().get(standard.site())).isEqualTo(SLEEP);
        StackFrames runtime = stack(PARK, EXIT);
        assertThat(runtime.frames().get(runtime.site())).isEqualTo(PARK);
        assertThat(stack().site()).isEqualTo(-1);
    }

    @Test
    void theEntryIsTheFunctionThatTheGoroutineRuns() {
        assertThat(stack(PARK, SLEEP, WORK, EXIT).entry()).isEqualTo("main.work");
        assertThat(stack(PARK, SLEEP, WORK).entry()).isEqualTo("main.work");
        assertThat(stack().entry()).isEmpty();
    }

    @Test
    void theLeafIsTheInnermostOutsideOfTheRuntime() {
        assertThat(stack(PARK, SLEEP, WORK, EXIT).leaf()).isEqualTo("time.Sleep");
        assertThat(stack(PARK, SLEEP, WORK, EXIT).innermostPackage()).isEqualTo("time");
        assertThat(stack(PARK, EXIT).leaf()).isEqualTo("runtime.gopark");
        assertThat(stack(PARK, EXIT).innermostPackage()).isEmpty();
    }

    @Test
    void aSiteThatWaitsItselfCallsNothing() {
        assertThat(stack(WORK, EXIT).calledBySite()).isEmpty();
    }
}
