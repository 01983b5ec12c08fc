package dev.stanch.capture.target;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Loose files of one target, in the order given. */
public record FilesTarget(List<Path> files) implements Target {
    public FilesTarget {
        files = List.copyOf(files);
    }

    @Override
    public String name() {
        return files.stream().map(Path::toString).collect(Collectors.joining(" "));
    }
}
