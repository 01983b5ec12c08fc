package dev.stanch.scan;

/**
 * One place that takes memory outside of Go's heap.
 *
 * @param call {@code C.malloc}, {@code C.CString}, {@code C.new_image}, {@code syscall.Mmap}, …
 * @param detail the line that frees or takes it over, or why it is believed to be lost
 */
public record NativeFacts(
        String function,
        String file,
        int line,
        String text,
        String call,
        Release release,
        String detail) {}
