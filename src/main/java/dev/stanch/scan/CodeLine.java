package dev.stanch.scan;

/**
 * One line of Go source.
 *
 * @param function the function as Go's profiles name it, without the package path's folders
 * @param text the trimmed line
 */
public record CodeLine(String function, String file, int line, String text) {}
