package dev.stanch.scan;

import java.util.List;
import java.util.Map;

/** A small Go file whose line of interest ends with {@code // here}. */
public record Snippet(String text) {
    public static final String FILE = "/app/main.go";

    public static Snippet of(String body) {
        return new Snippet("package main\n\n" + body);
    }

    public CodeFacts facts() {
        return new CodeFacts(new MemorySources(Map.of(FILE, text)));
    }

    /** The number of the line that carries a mark. */
    public int line(String mark) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line with // " + mark);
    }

    public WaitFacts waits() {
        return facts().waitAt(FILE, line("here")).orElseThrow();
    }

    public AllocationFacts allocates() {
        return facts().allocationAt(FILE, line("here"), "").orElseThrow();
    }

    public StartFacts starts() {
        return facts().startAt(FILE, line("here")).orElseThrow();
    }

    public CodeLine closureStart(String mark) {
        return facts().closureStart(FILE, line(mark)).orElseThrow();
    }

    public CollectionFacts collection(String name) {
        return facts().collection(name, FILE);
    }
}
