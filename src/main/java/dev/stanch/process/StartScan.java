package dev.stanch.process;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what {@code go} statements start. The compiler makes of one a call of {@code
 * runtime.newproc} with a function value, which is either a constant that holds the function's
 * address, or built just before with that address.
 */
final class StartScan {
    /** Addresses before the call that are looked at, the nearest first. */
    private static final int MOST_ADDRESSES = 16;

    private record Start(ProcessFrame at, List<Long> addresses) {}

    private final ElfFile elf;
    private final FunctionTable table;
    private final Entries entries;
    private final Names names;
    private final CallScan scan;
    private final ByteWindow window;

    StartScan(
            ElfFile elf,
            FunctionTable table,
            Entries entries,
            Names names,
            CallScan scan,
            ByteWindow window) {
        this.elf = elf;
        this.table = table;
        this.entries = entries;
        this.names = names;
        this.scan = scan;
        this.window = window;
    }

    /** In the order of the text, each once. */
    List<Started> starts(Collection<String> functions) {
        BitSet wanted = names.named(functions);
        List<Start> found = new ArrayList<>();
        for (int index : scan.hosts(wanted)) {
            addStarts(index, wanted, found);
        }
        Set<Long> addresses = new HashSet<>();
        found.forEach(start -> addresses.addAll(start.addresses()));
        Map<Long, Long> relocated = elf.relocations(addresses);
        Set<Started> starts = new LinkedHashSet<>();
        for (Start start : found) {
            int target = target(start.addresses(), relocated);
            if (target >= 0) {
                starts.add(new Started(start.at(), startedName(target)));
            }
        }
        return new ArrayList<>(starts);
    }

    private void addStarts(int index, BitSet wanted, List<Start> found) {
        try {
            FunctionBody body = table.body(index, window);
            List<Long> addresses = new ArrayList<>();
            for (Instructions.Reference reference : scan.references(body)) {
                if (!reference.call()) {
                    addresses.addFirst(reference.target());
                    continue;
                }
                int callee = entries.startingAt(reference.target());
                if (callee < 0 || !table.name(callee).equals("runtime.newproc")) {
                    continue;
                }
                List<FunctionBody.Place> places = body.places(reference.offset(), wanted);
                if (!places.isEmpty()) {
                    int most = Math.min(addresses.size(), MOST_ADDRESSES);
                    found.add(
                            new Start(
                                    scan.caller(body, places),
                                    List.copyOf(addresses.subList(0, most))));
                }
                addresses.clear();
            }
        } catch (IndexOutOfBoundsException e) {
            // The table is damaged here; what was found before stays.
        }
    }

    /** Index of the function; -1 when none of the addresses leads to one. */
    private int target(List<Long> addresses, Map<Long, Long> relocated) {
        for (long address : addresses) {
            int direct = entries.startingAt(address);
            if (direct >= 0) {
                return direct;
            }
            int constant = entries.startingAt(word(address, relocated));
            if (constant >= 0) {
                return constant;
            }
        }
        return -1;
    }

    private long word(long address, Map<Long, Long> relocated) {
        Long value = relocated.get(address);
        if (value != null) {
            return value;
        }
        try {
            long offset = elf.offsetOf(address);
            return offset < 0 ? 0 : elf.i64(offset);
        } catch (IndexOutOfBoundsException e) {
            return 0;
        }
    }

    private String startedName(int index) {
        String name = table.name(index);
        if (FunctionName.isWrapper(name)) {
            BitSet wrapper = new BitSet();
            wrapper.set(table.nameOffset(index));
            for (FunctionCall call : scan.calls(index, wrapper)) {
                if (!call.callee().startsWith("runtime.")) {
                    return call.callee();
                }
            }
        }
        return FunctionName.printed(name);
    }
}
