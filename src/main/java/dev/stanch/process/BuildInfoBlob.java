package dev.stanch.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Go's version and module text in a binary, as {@code debug/buildinfo} defines it: a header with a
 * magic, aligned to 16 bytes; from Go 1.18 followed by two strings with their lengths as varints,
 * before that with pointers to two Go strings.
 *
 * @param modules the text of {@code runtime/debug.BuildInfo}; empty without modules
 */
record BuildInfoBlob(String goVersion, String modules) {
    private static final int HEADER = 32;
    private static final int LONGEST = 16 << 20;

    static Optional<BuildInfoBlob> find(ElfFile elf) {
        List<ElfFile.Range> places = new ArrayList<>();
        elf.section(".go.buildinfo").ifPresent(places::add);
        elf.segments().stream().filter(s -> s.writable()).forEach(places::add);
        elf.segments().stream().filter(s -> !s.writable()).forEach(places::add);
        for (ElfFile.Range place : places) {
            long end = place.offset() + place.size() - HEADER;
            for (long at = place.offset(); at <= end; at += 16) {
                if (elf.u8(at) == 0xFF && elf.text(at, 14).equals("\uFFFD Go buildinf:")) {
                    BuildInfoBlob blob = read(elf, at);
                    if (blob != null) {
                        return Optional.of(blob);
                    }
                }
            }
        }
        return Optional.empty();
    }

    @Nullable BuildInfo parse() {
        if (modules.isEmpty()) {
            return null;
        }
        String path = "";
        String[] main = {"", ""};
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> dependencies = new ArrayList<>();
        for (String line : modules.lines().toList()) {
            String[] columns = line.split("\t", -1);
            String second = columns.length > 1 ? columns[1] : "";
            String third = columns.length > 2 ? columns[2] : "";
            switch (columns[0]) {
                case "path" -> path = second;
                case "mod" -> main = new String[] {second, third};
                case "dep" -> dependencies.add(third.isEmpty() ? second : second + "@" + third);
                case "=>" -> {
                    if (!dependencies.isEmpty()) {
                        dependencies.removeLast();
                        dependencies.add(third.isEmpty() ? second : second + "@" + third);
                    }
                }
                case "build" -> setting(line.substring("build\t".length()), settings);
                default -> {}
            }
        }
        return new BuildInfo(path, main[0], main[1], settings, dependencies);
    }

    private static void setting(String text, Map<String, String> settings) {
        int equals = text.indexOf('=');
        if (equals > 0) {
            settings.put(unquoted(text.substring(0, equals)), unquoted(text.substring(equals + 1)));
        }
    }

    private static String unquoted(String text) {
        boolean quoted =
                text.length() > 1
                        && (text.charAt(0) == '"' || text.charAt(0) == '`')
                        && text.charAt(text.length() - 1) == text.charAt(0);
        if (!quoted) {
            return text;
        }
        String inner = text.substring(1, text.length() - 1);
        return text.charAt(0) == '`' ? inner : inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static @Nullable BuildInfoBlob read(ElfFile elf, long at) {
        String version;
        String modules;
        if ((elf.u8(at + 15) & 2) != 0) {
            long[] cursor = {at + HEADER};
            version = counted(elf, cursor);
            modules = counted(elf, cursor);
        } else if (elf.u8(at + 14) == 8 && (elf.u8(at + 15) & 1) == 0) {
            version = pointed(elf, elf.i64(at + 16));
            modules = pointed(elf, elf.i64(at + 24));
        } else {
            return null;
        }
        if (version.isEmpty() || version.length() > 1000) {
            return null;
        }
        // The text stands between two markers of 16 bytes each.
        boolean framed = modules.length() >= 33 && modules.charAt(modules.length() - 17) == '\n';
        return new BuildInfoBlob(version, framed ? withoutMarkers(modules) : "");
    }

    private static String withoutMarkers(String modules) {
        int path = modules.indexOf("path\t");
        int mod = modules.indexOf("mod\t");
        int start = path >= 0 ? path : Math.max(mod, 0);
        return modules.substring(start, modules.lastIndexOf('\n'));
    }

    private static String counted(ElfFile elf, long[] cursor) {
        long length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = elf.u8(cursor[0]++);
            length |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                break;
            }
        }
        if (length > LONGEST) {
            return "";
        }
        String text = elf.text(cursor[0], length);
        cursor[0] += length;
        return text;
    }

    private static String pointed(ElfFile elf, long address) {
        long header = elf.offsetOf(address);
        if (header < 0) {
            return "";
        }
        long data = elf.offsetOf(elf.i64(header));
        long length = elf.i64(header + 8);
        return data < 0 || length < 0 || length > LONGEST ? "" : elf.text(data, length);
    }
}
