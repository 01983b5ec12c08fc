package dev.stanch.scan;

import java.util.List;
import java.util.Map;

/** A small Go file whose line of interest ends with {@code // here}. */
record Snippet(String text) {
    static final String FILE = "/app/main.go";

    static Snippet of(String body) {
        return new Snippet("package main\n\n" + body);
    }

    CodeFacts facts() {
        return new CodeFacts(new MemorySources(Map.of(FILE, text)));
    }

    /** The number of the line that carries a mark. */
    int line(String mark) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("// " + mark)) {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("no line with // " + mark);
    }

    WaitFacts waits() {
        return facts().waitAt(FILE, line("here")).orElseThrow();
    }

    AllocationFacts allocates() {
        return facts().allocationAt(FILE, line("here"), "").orElseThrow();
    }

    StartFacts starts() {
        return facts().startAt(FILE, line("here")).orElseThrow();
    }

    CodeLine closureStart(String mark) {
        return facts().closureStart(FILE, line(mark)).orElseThrow();
    }

    CollectionFacts collection(String name) {
        return facts().collection(name, FILE);
    }
}
