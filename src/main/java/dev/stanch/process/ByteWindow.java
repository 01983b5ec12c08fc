package dev.stanch.process;

/**
 * Reads bytes of a mapped file that are near to each other, through a small copy: many times faster
 * than one by one from the mapping while the code is not compiled yet.
 */
final class ByteWindow {
    private final ElfFile elf;
    private final byte[] buffer = new byte[2048];
    private long start;
    private int length;

    ByteWindow(ElfFile elf) {
        this.elf = elf;
    }

    int u8(long offset) {
        long at = offset - start;
        if (at < 0 || at >= length) {
            start = offset;
            length = elf.copy(offset, buffer);
            at = 0;
        }
        return buffer[(int) at] & 0xFF;
    }
}
