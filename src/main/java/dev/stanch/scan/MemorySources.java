package dev.stanch.scan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Source files held in memory, such as those of a recording. */
public final class MemorySources implements SourceFinder {
    private final Map<String, String> texts;

    public MemorySources(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    @Override
    public Optional<String> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    @Override
    public List<String> packageFiles(String path) {
        String folder = folder(path);
        return texts.keySet().stream()
                .filter(name -> name.endsWith(".go") && !name.endsWith("_test.go"))
                .filter(name -> folder(name).equals(folder))
                .toList();
    }

    @Override
    public List<String> cFiles(String path) {
        String folder = folder(path);
        return texts.keySet().stream()
                .filter(name -> name.matches(".*\\.(c|h|cc|cpp|cxx)"))
                .filter(name -> folder(name).equals(folder))
                .toList();
    }

    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
