package dev.stanch.scan;

/** One place where entries leave a collection, and whether the program can get there. */
public record Removal(RemovalKind kind, CodeLine at, boolean reachable) {}
