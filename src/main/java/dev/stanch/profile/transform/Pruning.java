package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileTables;
import java.util.function.Predicate;

/** Cuts stacks at the leaves ({@code prune.go} in google/pprof). */
public final class Pruning {
    private Pruning() {}

    /**
     * Drops the leaves that the profile itself does not want to show: {@link Profile#dropFrames}
     * and {@link Profile#keepFrames}. An expression that does not parse drops nothing.
     */
    public static Profile uninteresting(Profile profile) {
        if (profile.dropFrames().isEmpty()) {
            return profile;
        }
        try {
            Pattern drop = whole(profile.dropFrames());
            if (profile.keepFrames().isEmpty()) {
                return below(profile, name -> drop.matcher(name).find());
            }
            Pattern keep = whole(profile.keepFrames());
            return below(profile, name -> drop.matcher(name).find() && !keep.matcher(name).find());
        } catch (PatternSyntaxException doesNotParse) {
            return profile;
        }
    }

    /** Option prune_from: drops what the innermost frame that matches calls, but not itself. */
    static Profile from(Profile profile, Pattern pattern) {
        boolean[] drops = functions(profile, name -> pattern.matcher(name).find());
        ProfileTables tables = ProfileTables.of(profile);
        LineCuts cuts = new LineCuts(profile, tables);
        boolean[] matched = new boolean[profile.locations()];
        for (int location = 0; location < matched.length; location++) {
            int end = profile.lineEnd(location);
            int line = profile.lineStart(location);
            while (line < end && !drops[profile.lineFunction(line)]) {
                line++;
            }
            if (line < end) {
                matched[location] = true;
                cuts.keep(location, line, end);
            }
        }
        Restacking.change(
                profile,
                tables,
                (stack, depth) -> {
                    int first = 0;
                    while (first < depth && !matched[stack[first]]) {
                        first++;
                    }
                    return first == depth ? depth : cut(stack, first, depth);
                });
        return tables.build();
    }

    /**
     * Drops frames that match, with all that they call. Frames at the root that match are passed
     * over until the first that does not, so that not everything goes.
     */
    private static Profile below(Profile profile, Predicate<String> test) {
        boolean[] drops = functions(profile, test);
        ProfileTables tables = ProfileTables.of(profile);
        LineCuts cuts = new LineCuts(profile, tables);
        boolean[] whole = new boolean[profile.locations()];
        boolean[] partly = new boolean[profile.locations()];
        for (int location = 0; location < whole.length; location++) {
            int start = profile.lineStart(location);
            int end = profile.lineEnd(location);
            int line = end - 1;
            while (line >= start && !drops[profile.lineFunction(line)]) {
                line--;
            }
            if (line < start) {
                continue;
            }
            whole[location] = line == end - 1;
            partly[location] = !whole[location];
            if (partly[location]) {
                cuts.keep(location, line + 1, end);
            }
        }
        Restacking.change(
                profile,
                tables,
                (stack, depth) -> {
                    boolean foundUser = false;
                    for (int i = depth - 1; i >= 0; i--) {
                        boolean matches = whole[stack[i]] || partly[stack[i]];
                        if (matches && foundUser) {
                            return cut(stack, whole[stack[i]] ? i + 1 : i, depth);
                        }
                        foundUser |= !matches;
                    }
                    return depth;
                });
        return tables.build();
    }

    private static boolean[] functions(Profile profile, Predicate<String> test) {
        boolean[] result = new boolean[profile.functions()];
        for (int i = 0; i < result.length; i++) {
            String name = profile.functionName(i);
            result[i] = !name.isEmpty() && test.test(FunctionNames.simple(name));
        }
        return result;
    }

    private static int cut(int[] stack, int from, int depth) {
        System.arraycopy(stack, from, stack, 0, depth - from);
        return depth - from;
    }

    private static Pattern whole(String expression) {
        return Pattern.compile("^(" + expression + ")$");
    }
}
