package dev.stanch.process;

import java.util.ArrayList;
import java.util.List;

/** Finds in machine code the direct calls, and the addresses that it makes. */
final class Instructions {
    /**
     * An instruction with a fixed address.
     *
     * @param offset from the first byte of the code
     * @param call whether it calls what is there
     */
    record Reference(int offset, long target, boolean call) {}

    private Instructions() {}

    /**
     * In the order of the code.
     *
     * @param machine {@link ElfFile#AMD64} or {@link ElfFile#ARM64}
     * @param pc address of the first byte
     */
    static List<Reference> references(int machine, byte[] code, int size, long pc) {
        return machine == ElfFile.ARM64 ? ofArm(code, size, pc) : ofAmd(code, size, pc);
    }

    private static List<Reference> ofAmd(byte[] code, int size, long pc) {
        List<Reference> found = new ArrayList<>();
        int at = 0;
        while (at < size) {
            int length = AmdInstruction.length(code, at, size);
            if (length == 5 && code[at] == (byte) 0xE8) {
                found.add(new Reference(at, pc + at + 5 + i32(code, at + 1), true));
            } else if (length == 7 && isLea(code, at)) {
                found.add(new Reference(at, pc + at + 7 + i32(code, at + 3), false));
            }
            // What is not known, or cut off, is passed by one byte: the walk falls into step again
            // after a few instructions.
            at += Math.max(length, 1);
        }
        return found;
    }

    /** {@code LEAQ disp32(IP), register}. */
    private static boolean isLea(byte[] code, int at) {
        return (code[at] & 0xFB) == 0x48
                && code[at + 1] == (byte) 0x8D
                && (code[at + 2] & 0xC7) == 0x05;
    }

    private static List<Reference> ofArm(byte[] code, int size, long pc) {
        List<Reference> found = new ArrayList<>();
        long[] pages = new long[32];
        for (int at = 0; at + 4 <= size; at += 4) {
            int instruction = i32(code, at);
            int target = instruction & 31;
            int source = instruction >>> 5 & 31;
            if ((instruction & 0xFC00_0000) == 0x9400_0000) {
                // BL
                found.add(new Reference(at, pc + at + ((instruction << 6) >> 4), true));
            } else if ((instruction & 0x9F00_0000) == 0x9000_0000) {
                // ADRP
                int count = (instruction << 8 >> 13 << 2) | (instruction >>> 29 & 3);
                pages[target] = ((pc + at) & -4096L) + count * 4096L;
            } else if ((instruction & 0xFFC0_0000) == 0x9100_0000 && pages[source] != 0) {
                // ADD of an immediate
                long address = pages[source] + (instruction >>> 10 & 0xFFF);
                found.add(new Reference(at, address, false));
            }
        }
        return found;
    }

    private static int i32(byte[] code, int at) {
        return (code[at] & 0xFF)
                | (code[at + 1] & 0xFF) << 8
                | (code[at + 2] & 0xFF) << 16
                | code[at + 3] << 24;
    }
}
