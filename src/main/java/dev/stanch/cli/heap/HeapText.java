package dev.stanch.cli.heap;

import dev.stanch.heap.Answers;
import dev.stanch.heap.Holder;
import dev.stanch.heap.Taken;
import dev.stanch.heap.TypeCount;
import dev.stanch.heap.Waiters;
import dev.stanch.leak.Site;
import java.util.List;
import java.util.Locale;

/** The tables of a heap image for people. */
final class HeapText {
    private static final int NAME = 60;

    private final Answers answers;
    private final Taken taken;
    private final HeapReport sites;
    private final int top;

    HeapText(Answers answers, Taken taken, HeapReport sites, int top) {
        this.answers = answers;
        this.taken = taken;
        this.sites = sites;
        this.top = top;
    }

    void write(StringBuilder out) {
        line(
                out,
                "HEAP: %s reachable in %,d objects, %,d pointers",
                bytes(answers.bytes()),
                answers.objects(),
                answers.edges());
        line(out, "%s are allocated and not freed yet.", bytes(answers.allocatedBytes()));
        line(
                out,
                "The process stood still for %.0f ms; %s were copied.",
                taken.stoppedNanos() / 1e6,
                bytes(taken.copiedBytes()));
        out.append('\n');
        line(out, "%12s %6s %12s  %s", "RETAINED", "", "OBJECTS", "GLOBAL VARIABLE");
        for (Holder holder : first(answers.holders())) {
            row(out, holder.bytes(), holder.objects(), holder.name());
            if (holder.bytes() * 100 >= answers.bytes()) {
                holder.through().forEach(type -> through(out, type));
            }
        }
        out.append('\n');
        line(out, "%12s %6s %12s  %s", "RETAINED", "", "OBJECTS", "GOROUTINES");
        for (Waiters group : first(answers.waiters())) {
            Site site = sites.site(group.example());
            String wait = group.example().waitReason();
            row(
                    out,
                    group.bytes(),
                    group.objects(),
                    group.count()
                            + " × "
                            + site.function()
                            + " "
                            + site.place()
                            + (wait.isEmpty() ? "" : ", " + wait)
                            + (group.stuck() ? ", can never wake" : ""));
            if (!group.heldBy().isEmpty()) {
                line(out, "%32s  waits at %s", "", plain(group.heldBy()));
            }
        }
        out.append('\n');
        line(out, "%12s %6s %12s  %s", "BYTES", "", "OBJECTS", "TYPE");
        for (TypeCount type : first(answers.types())) {
            row(out, type.bytes(), type.objects(), type.type());
        }
    }

    private void through(StringBuilder out, TypeCount type) {
        line(
                out,
                "%32s  %,d × %s, %s",
                "",
                type.objects(),
                plain(type.type()),
                bytes(type.bytes()));
    }

    private <T> List<T> first(List<T> all) {
        return all.subList(0, Math.min(top, all.size()));
    }

    private void row(StringBuilder out, long bytes, long objects, String name) {
        double share = answers.bytes() == 0 ? 0 : 100.0 * bytes / answers.bytes();
        line(
                out,
                "%12s %5.1f%% %,12d  %s",
                bytes(bytes),
                share,
                objects,
                plain(name.length() > 4 * NAME ? name.substring(0, 4 * NAME) + "…" : name));
    }

    /** Names come from the target; a terminal must not obey them. */
    private static String plain(String name) {
        StringBuilder line = new StringBuilder(name);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '\ufffd');
            }
        }
        return line.toString();
    }

    @SuppressWarnings("AnnotateFormatMethod") // Its callers are in this file.
    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    static String bytes(long bytes) {
        if (bytes < 1 << 10) {
            return bytes + " B";
        }
        if (bytes < 1 << 20) {
            return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
        }
        return bytes < 1 << 30
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0)
                : String.format(Locale.ROOT, "%.2f GiB", bytes / 1073741824.0);
    }
}
