package dev.stanch.cli.heap;

import dev.stanch.heap.Answers;
import dev.stanch.heap.Taken;
import dev.stanch.leak.Site;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The section {@code heap} of the report for machines. */
final class HeapSection {
    private HeapSection() {}

    static Map<String, @Nullable Object> of(
            Answers answers, Taken taken, HeapReport sites, int top) {
        var section = new LinkedHashMap<String, @Nullable Object>();
        section.put("stopped_seconds", taken.stoppedNanos() / 1e9);
        section.put("copied_bytes", taken.copiedBytes());
        section.put("objects", answers.objects());
        section.put("bytes", answers.bytes());
        section.put("allocated_objects", answers.allocated());
        section.put("allocated_bytes", answers.allocatedBytes());
        section.put("pointers", answers.edges());
        section.put("goroutines", answers.goroutines());
        section.put(
                "holders",
                answers.holders().stream()
                        .limit(top)
                        .map(h -> {
                            var row = row("name", h.name(), h.objects(), h.bytes());
                            row.put(
                                    "through",
                                    h.through().stream()
                                            .map(t -> row("type", t.type(), t.objects(), t.bytes()))
                                            .toList());
                            return row;
                        })
                        .toList());
        section.put(
                "types",
                answers.types().stream()
                        .limit(top)
                        .map(t -> row("type", t.type(), t.objects(), t.bytes()))
                        .toList());
        section.put(
                "groups",
                answers.waiters().stream()
                        .limit(top)
                        .map(group -> {
                            Site site = sites.site(group.example());
                            var row =
                                    row(
                                            "function",
                                            site.function(),
                                            group.objects(),
                                            group.bytes());
                            row.put("file", site.file());
                            row.put("line", site.line());
                            row.put("count", group.count());
                            row.put("wait", group.example().waitReason());
                            row.put("never_wakes", group.stuck());
                            row.put("ids", group.ids());
                            row.put("held_by", group.heldBy().isEmpty() ? null : group.heldBy());
                            return row;
                        })
                        .toList());
        return section;
    }

    private static Map<String, @Nullable Object> row(
            String key, String name, long objects, long bytes) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        row.put(key, name);
        row.put("objects", objects);
        row.put("bytes", bytes);
        return row;
    }
}
