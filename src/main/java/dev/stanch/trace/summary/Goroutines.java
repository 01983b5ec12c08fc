package dev.stanch.trace.summary;

import dev.stanch.trace.order.GoState;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.Frame;
import dev.stanch.trace.wire.LongTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who was created, ended, and waits where. */
final class Goroutines {
    private static final String UNNAMED = "(not told)";

    private final long start;
    private final Stacks stacks = new Stacks();
    private final Map<List<Object>, Kind> kinds = new HashMap<>();
    private final LongTable<LiveGoroutine> living = new LongTable<>();

    /** Goroutines in a system call by the processor that they still have. */
    private final LongTable<LiveGoroutine> calling = new LongTable<>();

    private long mark;
    final Times scheduling = new Times();
    final WaitSums waits = new WaitSums();
    final WaitSums calls = new WaitSums();

    Goroutines(long start) {
        this.start = start;
        this.mark = start;
    }

    @Nullable LiveGoroutine of(long id) {
        return living.get(id);
    }

    /** A generation begins, or the trace ends. */
    void mark(long time) {
        mark = time;
    }

    /** A processor stops: a system call that had it goes on without. */
    void procStopped(long proc, long now) {
        LiveGoroutine one = calling.get(proc);
        if (one != null) {
            one.lostProc = now;
            calling.remove(proc);
        }
    }

    void change(TraceEvent event) {
        long id = event.subject();
        LiveGoroutine one = living.get(id);
        long now = event.time();
        GoState after = event.goAfter();
        if (one == null) {
            born(event, id, now);
            return;
        }
        if (event.goBefore() == after) {
            // A new generation tells its state anew, sometimes with a stack that was not known.
            learn(event, one);
            return;
        }
        leave(one, now);
        if (after == GoState.NOT_EXIST) {
            one.kind.ended++;
            one.kind.lifeNanos += now - one.begun;
            one.kind.spent.add(one.spent);
            one.kind.alive.add(now, one.isBefore ? 0 : -1);
            living.remove(id);
            return;
        }
        one.state = after;
        one.since = now;
        if (after == GoState.SYSCALL) {
            called(one, event.proc());
        }
        if (after == GoState.WAITING || event.type() == Ev.GO_SYSCALL_BEGIN) {
            one.reason = event.reason();
            one.stack = stacks.of(event, event.stackId());
            name(one);
        }
    }

    private void called(LiveGoroutine one, long proc) {
        one.callProc = proc;
        one.lostProc = -1;
        if (proc >= 0) {
            calling.put(proc, one);
        }
    }

    /** One that was there before the trace is named by the first stack that shows it. */
    private void name(LiveGoroutine one) {
        if (one.kind.function.equals(UNNAMED) && !one.stack.isEmpty()) {
            one.kind.before--;
            one.kind = kind(one.stack.getLast().function(), null);
            one.kind.before++;
        }
    }

    private void born(TraceEvent event, long id, long now) {
        boolean isBefore = event.goBefore() != GoState.NOT_EXIST;
        Kind kind = isBefore ? unknown(event) : kind(event);
        LiveGoroutine one = new LiveGoroutine(kind, now, isBefore, event.goAfter());
        if (isBefore) {
            kind.before++;
            one.stack = told(event);
            boolean lost = event.proc() < 0;
            one.spent.add(one.state, "", mark, now, lost ? mark : -1);
        } else {
            kind.created++;
            kind.alive.add(now, 1);
        }
        if (one.state == GoState.SYSCALL) {
            called(one, event.proc());
        }
        living.put(id, one);
    }

    private List<Frame> told(TraceEvent event) {
        return event.type() == Ev.GO_STATUS_STACK ? stacks.of(event, event.stackId()) : List.of();
    }

    private void learn(TraceEvent event, LiveGoroutine one) {
        List<Frame> stack = told(event);
        if (!stack.isEmpty() && one.stack.isEmpty()) {
            one.stack = stack;
            name(one);
        }
    }

    private void leave(LiveGoroutine one, long now) {
        long nanos = now - one.since;
        one.spent.add(one.state, one.reason, one.since, now, one.lostProc);
        if (one.state == GoState.SYSCALL) {
            if (one.callProc >= 0 && one.lostProc < 0) {
                calling.remove(one.callProc);
            }
            one.lostProc = -1;
        }
        switch (one.state) {
            case RUNNABLE -> scheduling.add(nanos);
            case WAITING -> waits.add(one.reason, one.stack, nanos);
            case SYSCALL -> calls.add("", one.stack, nanos);
            case RUNNING, UNDETERMINED, NOT_EXIST -> {
                // Nobody waits.
            }
        }
    }

    private Kind kind(TraceEvent event) {
        boolean told = event.type() != Ev.GO_CREATE_SYSCALL;
        List<Frame> begin = told ? stacks.of(event, event.argument(1)) : List.of();
        List<Frame> creator = stacks.of(event, event.stackId());
        String function = begin.isEmpty() ? "(called from C)" : begin.getLast().function();
        return kind(function, creator.isEmpty() ? null : creator.getFirst());
    }

    private Kind unknown(TraceEvent event) {
        List<Frame> stack = told(event);
        return kind(stack.isEmpty() ? UNNAMED : stack.getLast().function(), null);
    }

    private Kind kind(String function, @Nullable Frame creator) {
        List<Object> key =
                creator == null
                        ? List.of(function)
                        : List.of(function, creator.function(), creator.file(), creator.line());
        return kinds.computeIfAbsent(key, _ -> new Kind(function, creator, start));
    }

    /** How it stands at the end. */
    List<CreationSite> finished(long end) {
        long length = end - start;
        living.forEach((_, one) -> {
            if (one.state == GoState.SYSCALL) {
                one.spent.cut(one.since, mark, one.lostProc);
            } else {
                one.spent.add(one.state, one.reason, one.since, mark, -1);
            }
            one.kind.spent.add(one.spent);
            boolean waits = one.state == GoState.WAITING || one.state == GoState.SYSCALL;
            Kind.Waiting waiting =
                    new Kind.Waiting(
                            one.state.word(),
                            waits ? one.reason : "",
                            waits ? one.stack : List.of());
            one.kind.living(one, waiting, end - one.begun, end - one.since, length / 4);
        });
        List<CreationSite> sites = new ArrayList<>();
        kinds.values().stream()
                .filter(kind -> kind.created + kind.before > 0)
                .forEach(kind -> sites.add(kind.finished(end, length)));
        sites.sort(
                Comparator.comparingLong(CreationSite::alive)
                        .thenComparingLong(CreationSite::created)
                        .reversed());
        return sites;
    }
}
