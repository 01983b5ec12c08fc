package dev.stanch.cli.goroutines;

import dev.stanch.goroutine.Frame;
import dev.stanch.goroutine.Goroutine;
import dev.stanch.goroutine.WaitKind;
import dev.stanch.goroutine.group.Group;
import dev.stanch.goroutine.group.Ids;
import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The groups of a goroutine profile ({@code debug=0} or {@code 1}, also {@code goroutineleak}). It
 * has neither ids nor ages nor creators; the wait is read off the runtime's frames where they are
 * there.
 */
final class ProfileGroups {
    private ProfileGroups() {}

    static List<Group> of(Profile profile, boolean leaked, Predicate<Goroutine> filter) {
        List<Group> groups = new ArrayList<>();
        for (int sample = 0; sample < profile.samples(); sample++) {
            List<Frame> frames = frames(profile, sample);
            WaitKind kind = WaitKind.ofStack(frames.stream().map(Frame::function).toList());
            Map<String, String> labels = profile.labels(sample);
            long count = profile.value(sample, 0);
            Goroutine one =
                    new Goroutine(
                            0, kind.goName(), 0, false, leaked, false, labels, frames, 0, null);
            if (count > 0 && filter.test(one)) {
                Map<String, Long> counted = new HashMap<>();
                labels.forEach((key, value) -> counted.put(key + "=" + value, count));
                groups.add(
                        new Group(
                                frames,
                                0,
                                kind.goName(),
                                null,
                                count,
                                0,
                                0,
                                leaked ? count : 0,
                                0,
                                0,
                                new Ids(),
                                new Ids(),
                                isMain(frames) ? 1 : 0,
                                0,
                                counted));
            }
        }
        return groups;
    }

    private static boolean isMain(List<Frame> frames) {
        return frames.stream().anyMatch(f -> f.function().equals("runtime.main"));
    }

    private static List<Frame> frames(Profile profile, int sample) {
        List<Frame> frames = new ArrayList<>();
        for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
            int location = profile.locationAt(i);
            for (int line = profile.lineStart(location); line < profile.lineEnd(location); line++) {
                int function = profile.lineFunction(line);
                frames.add(
                        new Frame(
                                profile.functionName(function),
                                "",
                                profile.fileName(function),
                                profile.lineNumber(line)));
            }
        }
        return frames;
    }
}
