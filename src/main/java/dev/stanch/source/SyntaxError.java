package dev.stanch.source;

/** One place where a file is not Go. */
public record SyntaxError(int line, int column, String message) {}
