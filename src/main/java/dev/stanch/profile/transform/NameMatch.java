package dev.stanch.profile.transform;

import com.google.re2j.Pattern;
import dev.stanch.profile.Profile;
import java.util.HashMap;
import java.util.Map;

/** Which functions and mappings an expression matches; it looks at each distinct name once. */
final class NameMatch {
    private final Profile profile;
    private final Pattern pattern;
    private final Map<String, Boolean> known = new HashMap<>();
    private final boolean[] functions;
    private final boolean[] mappings;

    NameMatch(Profile profile, Pattern pattern) {
        this.profile = profile;
        this.pattern = pattern;
        functions = new boolean[profile.functions()];
        for (int i = 0; i < functions.length; i++) {
            functions[i] = matches(profile.functionName(i)) || matches(profile.fileName(i));
        }
        mappings = new boolean[profile.mappings()];
        for (int i = 0; i < mappings.length; i++) {
            mappings[i] = matches(profile.mappingFile(i));
        }
    }

    /** Whether the function of a line matches, by its name or its file. */
    boolean line(int line) {
        return functions[profile.lineFunction(line)];
    }

    /** Whether the mapping of a location matches. */
    boolean mapping(int location) {
        int mapping = profile.mapping(location);
        return mapping >= 0 && mappings[mapping];
    }

    /** Whether a line of the location or its mapping matches. */
    boolean location(int location) {
        for (int i = profile.lineStart(location); i < profile.lineEnd(location); i++) {
            if (line(i)) {
                return true;
            }
        }
        return mapping(location);
    }

    private boolean matches(String name) {
        return known.computeIfAbsent(name, text -> pattern.matcher(text).find());
    }
}
