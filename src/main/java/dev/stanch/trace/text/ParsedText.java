package dev.stanch.trace.text;

import dev.stanch.io.Quoted;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.wire.Ev;
import dev.stanch.trace.wire.EventSpec;
import dev.stanch.trace.wire.Frame;
import dev.stanch.trace.wire.Generation;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** An event as {@code go tool trace -d=parsed} prints it: Event.String in internal/trace. */
public final class ParsedText {
    private final ZoneId zone;

    /**
     * @param zone in which the time of day is printed
     */
    public ParsedText(ZoneId zone) {
        this.zone = zone;
    }

    /** Appends the event and its line end. */
    public void append(TraceEvent event, StringBuilder out) {
        out.append("M=").append(event.thread());
        out.append(" P=").append(event.proc());
        out.append(" G=").append(event.goroutine());
        out.append(' ').append(kind(event)).append(" Time=").append(event.time());
        details(event, out);
        List<Frame> stack = event.stack();
        if (event.stackId() != 0) {
            out.append("\nStack=\n");
            stack(stack, out);
        }
        out.append('\n');
    }

    private void details(TraceEvent event, StringBuilder out) {
        if (event.isGoroutineChange() || event.isProcChange()) {
            transition(event, out);
            return;
        }
        switch (event.type()) {
            case Ev.GENERATION_MARK -> mark(event, out);
            case Ev.PROCS_CHANGE -> metric(event, "/sched/gomaxprocs:threads", out);
            case Ev.HEAP_ALLOC -> metric(event, "/memory/classes/heap/objects:bytes", out);
            case Ev.HEAP_GOAL -> metric(event, "/gc/heap/goal:bytes", out);
            case Ev.GO_LABEL -> {
                out.append(" Label=").append(Quoted.of(event.text(event.argument(0))));
                out.append(" Resource=Goroutine(").append(event.goroutine()).append(')');
            }
            case Ev.TASK_BEGIN -> task(event, event.argument(1), out);
            case Ev.TASK_END -> task(event, event.argument(2), out);
            case Ev.REGION_BEGIN, Ev.REGION_END -> {
                out.append(" Task=").append(Long.toUnsignedString(event.argument(0)));
                out.append(" Type=").append(Quoted.of(event.text(event.argument(1))));
            }
            case Ev.LOG -> {
                out.append(" Task=").append(Long.toUnsignedString(event.argument(0)));
                out.append(" Category=").append(Quoted.of(event.text(event.argument(1))));
                out.append(" Message=").append(Quoted.of(event.text(event.argument(2))));
            }
            case Ev.CPU_SAMPLE -> {
                // Only a stack.
            }
            default -> {
                if (event.type() >= Ev.SPAN) {
                    experimental(event, out);
                } else {
                    range(event, out);
                }
            }
        }
    }

    static String kind(TraceEvent event) {
        if (event.isGoroutineChange() || event.isProcChange()) {
            return "StateTransition";
        }
        return switch (event.type()) {
            case Ev.GENERATION_MARK -> "Sync";
            case Ev.PROCS_CHANGE, Ev.HEAP_ALLOC, Ev.HEAP_GOAL -> "Metric";
            case Ev.GO_LABEL -> "Label";
            case Ev.CPU_SAMPLE -> "StackSample";
            case Ev.STW_BEGIN, Ev.GC_BEGIN, Ev.GC_SWEEP_BEGIN, Ev.GC_ASSIST_BEGIN -> "RangeBegin";
            case Ev.GC_ACTIVE, Ev.GC_SWEEP_ACTIVE, Ev.GC_ASSIST_ACTIVE -> "RangeActive";
            case Ev.STW_END, Ev.GC_END, Ev.GC_SWEEP_END, Ev.GC_ASSIST_END -> "RangeEnd";
            case Ev.TASK_BEGIN -> "TaskBegin";
            case Ev.TASK_END -> "TaskEnd";
            case Ev.REGION_BEGIN -> "RegionBegin";
            case Ev.REGION_END -> "RegionEnd";
            case Ev.LOG -> "Log";
            default -> "Experimental";
        };
    }

    private static void transition(TraceEvent event, StringBuilder out) {
        boolean isGoroutine = event.isGoroutineChange();
        out.append(isGoroutine ? " GoID=" : " ProcID=").append(event.subject()).append(' ');
        out.append(isGoroutine ? event.goBefore().word() : event.procBefore().word());
        out.append("->");
        out.append(isGoroutine ? event.goAfter().word() : event.procAfter().word());
        out.append(" Reason=").append(Quoted.of(event.reason()));
        long stack =
                switch (event.type()) {
                    case Ev.GO_CREATE, Ev.GO_CREATE_BLOCKED -> event.argument(1);
                    case Ev.GO_STOP, Ev.GO_BLOCK, Ev.GO_SYSCALL_BEGIN, Ev.GO_STATUS_STACK ->
                            event.stackId();
                    default -> 0;
                };
        boolean always = event.type() == Ev.GO_CREATE || event.type() == Ev.GO_CREATE_BLOCKED;
        if (stack != 0 || always) {
            out.append("\nTransitionStack=\n");
            stack(event.stack(stack), out);
        }
    }

    private static void range(TraceEvent event, StringBuilder out) {
        int type = event.type();
        String name;
        String scope;
        if (type == Ev.STW_BEGIN || type == Ev.STW_END) {
            name = "stop-the-world (" + event.text(event.argument(0)) + ")";
            scope = "Goroutine(" + event.goroutine() + ")";
        } else if (type <= Ev.GC_END) {
            name = "GC concurrent mark phase";
            scope = "None";
        } else if (type <= Ev.GC_SWEEP_END) {
            name = "GC incremental sweep";
            boolean told = type == Ev.GC_SWEEP_ACTIVE;
            scope = "Proc(" + (told ? event.argument(0) : event.proc()) + ")";
        } else {
            name = "GC mark assist";
            boolean told = type == Ev.GC_ASSIST_ACTIVE;
            scope = "Goroutine(" + (told ? event.argument(0) : event.goroutine()) + ")";
        }
        out.append(" Name=").append(Quoted.of(name)).append(" Scope=").append(scope);
        if (kind(event).equals("RangeEnd")) {
            out.append(" Attributes=[");
            if (type == Ev.GC_SWEEP_END) {
                out.append("\"bytes swept\"=").append(value(event.argument(0)));
                out.append(" \"bytes reclaimed\"=").append(value(event.argument(1)));
            }
            out.append(']');
        }
    }

    private static void metric(TraceEvent event, String name, StringBuilder out) {
        out.append(" Name=").append(Quoted.of(name));
        out.append(" Value=").append(value(event.argument(0)));
    }

    private static void task(TraceEvent event, long parent, StringBuilder out) {
        out.append(" ID=").append(Long.toUnsignedString(event.argument(0)));
        out.append(" Parent=").append(Long.toUnsignedString(parent));
        out.append(" Type=").append(Quoted.of(event.taskName()));
    }

    private static void experimental(TraceEvent event, StringBuilder out) {
        EventSpec spec = EventSpec.of(event.type());
        if (spec == null) {
            return;
        }
        out.append(" Name=").append(spec.name()).append(" Args=[");
        for (int i = 1; i < spec.arguments().size(); i++) {
            out.append(i == 1 ? "" : ", ").append(spec.arguments().get(i)).append('=');
            out.append(value(event.argument(i - 1)));
        }
        out.append(']');
    }

    private void mark(TraceEvent event, StringBuilder out) {
        out.append(" N=").append(event.argument(0));
        Generation generation = event.generation();
        if (generation != null && generation.hasClock()) {
            out.append(" Trace=").append(generation.clockTime());
            out.append(" Mono=").append(Long.toUnsignedString(generation.clockMono()));
            out.append(" Wall=").append(wall(generation.wallSeconds(), generation.wallNanos()));
        }
    }

    /** RFC 3339 with the digits of the second that are not zero at the end. */
    private String wall(long seconds, long nanos) {
        var at = Instant.ofEpochSecond(seconds, nanos).atZone(zone);
        String second =
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT).format(at);
        String part = String.format(Locale.ROOT, "%09d", at.getNano()).replaceFirst("0+$", "");
        String offset = DateTimeFormatter.ofPattern("XXX", Locale.ROOT).format(at);
        return second + (part.isEmpty() ? "" : "." + part) + offset;
    }

    private static String value(long number) {
        return "Value{Uint64(" + Long.toUnsignedString(number) + ")}";
    }

    private static void stack(List<Frame> frames, StringBuilder out) {
        for (Frame frame : frames) {
            out.append('\t').append(frame.function()).append(" @ 0x");
            out.append(Long.toHexString(frame.pc())).append("\n\t\t");
            out.append(frame.file()).append(':').append(Long.toUnsignedString(frame.line()));
            out.append('\n');
        }
    }
}
