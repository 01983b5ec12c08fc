package dev.stanch.report;

import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.report.TextPage.Style;

/** How frames, stacks and groups of a dump are worded. */
final class DumpWords {
    private DumpWords() {}

    /** A group in one line: how it waits, for how long, where, and who started it. */
    static String line(Judged judged) {
        Group group = judged.group();
        String where = judged.site() == null ? "no stack" : place(judged.site());
        return "%s%s at %s%s".formatted(group.state(), age(group), where, started(group));
    }

    static String age(Group group) {
        if (group.mostMinutes() == 0) {
            return "";
        }
        return group.leastMinutes() == group.mostMinutes()
                ? " for %,d min".formatted(group.mostMinutes())
                : " for %,d–%,d min".formatted(group.leastMinutes(), group.mostMinutes());
    }

    static String started(Group group) {
        CreatedBy by = group.createdBy();
        return by == null
                ? ""
                : ", started by "
                        + shortName(by.function())
                        + (by.file().isEmpty() ? "" : " " + fileName(by.file()) + ":" + by.line());
    }

    static String place(Frame frame) {
        return shortName(frame.function())
                + (frame.file().isEmpty() ? "" : " " + fileName(frame.file()) + ":" + frame.line());
    }

    static String shortName(String function) {
        int generic = function.indexOf('[');
        String plain = generic < 0 ? function : function.substring(0, generic);
        return function.substring(plain.lastIndexOf('/') + 1);
    }

    static String fileName(String file) {
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** The stack, a frame in two lines; at most so many frames. */
    static void stack(Group group, TextPage page, int most) {
        int shown = 0;
        for (Frame frame : group.stack()) {
            if (shown++ >= most) {
                page.paragraph(13, Style.FAINT, "…");
                break;
            }
            page.paragraph(13, Style.CODE, frame.function() + "(" + frame.arguments() + ")");
            if (!frame.file().isEmpty()) {
                page.paragraph(15, Style.FAINT, frame.file() + ":" + frame.line());
            }
        }
        if (group.elidedFrames() > 0) {
            page.paragraph(
                    13,
                    Style.FAINT,
                    Quantities.count(group.elidedFrames(), "frame") + " left out by the runtime");
        }
    }
}
