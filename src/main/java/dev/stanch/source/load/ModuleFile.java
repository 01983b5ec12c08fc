package dev.stanch.source.load;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a go.mod or go.work says; lines that are not understood are passed over.
 *
 * @param minor of the {@code go 1.minor} line; 16 without one, as the go command takes it
 * @param requires versions by module
 * @param replaces by module, or by {@code module@version}
 * @param uses folders of a go.work
 */
record ModuleFile(
        String module,
        int minor,
        Map<String, String> requires,
        Map<String, Replacement> replaces,
        List<String> uses) {
    /**
     * @param version null when the target is a folder
     */
    record Replacement(String target, @Nullable String version) {}

    static ModuleFile parse(String text) {
        String module = "";
        int minor = 16;
        var requires = new HashMap<String, String>();
        var replaces = new HashMap<String, Replacement>();
        var uses = new ArrayList<String>();
        String block = "";
        for (String raw : text.lines().toList()) {
            int comment = raw.indexOf("//");
            String line = (comment < 0 ? raw : raw.substring(0, comment)).strip();
            if (line.isEmpty()) {
                continue;
            }
            if (line.equals(")")) {
                block = "";
                continue;
            }
            List<String> words = new ArrayList<>(List.of(line.split("\\s+", -1)));
            words.replaceAll(ModuleFile::plain);
            if (block.isEmpty()) {
                String verb = words.removeFirst();
                if (words.size() == 1 && words.getFirst().equals("(")) {
                    block = verb;
                    continue;
                }
                if (words.isEmpty()) {
                    continue;
                }
                words.addFirst(verb);
            } else {
                words.addFirst(block);
            }
            switch (words.getFirst()) {
                case "module" -> module = words.get(1);
                case "go" -> minor = minor(words.get(1));
                case "use" -> uses.add(words.get(1));
                case "require" -> {
                    if (words.size() > 2) {
                        requires.put(words.get(1), words.get(2));
                    }
                }
                case "replace" -> replace(words, replaces);
                default -> {}
            }
        }
        return new ModuleFile(module, minor, requires, replaces, List.copyOf(uses));
    }

    private static void replace(List<String> words, Map<String, Replacement> replaces) {
        int arrow = words.indexOf("=>");
        if (arrow < 2 || words.size() <= arrow + 1) {
            return;
        }
        String key = arrow == 2 ? words.get(1) : words.get(1) + "@" + words.get(2);
        String version = words.size() > arrow + 2 ? words.get(arrow + 2) : null;
        replaces.put(key, new Replacement(words.get(arrow + 1), version));
    }

    private static String plain(String word) {
        int last = word.length() - 1;
        boolean quoted =
                last > 0
                        && (word.charAt(0) == '"' || word.charAt(0) == '`')
                        && word.charAt(last) == word.charAt(0);
        return quoted ? word.substring(1, last) : word;
    }

    private static int minor(String version) {
        int dot = version.indexOf('.');
        int end = dot + 1;
        while (end < version.length() && Character.isDigit(version.charAt(end))) {
            end++;
        }
        try {
            return dot < 0 ? 16 : Integer.parseInt(version.substring(dot + 1, end));
        } catch (NumberFormatException odd) {
            return 16;
        }
    }
}
