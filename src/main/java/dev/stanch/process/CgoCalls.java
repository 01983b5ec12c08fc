package dev.stanch.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls of C and of mmap in a program's text: every call instruction with a fixed target
 * that is a stub's first instruction. A byte pattern that only looks like a call would have to hit
 * such an address by chance.
 */
final class CgoCalls {
    private static final Pattern LITERAL = Pattern.compile("\\.func\\d+$");

    private final ElfFile elf;
    private final FunctionTable table;

    CgoCalls(ElfFile elf, FunctionTable table) {
        this.elf = elf;
        this.table = table;
    }

    List<CgoCall> find() {
        Map<Long, String> targets = new HashMap<>();
        for (int i = 0; i < table.count(); i++) {
            String name = table.name(i);
            if (isStub(name) || isHelper(name)) {
                targets.put(table.entry(i), name);
            }
        }
        List<CgoCall> calls = new ArrayList<>();
        long start = elf.offsetOf(table.text());
        long size = table.end() - table.text();
        if (targets.isEmpty() || start < 0) {
            return calls;
        }
        boolean arm = elf.machine() == ElfFile.ARM64;
        int step = arm ? 4 : 1;
        int length = arm ? 4 : 5;
        for (long at = 0; at + length <= size; at += step) {
            long pc = table.text() + at;
            long target = arm ? armTarget(start + at, pc) : amdTarget(start + at, pc);
            String callee = target == 0 ? null : targets.get(target);
            CgoCall call = callee == null ? null : call(pc, callee);
            if (call != null) {
                calls.add(call);
            }
        }
        return calls;
    }

    /** {@code CALL rel32}. */
    private long amdTarget(long offset, long pc) {
        return elf.u8(offset) == 0xE8 ? pc + 5 + elf.i32(offset + 1) : 0;
    }

    /** {@code BL imm26}. */
    private long armTarget(long offset, long pc) {
        int instruction = elf.i32(offset);
        return (instruction & 0xFC00_0000) == 0x9400_0000 ? pc + ((instruction << 6) >> 4) : 0;
    }

    /** Null when the call is a stub's own business. */
    private @Nullable CgoCall call(long pc, String target) {
        List<ProcessFrame> frames = table.frames(pc).stream().map(ProcessFrame::of).toList();
        String callee = isStub(target) ? target : "";
        int caller = 0;
        while (caller < frames.size() && isStub(frames.get(caller).function())) {
            callee = frames.get(caller).function();
            caller++;
        }
        if (callee.isEmpty() || caller == frames.size()) {
            return null;
        }
        // cgo wraps a call whose arguments it checks into a function literal on the same line.
        while (caller + 1 < frames.size()
                && isLiteralIn(frames.get(caller), frames.get(caller + 1))) {
            caller++;
        }
        return new CgoCall(frames.get(caller), callee);
    }

    private static boolean isLiteralIn(ProcessFrame inner, ProcessFrame outer) {
        return LITERAL.matcher(inner.function()).find()
                && inner.file().equals(outer.file())
                && inner.line() == outer.line();
    }

    private static boolean isStub(String function) {
        return switch (function) {
            case "syscall.Mmap",
                    "syscall.mmap",
                    "syscall.(*mmapper).Mmap",
                    "golang.org/x/sys/unix.Mmap",
                    "golang.org/x/sys/unix.MmapPtr",
                    "golang.org/x/sys/unix.mmap",
                    "golang.org/x/sys/unix.(*mmapper).Mmap" ->
                    true;
            default -> function.contains("._Cfunc_");
        };
    }

    /** What a stub calls; it tells the stub's callers where the stub itself is inlined. */
    private static boolean isHelper(String function) {
        return switch (function) {
            case "runtime.cgocall", "runtime.gostring", "runtime.gostringn", "runtime.gobytes" ->
                    true;
            default -> function.endsWith("._cgo_cmalloc");
        };
    }
}
