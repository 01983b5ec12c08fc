package dev.stanch.source.load;

import java.util.List;

/** Order of semantic versions with a {@code v} before them (semver.org, section 11). */
final class Versions {
    private Versions() {}

    static int compare(String a, String b) {
        String left = withoutBuild(a);
        String right = withoutBuild(b);
        int order = dotted(core(left), core(right));
        if (order != 0) {
            return order;
        }
        String before = left.substring(core(left).length());
        String after = right.substring(core(right).length());
        if (before.isEmpty() || after.isEmpty()) {
            return Boolean.compare(before.isEmpty(), after.isEmpty());
        }
        return dotted(before.substring(1), after.substring(1));
    }

    private static String withoutBuild(String version) {
        int plus = version.indexOf('+');
        String plain = plus < 0 ? version : version.substring(0, plus);
        return plain.startsWith("v") ? plain.substring(1) : plain;
    }

    private static String core(String version) {
        int hyphen = version.indexOf('-');
        return hyphen < 0 ? version : version.substring(0, hyphen);
    }

    private static int dotted(String a, String b) {
        List<String> left = List.of(a.split("\\.", -1));
        List<String> right = List.of(b.split("\\.", -1));
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = part(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static int part(String a, String b) {
        boolean left = isNumber(a);
        boolean right = isNumber(b);
        if (left && right) {
            return a.length() != b.length()
                    ? Integer.compare(a.length(), b.length())
                    : a.compareTo(b);
        }
        return left != right ? Boolean.compare(right, left) : a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
