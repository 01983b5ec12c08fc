package dev.stanch.scan.program;

import dev.stanch.scan.MemorySources;
import dev.stanch.scan.SourceFinder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The exported names that the rest of a program mentions. Only a program that is here whole tells:
 * a module with a main package that nobody imports from outside. Read when first asked.
 */
final class OtherPackages {
    private static final Pattern SELECTED = Pattern.compile("\\.\\s*(\\p{Lu}\\w*)");
    private static final Pattern MAIN = Pattern.compile("(?m)^package main\\b");

    private final SourceFinder sources;
    private final String path;
    private @Nullable Set<String> mentioned;
    private boolean whole;

    /**
     * @param path a file of the package whose use is asked for
     */
    OtherPackages(SourceFinder sources, String path) {
        this.sources = sources;
        this.path = path;
    }

    /** Whether another package of the program may use an exported name of this one. */
    boolean mayUse(String name) {
        Set<String> names = mentioned;
        if (names == null) {
            names = read();
            mentioned = names;
        }
        return !whole || names.contains(name);
    }

    private Set<String> read() {
        var names = new HashSet<String>();
        String own = MemorySources.folder(path);
        List<String> files = sources.moduleFiles(path);
        for (String file : files) {
            String text = sources.text(file).orElse("");
            whole |= MAIN.matcher(text).find();
            if (!MemorySources.folder(file).equals(own)) {
                for (Matcher match = SELECTED.matcher(text); match.find(); ) {
                    names.add(match.group(1));
                }
            }
        }
        return names;
    }
}
