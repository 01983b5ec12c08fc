package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.Ev;

/** Garbage collections, stops of the world, assists and sweeps. */
final class RangeRules {
    private enum Collection {
        UNDETERMINED,
        NOT_RUNNING,
        RUNNING
    }

    private final Ordering order;
    private Collection collection = Collection.UNDETERMINED;
    private long sequence;

    RangeRules(Ordering order) {
        this.order = order;
    }

    boolean gcActive() throws FormatException {
        if (order.isFirstGeneration()) {
            if (collection != Collection.UNDETERMINED) {
                throw order.broken("is not the first event of the collector");
            }
            return moved(Collection.RUNNING);
        }
        if (isNotNext()) {
            return false;
        }
        if (collection != Collection.RUNNING) {
            throw order.broken("comes while no collection runs");
        }
        order.needGoroutine();
        return moved(Collection.RUNNING);
    }

    boolean gcBegin() throws FormatException {
        if (collection == Collection.UNDETERMINED) {
            return moved(Collection.RUNNING);
        }
        if (isNotNext()) {
            return false;
        }
        if (collection == Collection.RUNNING) {
            throw order.broken("comes while a collection runs");
        }
        order.needGoroutine();
        return moved(Collection.RUNNING);
    }

    boolean gcEnd() throws FormatException {
        if (isNotNext()) {
            return false;
        }
        if (collection != Collection.RUNNING) {
            throw order.broken("comes while no collection runs");
        }
        order.needGoroutine();
        return moved(Collection.NOT_RUNNING);
    }

    private boolean isNotNext() {
        return order.raw.a0 != sequence + 1;
    }

    private boolean moved(Collection now) {
        sequence = order.raw.a0;
        collection = now;
        return order.emitted();
    }

    boolean goBegin() throws FormatException {
        order.needGoroutine();
        boolean isStop = order.raw.type == Ev.STW_BEGIN;
        if (!order.current().begin(order.raw.type, isStop ? order.raw.a0 : 0)) {
            throw order.broken("begins what has begun already");
        }
        return order.emitted();
    }

    /** Of any goroutine, also one that does not run. */
    boolean goActive() throws FormatException {
        States.Go state = order.goroutines.get(order.raw.a0);
        if (state == null) {
            throw order.broken("is of goroutine " + order.raw.a0 + ", which does not exist");
        }
        active(state, Ev.GC_ASSIST_BEGIN);
        return order.emitted();
    }

    boolean goEnd() throws FormatException {
        order.needGoroutine();
        boolean isStop = order.raw.type == Ev.STW_END;
        long kind = order.current().end(isStop ? Ev.STW_BEGIN : Ev.GC_ASSIST_BEGIN);
        if (kind < 0) {
            throw order.broken("ends what did not begin");
        }
        TraceEvent event = order.emit();
        if (isStop) {
            event.a0 = kind;
        }
        return true;
    }

    boolean sweepBegin() throws FormatException {
        order.needThread();
        order.needProc();
        if (!order.currentProc().begin(Ev.GC_SWEEP_BEGIN, 0)) {
            throw order.broken("begins what has begun already");
        }
        return order.emitted();
    }

    boolean sweepActive() throws FormatException {
        States.Proc state = order.procs.get(order.raw.a0);
        if (state == null) {
            throw order.broken("is of processor " + order.raw.a0 + ", which does not exist");
        }
        active(state, Ev.GC_SWEEP_BEGIN);
        return order.emitted();
    }

    boolean sweepEnd() throws FormatException {
        order.needThread();
        order.needProc();
        if (order.currentProc().end(Ev.GC_SWEEP_BEGIN) < 0) {
            throw order.broken("ends what did not begin");
        }
        return order.emitted();
    }

    private void active(States.Ranges ranges, int begin) throws FormatException {
        boolean consistent =
                order.isFirstGeneration() ? ranges.begin(begin, 0) : ranges.has(begin, 0);
        if (!consistent) {
            throw order.broken("contradicts what was told before");
        }
    }
}
