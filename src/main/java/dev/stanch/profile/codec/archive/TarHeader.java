package dev.stanch.profile.codec.archive;

import java.nio.charset.StandardCharsets;

/**
 * The block of 512 bytes before each file of a tar (POSIX ustar, with GNU's numbers in base 256).
 *
 * @param size of the file; -1 if it is none that can be
 * @param seconds when it was changed, since 1970
 * @param type {@code 0} for a plain file
 */
record TarHeader(String name, long size, long seconds, char type) {
    /** Files are padded to whole blocks too. */
    static final int BYTES = 512;

    private static final int MAGIC = 257;

    /** Whether these bytes are one, by its magic. */
    static boolean isHeader(byte[] bytes, int at) {
        return text(bytes, at + MAGIC, 5).equals("ustar");
    }

    static TarHeader of(byte[] bytes, int at) {
        String name = text(bytes, at, 100);
        boolean posix = bytes[at + MAGIC + 5] == 0;
        String prefix = posix ? text(bytes, at + 345, 155) : "";
        char type = (char) bytes[at + 156];
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name,
                number(bytes, at + 124, 12),
                number(bytes, at + 136, 12),
                type == 0 ? '0' : type);
    }

    private static String text(byte[] bytes, int from, int count) {
        int end = from;
        while (end < from + count && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** An octal number, or one in base 256 that its first bit tells of; -1 for none. */
    private static long number(byte[] bytes, int from, int count) {
        if (bytes[from] < 0) {
            long value = 0;
            for (int i = from + count - 8; i < from + count; i++) {
                value = value << 8 | (bytes[i] & 0xff);
            }
            return Math.max(value, -1);
        }
        String digits = text(bytes, from, count).strip();
        try {
            return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
        } catch (NumberFormatException none) {
            return -1;
        }
    }
}
