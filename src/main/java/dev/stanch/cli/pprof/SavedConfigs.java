package dev.stanch.cli.pprof;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.io.FormatException;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options under names of the user's choice, in the same file and form as pprof keeps them: {@code
 * pprof/settings.json} in the user's configuration folder. As in Go's JSON a value that is false,
 * zero or empty is not written, and what is not written is read as that.
 */
public final class SavedConfigs {
    private static final String CONFIGS = "configs";
    private static final String NAME = "name";
    private final Path file;

    /** Options and their name. */
    public record Named(String name, Options options) {}

    public SavedConfigs(Path file) {
        this.file = file;
    }

    /** Where pprof looks too; null where the user has no home. */
    public static @Nullable SavedConfigs ofUser(Map<String, String> environment) {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        String home = environment.getOrDefault("HOME", "");
        if (folder.isEmpty() && home.isEmpty()) {
            return null;
        }
        boolean isMac = System.getProperty("os.name", "").startsWith("Mac");
        Path base =
                isMac
                        ? Path.of(home, "Library", "Application Support")
                        : folder.isEmpty() ? Path.of(home, ".config") : Path.of(folder);
        return new SavedConfigs(base.resolve("pprof").resolve("settings.json"));
    }

    /**
     * @param current gives the values that are never saved
     * @throws FormatException when the file is not pprof's
     */
    public List<Named> read(Options current) throws IOException, FormatException {
        List<Named> all = new ArrayList<>();
        for (Map<String, Object> config : raw()) {
            all.add(new Named(String.valueOf(config.get(NAME)), options(config, current)));
        }
        return all;
    }

    /** Saves options, in the place of those that have the name already. */
    public void put(String name, Options options) throws IOException, FormatException {
        List<Map<String, Object>> configs = raw();
        Map<String, Object> config = values(name, options);
        for (int i = 0; i < configs.size(); i++) {
            if (name.equals(configs.get(i).get(NAME))) {
                configs.set(i, config);
                write(configs);
                return;
            }
        }
        configs.add(config);
        write(configs);
    }

    /** Whether there was one of that name, which is gone now. */
    public boolean remove(String name) throws IOException, FormatException {
        List<Map<String, Object>> configs = raw();
        boolean removed = configs.removeIf(config -> name.equals(config.get(NAME)));
        if (removed) {
            write(configs);
        }
        return removed;
    }

    @SuppressWarnings("unchecked") // each element is looked at before the cast
    private List<Map<String, Object>> raw() throws IOException, FormatException {
        List<Map<String, Object>> configs = new ArrayList<>();
        if (!Files.exists(file)) {
            return configs;
        }
        Object read;
        try {
            read = JSON.std.mapFrom(Files.readString(file)).get(CONFIGS);
        } catch (IOException e) {
            throw new FormatException(file.toString(), -1, "not JSON as pprof writes it");
        }
        if (read instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    configs.add((Map<String, Object>) map);
                }
            }
        }
        return configs;
    }

    private Options options(Map<String, Object> config, Options current) throws FormatException {
        Options options = current;
        for (Option option : Option.values()) {
            if (!option.isSaved()) {
                continue;
            }
            Object value = config.get(option.key());
            String text = value == null ? nothing(option) : String.valueOf(value);
            if (option.kind() == Option.Kind.CHOICE && text.isEmpty()) {
                continue;
            }
            try {
                options = options.with(option, text);
            } catch (IllegalArgumentException e) {
                throw new FormatException(
                        file.toString(), -1, option.key() + " is wrong: " + e.getMessage());
            }
        }
        return options;
    }

    private static Map<String, Object> values(String name, Options options) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put(NAME, name);
        for (Option option : Option.values()) {
            String text = options.get(option);
            if (!option.isSaved() || text.equals(nothing(option))) {
                continue;
            }
            config.put(
                    option.key(),
                    switch (option.kind()) {
                        case SWITCH -> options.isOn(option);
                        case NUMBER -> options.number(option);
                        case FRACTION -> options.fraction(option);
                        case TEXT, CHOICE -> text;
                    });
        }
        return config;
    }

    private static String nothing(Option option) {
        return switch (option.kind()) {
            case SWITCH -> "false";
            case NUMBER, FRACTION -> "0";
            case TEXT, CHOICE -> "";
        };
    }

    private void write(List<Map<String, Object>> configs) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.writeString(
                next,
                JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(Map.of(CONFIGS, configs))
                        + "\n");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
