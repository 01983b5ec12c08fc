package dev.stanch.trace.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind an event type on the wire; the table in Go's internal/trace/tracev2/events.go.
 *
 * @param arguments names in their order; a suffix behind the underscore tells what it is. The first
 *     of a timed event is the time since the event before
 * @param isTimed whether it stands in a thread's batch of events
 */
public record EventSpec(int type, String name, List<String> arguments, boolean isTimed) {
    private static final String TABLE =
            """
            1 EventBatch gen m time size
            2 Stacks
            3 Stack id nframes
            4 Strings
            5 String id
            6 CPUSamples
            7 CPUSample time m p g stack
            8 Frequency freq
            9 ProcsChange dt procs_value stack
            10 ProcStart dt p p_seq
            11 ProcStop dt
            12 ProcSteal dt p p_seq m
            13 ProcStatus dt p pstatus
            14 GoCreate dt new_g new_stack stack
            15 GoCreateSyscall dt new_g
            16 GoStart dt g g_seq
            17 GoDestroy dt
            18 GoDestroySyscall dt
            19 GoStop dt reason_string stack
            20 GoBlock dt reason_string stack
            21 GoUnblock dt g g_seq stack
            22 GoSyscallBegin dt p_seq stack
            23 GoSyscallEnd dt
            24 GoSyscallEndBlocked dt
            25 GoStatus dt g m gstatus
            26 STWBegin dt kind_string stack
            27 STWEnd dt
            28 GCActive dt gc_seq
            29 GCBegin dt gc_seq stack
            30 GCEnd dt gc_seq
            31 GCSweepActive dt p
            32 GCSweepBegin dt stack
            33 GCSweepEnd dt swept_value reclaimed_value
            34 GCMarkAssistActive dt g
            35 GCMarkAssistBegin dt stack
            36 GCMarkAssistEnd dt
            37 HeapAlloc dt heapalloc_value
            38 HeapGoal dt heapgoal_value
            39 GoLabel dt label_string
            40 UserTaskBegin dt task parent_task name_string stack
            41 UserTaskEnd dt task stack
            42 UserRegionBegin dt task name_string stack
            43 UserRegionEnd dt task name_string stack
            44 UserLog dt task key_string value_string stack
            45 GoSwitch dt g g_seq
            46 GoSwitchDestroy dt g g_seq
            47 GoCreateBlocked dt new_g new_stack stack
            48 GoStatusStack dt g m gstatus stack
            49 ExperimentalBatch exp gen m time
            50 Sync
            51 ClockSnapshot dt mono sec nsec
            52 EndOfGeneration
            128 Span dt id npages_value kindclass
            129 SpanAlloc dt id npages_value kindclass
            130 SpanFree dt id
            131 HeapObject dt id type
            132 HeapObjectAlloc dt id type
            133 HeapObjectFree dt id
            134 GoroutineStack dt id order
            135 GoroutineStackAlloc dt id order
            136 GoroutineStackFree dt id
            """;

    private static final List<@Nullable EventSpec> SPECS = specs();

    public EventSpec {
        arguments = List.copyOf(arguments);
    }

    /** The event of this type; null where Go has none. */
    public static @Nullable EventSpec of(int type) {
        return type < SPECS.size() ? SPECS.get(type) : null;
    }

    /** All of them, in the order of their types. */
    public static List<EventSpec> all() {
        List<EventSpec> all = new ArrayList<>();
        for (EventSpec spec : SPECS) {
            if (spec != null) {
                all.add(spec);
            }
        }
        return all;
    }

    /** Position of the main stack among the arguments behind the time; -1 where there is none. */
    public int stackPosition() {
        return arguments.lastIndexOf("stack") - 1;
    }

    private static List<@Nullable EventSpec> specs() {
        List<@Nullable EventSpec> specs = new ArrayList<>();
        TABLE.lines()
                .forEach(line -> {
                    List<String> words = List.of(line.split(" ", -1));
                    int type = Integer.parseInt(words.get(0));
                    List<String> arguments = words.subList(2, words.size());
                    boolean timed = !arguments.isEmpty() && arguments.get(0).equals("dt");
                    while (specs.size() < type) {
                        specs.add(null);
                    }
                    specs.add(new EventSpec(type, words.get(1), arguments, timed));
                });
        return specs;
    }
}
