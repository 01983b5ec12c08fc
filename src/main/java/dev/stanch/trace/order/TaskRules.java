package dev.stanch.trace.order;

import dev.stanch.io.FormatException;
import dev.stanch.trace.wire.LongTable;

/** Tasks and regions of the program's own: little can be wrong with them. */
final class TaskRules {
    private final Ordering order;
    private final LongTable<States.Task> tasks = new LongTable<>();

    TaskRules(Ordering order) {
        this.order = order;
    }

    boolean begin() throws FormatException {
        RawEvent raw = order.raw;
        if (tasks.get(raw.a0) != null) {
            throw order.broken("begins task " + raw.a0 + ", which has begun already");
        }
        String name = name(raw.a2);
        order.needGoroutine();
        TraceEvent event = order.emit();
        // The background task, 0, is no parent.
        event.a1 = raw.a1 == 0 ? -1 : raw.a1;
        event.taskName = name;
        tasks.put(raw.a0, new States.Task(name, event.a1));
        return true;
    }

    /** A task may end several times, and may have begun before the trace. */
    boolean end() throws FormatException {
        order.needGoroutine();
        States.Task task = tasks.get(order.raw.a0);
        tasks.remove(order.raw.a0);
        TraceEvent event = order.emit();
        event.a2 = task == null ? -1 : task.parent();
        event.taskName = task == null ? "" : task.name();
        return true;
    }

    boolean regionBegin() throws FormatException {
        order.needGoroutine();
        String name = name(order.raw.a1);
        order.current().regions.addLast(new States.Region(order.raw.a0, name));
        return order.emitted();
    }

    /** Regions that began before the trace are not known. */
    boolean regionEnd() throws FormatException {
        order.needGoroutine();
        States.Region ended = new States.Region(order.raw.a0, name(order.raw.a1));
        States.Region innermost = order.current().regions.pollLast();
        if (innermost != null && !innermost.equals(ended)) {
            throw order.broken(
                    "ends region " + ended.name() + ", but " + innermost.name() + " is innermost");
        }
        return order.emitted();
    }

    private String name(long id) throws FormatException {
        String name = order.generation.string(id);
        if (name == null) {
            throw order.broken("has a name, string " + id + ", that the trace lacks");
        }
        return name;
    }
}
