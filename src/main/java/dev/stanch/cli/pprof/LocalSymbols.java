package dev.stanch.cli.pprof;

import dev.stanch.io.FormatException;
import dev.stanch.process.ProgramSymbols;
import dev.stanch.profile.symbol.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds programs and libraries on this machine: where the profile says, and below the folders of
 * {@code PPROF_BINARY_PATH} (else {@code ~/pprof/binaries}) by build id, name or whole path.
 */
final class LocalSymbols implements Symbols {
    private static final int SHORTEST_ID = 3;

    private final Map<String, String> environment;
    private final Messages messages;

    LocalSymbols(Map<String, String> environment, Messages messages) {
        this.environment = environment;
        this.messages = messages;
    }

    @Override
    public @Nullable Program open(Mapping mapping) {
        if (mapping.file().isEmpty() && mapping.buildId().isEmpty()) {
            if (mapping.number() == 0) {
                messages.warn("Main binary filename not available.");
            }
            return null;
        }
        if (isOfTheKernel(mapping.file())) {
            return null;
        }
        String problem = "no such file";
        for (String candidate : candidates(mapping)) {
            try {
                Path path = Path.of(candidate);
                if (!Files.isRegularFile(path)) {
                    continue;
                }
                ProgramSymbols symbols = ProgramSymbols.open(path);
                String found = symbols.buildId();
                if (!mapping.buildId().isEmpty()
                        && !found.isEmpty()
                        && !found.equals(mapping.buildId())) {
                    problem = candidate + ": build ID mismatch";
                    continue;
                }
                return program(symbols, mapping);
            } catch (IOException | FormatException | InvalidPathException e) {
                problem = String.valueOf(e.getMessage());
            }
        }
        messages.warn("Local symbolization failed for " + name(mapping) + ": " + problem);
        return null;
    }

    private static Program program(ProgramSymbols symbols, Mapping mapping) {
        return address ->
                symbols
                        .frames(symbols.fileAddress(address, mapping.start(), mapping.offset()))
                        .stream()
                        .map(frame ->
                                new Call(
                                        frame.function(),
                                        frame.file(),
                                        frame.line(),
                                        frame.startLine()))
                        .toList();
    }

    private List<String> candidates(Mapping mapping) {
        String file = mapping.file();
        String id = mapping.buildId();
        String name = file.substring(file.lastIndexOf('/') + 1);
        List<String> all = new ArrayList<>();
        for (String folder : searchPath().split(":", -1)) {
            if (folder.isEmpty()) {
                continue;
            }
            if (id.length() >= SHORTEST_ID) {
                all.add(folder + "/" + id + "/" + name);
                all.add(folder + "/" + id.substring(0, 2) + "/" + id.substring(2) + ".debug");
            }
            if (!file.isEmpty()) {
                all.add(folder + "/" + name);
                all.add(folder + "/" + file);
                all.add(folder + "/" + file + ".debug");
            }
        }
        if (!file.isEmpty()) {
            all.add(file);
        }
        return all;
    }

    private String searchPath() {
        String path = environment.getOrDefault("PPROF_BINARY_PATH", "");
        String home = environment.getOrDefault("HOME", "");
        return path.isEmpty() ? home + "/pprof/binaries" : path;
    }

    /** What no file has, or no file that tells functions. */
    private static boolean isOfTheKernel(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.startsWith("[")
                || name.startsWith("linux-vdso")
                || file.startsWith("/dev/dri/")
                || file.startsWith("/memfd:")
                || file.equals("//anon");
    }

    private static String name(Mapping mapping) {
        String file = mapping.file();
        String id = mapping.buildId();
        String name = file.substring(file.lastIndexOf('/') + 1);
        return id.isEmpty() ? name : name + " (build ID " + id + ")";
    }
}
