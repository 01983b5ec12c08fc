package dev.stanch.process;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what functions call, in the machine code of every function that holds their code: their
 * own, and for those that exist only inlined that of the functions around. A call is an instruction
 * whose fixed target is the first instruction of a function, or a record in a function's tree of
 * inlined calls.
 */
final class CallScan {
    private static final int MOST_FUNCTIONS = 10_000;
    private static final long MOST_TEXT = 64 << 20;
    private static final int NONE = -1;

    private final ElfFile elf;
    private final FunctionTable table;
    private final Entries entries;
    private final Names names;
    private final ByteWindow window;

    CallScan(ElfFile elf, FunctionTable table, Entries entries, Names names, ByteWindow window) {
        this.elf = elf;
        this.table = table;
        this.entries = entries;
        this.names = names;
        this.window = window;
    }

    /** In the order of the text, each once. */
    List<FunctionCall> calls(Collection<String> functions) {
        BitSet wanted = names.named(functions);
        Set<FunctionCall> calls = new LinkedHashSet<>();
        for (int index : hosts(wanted)) {
            calls.addAll(calls(index, wanted));
        }
        return new ArrayList<>(calls);
    }

    /** Functions whose machine code has code of a wanted one, in the order of the text. */
    List<Integer> hosts(BitSet wanted) {
        BitSet onlyInlined = (BitSet) wanted.clone();
        for (int i = 0; i < table.count(); i++) {
            onlyInlined.clear(Math.max(table.nameOffset(i), 0));
        }
        List<Integer> hosts = new ArrayList<>();
        long text = 0;
        for (int i = 0; i < table.count() && hosts.size() < MOST_FUNCTIONS; i++) {
            if (wanted.get(Math.max(table.nameOffset(i), 0)) || hasInlined(i, onlyInlined)) {
                text += table.size(i);
                if (text > MOST_TEXT) {
                    break;
                }
                hosts.add(i);
            }
        }
        return hosts;
    }

    private boolean hasInlined(int index, BitSet wanted) {
        if (wanted.isEmpty()) {
            return false;
        }
        try {
            long tree = table.inlineTree(index);
            Steps inlined = tree < 0 ? new Steps() : table.inlined(index, window);
            int seen = -1;
            for (int step = 0; step < inlined.size(); step++) {
                // The record of an outer call comes first, and may have no code of its own.
                for (int call = seen + 1; call <= inlined.value(step); call++) {
                    if (wanted.get(Math.max(table.inlinedName(tree, call), 0))) {
                        return true;
                    }
                    seen = call;
                }
            }
            return false;
        } catch (IndexOutOfBoundsException e) {
            return false;
        }
    }

    /** A call instruction, or the first instruction of an inlined call, which has no callee. */
    private record Event(int offset, int callee) {}

    List<FunctionCall> calls(int index, BitSet wanted) {
        List<FunctionCall> calls = new ArrayList<>();
        try {
            FunctionBody body = table.body(index, window);
            for (Event event : events(body)) {
                List<FunctionBody.Place> places = body.places(event.offset(), wanted);
                if (event.callee() != NONE && !places.isEmpty()) {
                    add(body, places, event.callee(), calls);
                } else {
                    for (int i = places.size() - 1; i > 0; i--) {
                        int callee = places.get(i - 1).name();
                        add(body, places.subList(i, places.size()), callee, calls);
                    }
                }
            }
        } catch (IndexOutOfBoundsException e) {
            // The table is damaged here; what was found before stays.
        }
        return calls;
    }

    private List<Event> events(FunctionBody body) {
        List<Event> events = new ArrayList<>();
        Steps inlined = body.inlined();
        BitSet seen = new BitSet();
        for (int step = 0; step < inlined.size(); step++) {
            int call = inlined.value(step);
            if (call >= 0 && !seen.get(call)) {
                seen.set(call);
                events.add(new Event(inlined.start(step), NONE));
            }
        }
        for (Instructions.Reference reference : references(body)) {
            int callee = reference.call() ? entries.startingAt(reference.target()) : -1;
            if (callee >= 0) {
                events.add(new Event(reference.offset(), table.nameOffset(callee)));
            }
        }
        events.sort(Comparator.comparingInt(Event::offset));
        return events;
    }

    List<Instructions.Reference> references(FunctionBody body) {
        long offset = elf.offsetOf(body.entry());
        byte[] code = new byte[body.size()];
        int size = offset < 0 || body.size() == 0 ? 0 : elf.copy(offset, code);
        return Instructions.references(elf.machine(), code, size, body.entry());
    }

    private void add(
            FunctionBody body,
            List<FunctionBody.Place> callers,
            int callee,
            List<FunctionCall> calls) {
        String name = names.printed(callee);
        if (!names.isWrapper(callee) && !name.startsWith("runtime.morestack")) {
            calls.add(new FunctionCall(caller(body, callers), name));
        }
    }

    /** The innermost of the given places that is not in the standard library, or the innermost. */
    ProcessFrame caller(FunctionBody body, List<FunctionBody.Place> places) {
        FunctionBody.Place caller = places.getFirst();
        for (FunctionBody.Place place : places) {
            if (!names.isStandard(place.name())) {
                caller = place;
                break;
            }
        }
        return new ProcessFrame(
                names.printed(caller.name()),
                names.path(body.pathNumber(caller.offset())),
                body.line(caller.offset()));
    }
}
