package dev.stanch.capture.local;

import dev.stanch.capture.Words;
import dev.stanch.capture.content.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /proc/PID} and the control groups say of a process, read without stopping it. Of its
 * command line only the program's name is kept, of its environment only GOMEMLIMIT and GOGC: the
 * rest may hold secrets.
 *
 * @param values by the names of {@code docs/formats/recording.md}: numbers and texts
 * @param incomplete what could not be read, and why
 */
public record ProcessReading(Map<String, Object> values, List<String> incomplete) {
    public static final String SCHEMA = "stanch.process/1";

    /** USER_HZ: 100 on every Linux port that Go has. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int LARGEST = 16 << 20;
    private static final Pattern STATUS_LINE = Pattern.compile("(\\w+):\\s+(\\d{1,18})( kB)?");

    /** Reads a process; {@code root} is {@code /}, or a copy of it in a test. */
    public static ProcessReading of(Path root, long pid) throws IOException {
        Path proc = root.resolve("proc").resolve(Long.toString(pid));
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> incomplete = new ArrayList<>();
        values.put("schema", SCHEMA);
        values.put("pid", pid);
        status(proc, values);
        stat(root, proc, values);
        executable(proc, values, incomplete);
        mappings(proc, values, incomplete);
        descriptors(proc, values, incomplete);
        environment(proc, values, incomplete);
        values.putAll(Cgroup.read(root, proc, incomplete));
        return new ProcessReading(values, List.copyOf(incomplete));
    }

    public byte[] json() {
        return Json.write(values);
    }

    /** CPU seconds, user and system; null when the process is gone. */
    public static @Nullable Double cpuSeconds(Path root, long pid) {
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            stat(root, root.resolve("proc").resolve(Long.toString(pid)), values);
        } catch (IOException e) {
            return null;
        }
        return values.get("cpu_seconds") instanceof Double seconds ? seconds : null;
    }

    private static void status(Path proc, Map<String, Object> values) throws IOException {
        for (String line : text(proc.resolve("status")).split("\n", -1)) {
            Matcher matcher = STATUS_LINE.matcher(line);
            if (!matcher.matches()) {
                continue;
            }
            double value =
                    Double.parseDouble(matcher.group(2)) * (matcher.group(3) == null ? 1 : 1024);
            switch (matcher.group(1)) {
                case "VmRSS" -> values.put("rss_bytes", value);
                case "RssAnon" -> values.put("anon_bytes", value);
                case "VmSwap" -> values.put("swap_bytes", value);
                case "Threads" -> values.put("threads", value);
                default -> {}
            }
        }
    }

    private static void stat(Path root, Path proc, Map<String, Object> values) throws IOException {
        String stat = text(proc.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length < 20) {
            throw new IOException("unexpected content of " + proc.resolve("stat"));
        }
        // fields 14, 15 and 22 of proc_pid_stat(5); the first here is field 3
        values.put(
                "cpu_seconds",
                (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12]))
                        / TICKS_PER_SECOND);
        double sinceBoot = Double.parseDouble(fields[19]) / TICKS_PER_SECOND;
        for (String line : text(root.resolve("proc/stat")).split("\n", -1)) {
            if (line.startsWith("btime ")) {
                double boot = Double.parseDouble(line.substring(6).strip());
                values.put("start_epoch_seconds", boot + sinceBoot);
            }
        }
    }

    private static void executable(Path proc, Map<String, Object> values, List<String> incomplete) {
        try {
            values.put("executable", Files.readSymbolicLink(proc.resolve("exe")).toString());
        } catch (IOException e) {
            incomplete.add("executable not readable" + denied(e));
        }
        try {
            String[] words = text(proc.resolve("cmdline")).split("\0", 2);
            values.put("argv0", Words.firstLine(words[0], 200));
        } catch (IOException e) {
            incomplete.add("program name not readable" + denied(e));
        }
    }

    private static void mappings(Path proc, Map<String, Object> values, List<String> incomplete) {
        try {
            values.putAll(Mappings.read(text(proc.resolve("smaps"))).values());
        } catch (IOException e) {
            incomplete.add("PSS and mappings not readable" + denied(e));
        }
    }

    private static void descriptors(
            Path proc, Map<String, Object> values, List<String> incomplete) {
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            values.put("open_fds", open.count());
        } catch (IOException | java.io.UncheckedIOException e) {
            incomplete.add("open files not countable" + denied(e));
        }
    }

    private static void environment(
            Path proc, Map<String, Object> values, List<String> incomplete) {
        try {
            for (String setting : text(proc.resolve("environ")).split("\0", -1)) {
                int equals = setting.indexOf('=');
                String name = equals < 0 ? "" : setting.substring(0, equals);
                if (name.equals("GOMEMLIMIT") || name.equals("GOGC")) {
                    values.put(name, Words.firstLine(setting.substring(equals + 1), 40));
                }
            }
        } catch (IOException e) {
            incomplete.add("GOMEMLIMIT and GOGC of its environment not readable" + denied(e));
        }
    }

    private static String denied(Exception e) {
        return e instanceof java.nio.file.AccessDeniedException || Words.of(e).contains("denied")
                ? ": permission denied; run as the same user or as root"
                : ": " + Words.firstLine(Words.of(e), 120).toLowerCase(Locale.ROOT);
    }

    /** A file of {@code /proc}, whose size is not known before reading. */
    public static String text(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
