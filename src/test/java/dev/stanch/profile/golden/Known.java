package dev.stanch.profile.golden;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The differences that are known, {@code known.txt}: a profile and the name of a command line in
 * each line; {@code * *} while all may differ.
 */
record Known(Set<String> differences) {
    private static final String ANYTHING = "* *";

    enum Judgement {
        AS_KNOWN,
        NEWLY_DIFFERENT,
        NO_LONGER_DIFFERENT
    }

    static Known read(Path folder) throws IOException {
        Set<String> all = new HashSet<>();
        Matrix.words(folder.resolve("known.txt"))
                .forEach(words -> all.add(String.join(" ", words)));
        return new Known(all);
    }

    /** Whether the matrix is not held to yet. */
    boolean anything() {
        return differences.contains(ANYTHING);
    }

    Judgement judge(Matrix.Row row, Matrix.Line line, boolean differs) {
        boolean isKnown = differences.contains(row.profile() + " " + line.name());
        if (isKnown == differs) {
            return Judgement.AS_KNOWN;
        }
        return differs ? Judgement.NEWLY_DIFFERENT : Judgement.NO_LONGER_DIFFERENT;
    }
}
