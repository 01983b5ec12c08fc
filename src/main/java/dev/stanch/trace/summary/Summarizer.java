package dev.stanch.trace.summary;

import dev.stanch.trace.order.ProcState;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.LongTable;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Takes a trace's events one by one and ends with its numbers. */
public final class Summarizer {
    private static final int MOST_NAMES = 10_000;

    private final int version;
    private long events;
    private long generations;
    private long samples;
    private long first;
    private long last;
    private long mark;
    private @Nullable Goroutines goroutines;

    private final LongTable<Long> runningProcs = new LongTable<>();
    private final LongTable<Boolean> seenProcs = new LongTable<>();
    private long busy;
    private long limit;

    private final Times marks = new Times();
    private final Times assists = new Times();
    private final TreeMap<String, Times> pauses = new TreeMap<>();
    private long markBegun = -1;
    private long heapFirst = -1;
    private long heapLast = -1;
    private long heapMost = -1;
    private long goalFirst = -1;
    private long goalLast = -1;

    private final LongTable<Long> tasksBegun = new LongTable<>();
    private final TreeMap<String, Times> tasks = new TreeMap<>();
    private final Regions regions = new Regions();

    /**
     * @param version of the trace's format
     */
    public Summarizer(int version) {
        this.version = version;
    }

    public void add(TraceEvent event) {
        long now = event.time();
        if (event.type() == Ev.GENERATION_MARK) {
            generations += event.generation() == null ? 0 : 1;
            mark = now;
            if (goroutines != null) {
                goroutines.mark(now);
            }
            return;
        }
        Goroutines all = goroutines;
        if (all == null) {
            first = now;
            all = new Goroutines(now);
            all.mark(mark);
            goroutines = all;
        }
        events++;
        last = now;
        if (event.isGoroutineChange()) {
            all.change(event);
            return;
        }
        if (event.isProcChange()) {
            proc(event, now);
            return;
        }
        switch (event.type()) {
            case Ev.CPU_SAMPLE -> samples++;
            case Ev.PROCS_CHANGE -> limit = event.argument(0);
            case Ev.HEAP_ALLOC -> {
                heapLast = event.argument(0);
                heapFirst = heapFirst < 0 ? heapLast : heapFirst;
                heapMost = Math.max(heapMost, heapLast);
            }
            case Ev.HEAP_GOAL -> {
                goalLast = event.argument(0);
                goalFirst = goalFirst < 0 ? goalLast : goalFirst;
            }
            case Ev.GC_BEGIN -> markBegun = now;
            case Ev.GC_ACTIVE -> markBegun = markBegun < 0 ? now : markBegun;
            case Ev.GC_END -> {
                marks.add(now - markBegun);
                markBegun = -1;
            }
            case Ev.TASK_BEGIN -> tasksBegun.put(event.argument(0), now);
            case Ev.TASK_END -> {
                Long begun = tasksBegun.get(event.argument(0));
                tasksBegun.remove(event.argument(0));
                if (begun != null
                        && (tasks.size() < MOST_NAMES || tasks.containsKey(event.taskName()))) {
                    tasks.computeIfAbsent(event.taskName(), _ -> new Times()).add(now - begun);
                }
            }
            case Ev.REGION_BEGIN -> regions.begin(event);
            case Ev.REGION_END -> regions.end(event);
            default -> ranges(event, all, now);
        }
    }

    private void proc(TraceEvent event, long now) {
        long id = event.subject();
        Long since = runningProcs.get(id);
        if (event.procAfter() == ProcState.RUNNING) {
            seenProcs.put(id, true);
            if (since == null) {
                runningProcs.put(id, now);
            }
        } else if (since != null) {
            busy += now - since;
            runningProcs.remove(id);
        }
        boolean stops = event.procAfter() == ProcState.IDLE && event.procBefore() != ProcState.IDLE;
        if (stops && goroutines != null) {
            goroutines.procStopped(id, now);
        }
    }

    private void ranges(TraceEvent event, Goroutines all, long now) {
        boolean isActive = event.type() == Ev.GC_ASSIST_ACTIVE;
        LiveGoroutine one = all.of(isActive ? event.argument(0) : event.goroutine());
        if (one == null) {
            return;
        }
        switch (event.type()) {
            case Ev.GC_ASSIST_BEGIN -> one.assistBegun = now;
            case Ev.GC_ASSIST_ACTIVE ->
                    one.assistBegun = one.assistBegun < 0 ? now : one.assistBegun;
            case Ev.GC_ASSIST_END -> {
                assists.add(now - one.assistBegun);
                one.assistBegun = -1;
            }
            case Ev.STW_BEGIN -> {
                one.stopBegun = now;
                one.stopKind = event.text(event.argument(0));
            }
            case Ev.STW_END -> {
                if (one.stopBegun >= 0) {
                    pauses.computeIfAbsent(one.stopKind, _ -> new Times()).add(now - one.stopBegun);
                }
                one.stopBegun = -1;
            }
            default -> {
                // Sweeps, labels, logs and experiments are not summed.
            }
        }
    }

    /** The numbers so far; call it once, at the end. */
    public Summary finished() {
        Goroutines all = goroutines == null ? new Goroutines(0) : goroutines;
        runningProcs.forEach((_, since) -> busy += last - since);
        return new Summary(
                version,
                events,
                generations,
                last - first,
                samples,
                all.finished(last),
                all.waits.finished(),
                all.scheduling,
                all.calls.finished(),
                new Summary.Collector(
                        marks, assists, heapFirst, heapLast, heapMost, goalFirst, goalLast),
                pauses,
                new Summary.Procs(limit, seenProcs.size(), busy),
                tasks,
                regions.finished());
    }
}
