package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Filters on tables against the same rules applied to each sample as text. */
final class FiltersAgainstReferenceTest {
    @Test
    void randomProfilesAreFilteredAsTheirTextIs() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> samples = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                samples.add(stack(random) + " = " + (i + 1));
            }
            Profile profile = Sketch.of(samples.toArray(String[]::new));
            String focus = expression(random);
            String ignore = expression(random);
            String hide = expression(random);
            String show = expression(random);
            List<String> expected = new ArrayList<>();
            for (String sample : samples) {
                String left = filter(sample, focus, ignore, hide, show);
                if (!left.isEmpty()) {
                    expected.add(left);
                }
            }
            Filters.Result result =
                    FiltersTest.filter(profile, FiltersTest.options(focus, ignore, hide, show));
            assertThat(Sketch.lines(result.profile()))
                    .as("seed %d: %s %s %s %s", seed, focus, ignore, hide, show)
                    .isEqualTo(expected);
        }
    }

    private static String filter(
            String sample, String focus, String ignore, String hide, String show) {
        String stack = sample.substring(0, sample.indexOf(" = "));
        List<String> calls = List.of(stack.split("[ +]", -1));
        boolean inFocus = focus.isEmpty() || calls.stream().anyMatch(matches(focus));
        boolean ignored = !ignore.isEmpty() && calls.stream().anyMatch(matches(ignore));
        if (!inFocus || ignored) {
            return "";
        }
        Predicate<String> stays =
                call ->
                        (hide.isEmpty() || !matches(hide).test(call))
                                && (show.isEmpty() || matches(show).test(call));
        List<String> locations = new ArrayList<>();
        for (String location : stack.split(" ", -1)) {
            List<String> left = List.of(location.split("\\+", -1)).stream().filter(stays).toList();
            if (!left.isEmpty()) {
                locations.add(String.join("+", left));
            }
        }
        return locations.isEmpty()
                ? ""
                : String.join(" ", locations) + sample.substring(sample.indexOf(" = "));
    }

    private static Predicate<String> matches(String expression) {
        return call -> call.matches(expression);
    }

    private static String expression(Random random) {
        return random.nextInt(3) == 0 ? "" : "^f[" + random.nextInt(8) + random.nextInt(8) + "]$";
    }

    private static String stack(Random random) {
        List<String> locations = new ArrayList<>();
        for (int depth = 1 + random.nextInt(5); depth > 0; depth--) {
            String call = "f" + random.nextInt(8);
            locations.add(random.nextInt(4) == 0 ? "f" + random.nextInt(8) + "+" + call : call);
        }
        return String.join(" ", locations);
    }
}
