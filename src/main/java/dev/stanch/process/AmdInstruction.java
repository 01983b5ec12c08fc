package dev.stanch.process;

/**
 * Lengths of instructions of amd64 in 64-bit mode, with the VEX and EVEX encodings; after Intel's
 * Software Developer's Manual, volume 2, appendix A.
 */
final class AmdInstruction {
    private static final int UNKNOWN = -1;

    private AmdInstruction() {}

    /** In bytes; -1 when there is no such instruction, or it does not end before {@code end}. */
    static int length(byte[] code, int start, int end) {
        int at = start;
        boolean word = false;
        boolean shortAddress = false;
        while (at < end && isPrefix(code[at] & 0xFF)) {
            word |= code[at] == 0x66;
            shortAddress |= code[at] == 0x67;
            at++;
        }
        boolean wide = false;
        if (at < end && (code[at] & 0xF0) == 0x40) {
            wide = (code[at] & 8) != 0;
            at++;
        }
        if (at >= end) {
            return UNKNOWN;
        }
        int opcode = code[at++] & 0xFF;
        int length =
                switch (opcode) {
                    case 0x0F -> twoByte(code, at, end);
                    case 0xC5 -> vector(code, at + 1, end, 1);
                    case 0xC4 -> at < end ? vector(code, at + 2, end, code[at] & 31) : UNKNOWN;
                    case 0x62 -> at < end ? vector(code, at + 3, end, code[at] & 7) : UNKNOWN;
                    default -> oneByte(code, at, end, opcode, word && !wide, wide, shortAddress);
                };
        return length < 0 || length > end ? UNKNOWN : length - start;
    }

    private static boolean isPrefix(int b) {
        return switch (b) {
            case 0x26, 0x2E, 0x36, 0x3E, 0x64, 0x65, 0x66, 0x67, 0xF0, 0xF2, 0xF3 -> true;
            default -> false;
        };
    }

    /** Each of these returns where the instruction ends; {@code at} is behind the opcode. */
    private static int oneByte(
            byte[] code,
            int at,
            int end,
            int opcode,
            boolean word,
            boolean wide,
            boolean shortAddress) {
        int immediate = word ? 2 : 4;
        if (opcode < 0x40) {
            return switch (opcode & 7) {
                case 0, 1, 2, 3 -> operand(code, at, end);
                case 4 -> at + 1;
                case 5 -> at + immediate;
                default -> UNKNOWN;
            };
        }
        return switch (opcode) {
            case 0x60, 0x61, 0x82, 0x9A, 0xCE, 0xD4, 0xD5, 0xD6, 0xEA -> UNKNOWN;
            case 0x63, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8C, 0x8D, 0x8E, 0x8F ->
                    operand(code, at, end);
            case 0xD0,
                    0xD1,
                    0xD2,
                    0xD3,
                    0xD8,
                    0xD9,
                    0xDA,
                    0xDB,
                    0xDC,
                    0xDD,
                    0xDE,
                    0xDF,
                    0xFE,
                    0xFF ->
                    operand(code, at, end);
            case 0x69, 0x81, 0xC7 -> with(operand(code, at, end), immediate);
            case 0x6B, 0x80, 0x83, 0xC0, 0xC1, 0xC6 -> with(operand(code, at, end), 1);
            case 0xF6, 0xF7 -> {
                boolean test = at < end && (code[at] & 0x30) == 0;
                yield with(operand(code, at, end), test ? (opcode == 0xF6 ? 1 : immediate) : 0);
            }
            case 0x68, 0xA9 -> at + immediate;
            // A jump or call keeps its four bytes whatever the prefix.
            case 0xE8, 0xE9 -> at + 4;
            case 0x6A, 0xA8, 0xCD, 0xEB -> at + 1;
            case 0xA0, 0xA1, 0xA2, 0xA3 -> at + (shortAddress ? 4 : 8);
            case 0xB8, 0xB9, 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF -> at + (wide ? 8 : immediate);
            case 0xC2, 0xCA -> at + 2;
            case 0xC8 -> at + 3;
            default -> {
                boolean shortJump = (opcode & 0xF0) == 0x70 || (opcode & 0xF8) == 0xE0;
                boolean moveByte = (opcode & 0xF8) == 0xB0;
                yield shortJump || moveByte ? at + 1 : at;
            }
        };
    }

    private static int twoByte(byte[] code, int at, int end) {
        if (at >= end) {
            return UNKNOWN;
        }
        int opcode = code[at] & 0xFF;
        int next = at + 1;
        return switch (opcode) {
            case 0x38 -> operand(code, next + 1, end);
            case 0x3A -> with(operand(code, next + 1, end), 1);
            case 0x04,
                    0x0A,
                    0x0C,
                    0x24,
                    0x25,
                    0x26,
                    0x27,
                    0x36,
                    0x39,
                    0x3B,
                    0x3C,
                    0x3D,
                    0x3E,
                    0x3F ->
                    UNKNOWN;
            case 0x05,
                    0x06,
                    0x07,
                    0x08,
                    0x09,
                    0x0B,
                    0x0E,
                    0x77,
                    0xA0,
                    0xA1,
                    0xA2,
                    0xA8,
                    0xA9,
                    0xAA ->
                    next;
            case 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x37 -> next;
            case 0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF -> next;
            case 0x0F, 0xA4, 0xAC, 0xBA -> with(operand(code, next, end), 1);
            default ->
                    (opcode & 0xF0) == 0x80
                            ? next + 4
                            : with(operand(code, next, end), hasByte(opcode) ? 1 : 0);
        };
    }

    private static int vector(byte[] code, int at, int end, int map) {
        if (at >= end || map == 0) {
            return UNKNOWN;
        }
        int opcode = code[at] & 0xFF;
        if (map == 1 && opcode == 0x77) {
            return at + 1;
        }
        boolean immediate = map == 3 || (map == 1 && hasByte(opcode));
        return with(operand(code, at + 1, end), immediate ? 1 : 0);
    }

    /** Opcodes behind 0F with an immediate byte in every encoding: shuffles, shifts, compares. */
    private static boolean hasByte(int opcode) {
        return switch (opcode) {
            case 0x70, 0x71, 0x72, 0x73, 0xC2, 0xC4, 0xC5, 0xC6 -> true;
            default -> false;
        };
    }

    /** ModRM, SIB and displacement. */
    private static int operand(byte[] code, int at, int end) {
        if (at >= end) {
            return UNKNOWN;
        }
        int mode = code[at] >>> 6 & 3;
        int base = code[at] & 7;
        int next = at + 1;
        if (mode == 3) {
            return next;
        }
        if (base == 4) {
            if (next >= end) {
                return UNKNOWN;
            }
            base = code[next++] & 7;
        }
        return switch (mode) {
            case 0 -> base == 5 ? next + 4 : next;
            case 1 -> next + 1;
            default -> next + 4;
        };
    }

    private static int with(int end, int immediate) {
        return end < 0 ? UNKNOWN : end + immediate;
    }
}
