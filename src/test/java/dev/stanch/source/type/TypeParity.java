package dev.stanch.source.type;

import dev.stanch.source.Expr;
import dev.stanch.source.GoFile;
import dev.stanch.source.Walk;
import dev.stanch.source.load.BuildContext;
import dev.stanch.source.load.Folders;
import dev.stanch.source.load.PackageFiles;
import dev.stanch.source.load.Packages;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares our types with what {@code lab/cmd/typedump} printed: {@code TypeParity FOLDER < dump}.
 */
final class TypeParity {
    private final Path working;
    private final Packages packages;
    private final int shown;
    long expressions;
    long equal;
    final List<String> different = new ArrayList<>();
    final Map<String, Integer> perPackage = new HashMap<>();
    private @Nullable Types types;
    private String importPath = "";
    private @Nullable TypedPackage typed;
    private Map<Long, List<Expr>> nodes = Map.of();
    private String file = "";
    private String text = "";

    TypeParity(Path working, int shown) {
        this.working = working;
        this.shown = shown;
        this.packages = new Packages(working, Folders.ofThisMachine(), BuildContext.LINUX);
    }

    void read(BufferedReader dump) throws IOException {
        for (String line = dump.readLine(); line != null; line = dump.readLine()) {
            if (line.startsWith("P ")) {
                importPath = line.substring(2);
                typed = null;
            } else if (line.startsWith("F ")) {
                file(line.substring(2));
            } else {
                line(line);
            }
        }
    }

    private void file(String path) throws IOException {
        file = path;
        nodes = new HashMap<>();
        if (typed == null) {
            Path folder = Path.of(path).getParent();
            PackageFiles files = packages.read(importPath, folder == null ? working : folder);
            if (files == null) {
                return;
            }
            if (types == null) {
                types = new Types(packages);
            }
            typed = types.check(files);
        }
        for (GoFile each : typed.files()) {
            if (each.name().equals(path)) {
                text = each.text();
                int[] bytes = bytes(text);
                Walk.all(
                        each,
                        node -> {
                            if (node instanceof Expr e && e.end() >= e.pos()) {
                                nodes.computeIfAbsent(
                                                key(bytes[e.pos()], bytes[e.end()]),
                                                k -> new ArrayList<>(1))
                                        .add(e);
                                if (e instanceof Expr.FuncType) {
                                    // go/ast leaves out the name of a method
                                    int open = text.indexOf('(', e.pos());
                                    nodes.computeIfAbsent(
                                                    key(bytes[open], bytes[e.end()]),
                                                    k -> new ArrayList<>(1))
                                            .add(e);
                                }
                            }
                        });
            }
        }
    }

    private static long key(int start, int end) {
        return ((long) start << 32) | end;
    }

    /** The byte offset of each UTF-16 unit. */
    private static int[] bytes(String text) {
        var out = new int[text.length() + 1];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            out[i] = at;
            char c = text.charAt(i);
            at += c < 0x80 ? 1 : c < 0x800 ? 2 : Character.isSurrogate(c) ? 2 : 3;
        }
        out[text.length()] = at;
        return out;
    }

    private void line(String line) {
        int first = line.indexOf('\t');
        int second = line.indexOf('\t', first + 1);
        int start = Integer.parseInt(line.substring(0, first));
        int end = Integer.parseInt(line.substring(first + 1, second));
        String expected = plain(line.substring(second + 1));
        expressions++;
        String found = "no such expression";
        for (Expr each : nodes.getOrDefault(key(start, end), List.of())) {
            Operand operand = typed == null ? null : typed.operand(each);
            found = operand == null ? "not read" : plain(Spelling.of(operand.type()));
            if (found.equals(expected)) {
                equal++;
                return;
            }
        }
        perPackage.merge(importPath, 1, Integer::sum);
        if (different.size() < shown) {
            String written =
                    text.length() > end ? text.substring(start, Math.min(end, start + 60)) : "";
            different.add(
                    file
                            + ":"
                            + start
                            + " "
                            + written.replace('\n', ' ')
                            + "\n   go   "
                            + expected
                            + "\n   ours "
                            + found);
        }
    }

    private static String plain(String type) {
        return type.replaceAll("(?<!\\w)(?<!\\w\\.)byte\\b", "uint8")
                .replaceAll("(?<!\\w)(?<!\\w\\.)rune\\b", "int32")
                .replaceAll("(?<!\\w)(?<!\\w\\.)any\\b", "interface{}")
                .replace(", ", ",");
    }

    public static void main(String[] args) throws IOException {
        var parity = new TypeParity(Path.of(args[0]), Integer.parseInt(args[1]));
        try (BufferedReader dump =
                Files.newBufferedReader(Path.of(args[2]), StandardCharsets.UTF_8)) {
            parity.read(dump);
        }
        parity.different.forEach(System.out::println);
        parity.perPackage.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .limit(20)
                .forEach(System.out::println);
        System.out.printf(
                "%d of %d equal: %.3f %%%n",
                parity.equal, parity.expressions, 100.0 * parity.equal / parity.expressions);
    }
}
