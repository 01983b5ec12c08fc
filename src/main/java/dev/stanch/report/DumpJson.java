package dev.stanch.report;

import dev.stanch.goroutine.CreatedBy;
import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Judged;
import dev.stanch.goroutine.group.LockWaits.Circle;
import dev.stanch.goroutine.group.LockWaits.Waited;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The report of dumps for machines: schema {@code stanch.report/1} with a section {@code
 * goroutines}, described in {@code docs/formats/goroutines-json.md}.
 */
public final class DumpJson {
    private static final int MOST_IDS = 100;

    private DumpJson() {}

    public static void write(DumpReport dumps, Appendable out) throws IOException {
        Map<String, @Nullable Object> object = JsonReport.object(dumps.report());
        var section = new LinkedHashMap<String, @Nullable Object>();
        section.put("inputs", dumps.inputs().stream().map(DumpJson::input).toList());
        section.put("groups", dumps.groups().stream().map(DumpJson::group).toList());
        section.put("crash", dumps.crash() == null ? null : crash(dumps, dumps.crash()));
        section.put("waits", dumps.queues().stream().map(DumpJson::waited).toList());
        section.put("circles", dumps.circles().stream().map(DumpJson::circle).toList());
        var difference = dumps.difference();
        if (difference != null) {
            var change = new LinkedHashMap<String, @Nullable Object>();
            change.put("survivors", difference.survivors());
            change.put("new", difference.came());
            change.put("gone", difference.went());
            section.put("difference", change);
        } else {
            section.put("difference", null);
        }
        object.put("goroutines", section);
        JsonReport.print(object, out);
    }

    private static Map<String, @Nullable Object> input(DumpReport.Input input) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("name", text(input.name()));
        object.put("goroutines", input.goroutines());
        object.put("shown", input.shown());
        object.put("stacks", input.stacks());
        object.put("truncated", input.truncated());
        return object;
    }

    private static Map<String, @Nullable Object> group(Judged judged) {
        Group group = judged.group();
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("standing", judged.standing().name().toLowerCase(Locale.ROOT));
        object.put("reason", text(judged.reason()));
        object.put("count", group.count());
        object.put("state", text(group.state()));
        object.put("wait", group.waitKind().goName());
        object.put("site", judged.site() == null ? null : frame(judged.site()));
        CreatedBy by = group.createdBy();
        if (by == null) {
            object.put("created_by", null);
        } else {
            var creator = new LinkedHashMap<String, @Nullable Object>();
            creator.put("function", text(by.function()));
            creator.put("file", text(by.file()));
            creator.put("line", by.line());
            creator.put("goroutine", by.creator() == 0 ? null : by.creator());
            object.put("created_by", creator);
        }
        object.put("entry", text(group.entry()));
        object.put("least_wait_minutes", group.leastMinutes());
        object.put("most_wait_minutes", group.mostMinutes());
        object.put("leaked", group.leaked());
        object.put("durable", group.durable());
        object.put("locked_to_thread", group.locked());
        object.put("ids", group.ids().stream().limit(MOST_IDS).boxed().toList());
        var labels = new LinkedHashMap<String, @Nullable Object>();
        group.labels().forEach((label, count) -> labels.put(text(label), count));
        object.put("labels", labels);
        object.put("survival", judged.survival());
        object.put("stack", group.stack().stream().map(DumpJson::frame).toList());
        object.put("elided_frames", group.elidedFrames());
        return object;
    }

    private static Map<String, @Nullable Object> frame(Frame frame) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("function", text(frame.function()));
        object.put("arguments", text(frame.arguments()));
        object.put("file", text(frame.file()));
        object.put("line", frame.line());
        return object;
    }

    private static Map<String, @Nullable Object> crash(DumpReport dumps, Crash crash) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("kind", crash.kind().id());
        object.put("message", text(crash.message()));
        object.put("lines", crash.lines().stream().map(DumpJson::text).toList());
        object.put("culprit", crash.culprit() == 0 ? null : crash.culprit());
        object.put("culprit_site", site(dumps));
        object.put("explain", dumps.topic());
        var recursion = dumps.recursion();
        if (recursion == null) {
            object.put("recursion", null);
        } else {
            var round = new LinkedHashMap<String, @Nullable Object>();
            round.put("times", recursion.times());
            round.put("cycle", recursion.cycle().stream().map(DumpJson::frame).toList());
            object.put("recursion", round);
        }
        return object;
    }

    private static @Nullable Object site(DumpReport dumps) {
        return dumps.groups().stream()
                .filter(j -> j.group().equals(dumps.culprit()))
                .findFirst()
                .map(Judged::site)
                .map(DumpJson::frame)
                .orElse(null);
    }

    private static Map<String, @Nullable Object> waited(Waited waited) {
        var object = new LinkedHashMap<String, @Nullable Object>();
        object.put("address", "0x" + Long.toHexString(waited.address()));
        object.put("what", waited.what());
        object.put("waiters", waited.waiters());
        object.put("ids", waited.ids());
        object.put("site", frame(waited.caller()));
        List<Object> holders = new ArrayList<>();
        for (var holder : waited.mayHold()) {
            var one = new LinkedHashMap<String, @Nullable Object>();
            one.put("goroutine", holder.id());
            one.put("site", frame(holder.at()));
            holders.add(one);
        }
        object.put("may_hold", holders);
        return object;
    }

    private static List<Object> circle(Circle circle) {
        List<Object> steps = new ArrayList<>();
        for (var step : circle.steps()) {
            var one = new LinkedHashMap<String, @Nullable Object>();
            one.put("goroutine", step.id());
            one.put("waits_on", "0x" + Long.toHexString(step.address()));
            one.put("what", step.what());
            one.put("site", frame(step.caller()));
            steps.add(one);
        }
        return steps;
    }

    private static String text(String text) {
        return Untrusted.wellFormed(text);
    }
}
