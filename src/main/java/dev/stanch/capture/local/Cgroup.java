package dev.stanch.capture.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The memory control groups of a process, both versions: the tightest limit on the way from its
 * group to the root, the usage of the group that has it, and the kills for want of memory.
 */
final class Cgroup {
    /** Version 1 writes "no limit" as a number near 2^63. */
    private static final double NO_LIMIT = 1e18;

    private static final int DEEPEST = 64;

    /** File names of a version. */
    private record Files(String limit, String usage, String events) {}

    private static final Files V2 = new Files("memory.max", "memory.current", "memory.events");
    private static final Files V1 =
            new Files("memory.limit_in_bytes", "memory.usage_in_bytes", "memory.oom_control");

    private Cgroup() {}

    static Map<String, Object> read(Path root, Path proc, List<String> incomplete) {
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            String mounts = ProcessReading.text(root.resolve("proc/self/mountinfo"));
            for (String line : ProcessReading.text(proc.resolve("cgroup")).split("\n", -1)) {
                String[] parts = line.split(":", 3);
                if (parts.length != 3) {
                    continue;
                }
                boolean second = parts[1].isEmpty();
                boolean memory = List.of(parts[1].split(",", -1)).contains("memory");
                @Nullable Path group =
                        second || memory ? group(root, mounts, second, parts[2]) : null;
                if (group != null) {
                    walk(group, second ? V2 : V1, values);
                }
            }
        } catch (IOException e) {
            incomplete.add("control group not readable: memory limit unknown");
        }
        return values;
    }

    /** The folder of a group: its path below the root of the mount that shows it. */
    private static @Nullable Path group(Path root, String mounts, boolean second, String path) {
        for (String mount : mounts.split("\n", -1)) {
            int dash = mount.indexOf(" - ");
            String[] fields = mount.split(" ", -1);
            if (dash < 0 || fields.length < 5) {
                continue;
            }
            String kind = mount.substring(dash + 3);
            boolean ours =
                    second
                            ? kind.startsWith("cgroup2 ")
                            : kind.startsWith("cgroup ")
                                    && List.of(
                                                    kind.substring(kind.lastIndexOf(' ') + 1)
                                                            .split(",", -1))
                                            .contains("memory");
            if (ours) {
                Path mountPoint = root.resolve(fields[4].substring(1));
                String below = path.startsWith(fields[3]) ? path.substring(fields[3].length()) : "";
                Path group = mountPoint.resolve(below.replaceFirst("^/+", "")).normalize();
                return group.startsWith(mountPoint) ? group : mountPoint;
            }
        }
        return null;
    }

    private static void walk(Path group, Files files, Map<String, Object> values) {
        boolean killsKnown = false;
        Path at = group;
        for (int depth = 0; depth < DEEPEST && at != null; depth++, at = at.getParent()) {
            @Nullable Double limit = number(at.resolve(files.limit()));
            @Nullable Double usage = number(at.resolve(files.usage()));
            if (limit == null && usage == null && depth > 0) {
                return;
            }
            if (!killsKnown) {
                @Nullable Double kills = kills(at.resolve(files.events()));
                if (kills != null) {
                    values.put("oom_kills", kills);
                    killsKnown = true;
                }
            }
            boolean tighter =
                    limit != null
                            && limit < NO_LIMIT
                            && !(values.get("cgroup_limit_bytes") instanceof Double known
                                    && known <= limit);
            if (tighter) {
                values.put("cgroup_limit_bytes", limit);
                if (usage != null) {
                    values.put("cgroup_usage_bytes", usage);
                }
            } else if (usage != null) {
                values.putIfAbsent("cgroup_usage_bytes", usage);
            }
        }
    }

    private static @Nullable Double number(Path file) {
        try {
            String text = ProcessReading.text(file).strip();
            return text.equals("max") ? null : Double.valueOf(text);
        } catch (IOException | NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double kills(Path file) {
        try {
            for (String line : ProcessReading.text(file).split("\n", -1)) {
                if (line.startsWith("oom_kill ")) {
                    return Double.valueOf(line.substring(9).strip());
                }
            }
        } catch (IOException | NumberFormatException e) {
            return null;
        }
        return null;
    }
}
