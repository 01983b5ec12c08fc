package dev.stanch.scan;

/**
 * One resource that is acquired and not given back on every path.
 *
 * @param call the acquiring call
 * @param detail what is missing, in words
 */
public record ResourceFacts(
        ResourceKind kind,
        String function,
        String file,
        int line,
        String text,
        String call,
        Release release,
        String detail) {}
