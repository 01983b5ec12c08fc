package dev.stanch.cli.pprof;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Flags as Go's {@code flag} package reads them, which differ from POSIX: one dash or two, a value
 * behind {@code =} or as the next word, no value behind a boolean but with {@code =}, and the first
 * word that is no flag ends them all.
 */
final class GoFlags {
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");

    /** What a flag's value may be. */
    enum Kind {
        BOOLEAN,
        INTEGER,
        NUMBER,
        TEXT
    }

    /**
     * What was read.
     *
     * @param values of the flags that were given, the last one where one is repeated
     * @param rest the words behind the flags
     * @param help whether {@code -h} or {@code -help} stood there
     */
    record Parsed(Map<String, String> values, List<String> rest, boolean help) {
        boolean isTrue(String flag) {
            return "true".equals(values.get(flag));
        }

        String text(String flag) {
            return values.getOrDefault(flag, "");
        }

        int integer(String flag, int otherwise) {
            @Nullable String value = values.get(flag);
            return value == null ? otherwise : Math.clamp(Long.parseLong(value), -1, 1 << 30);
        }
    }

    private final Map<String, Kind> kinds = new HashMap<>();

    void define(String name, Kind kind) {
        kinds.put(name, kind);
    }

    Set<String> names() {
        return kinds.keySet();
    }

    /**
     * @throws UsageException with the message of Go's own parser
     */
    Parsed parse(List<String> words) throws UsageException {
        Map<String, String> values = new HashMap<>();
        int at = 0;
        while (at < words.size()) {
            String word = words.get(at);
            if (word.length() < 2 || word.charAt(0) != '-') {
                break;
            }
            at++;
            if (word.equals("--")) {
                break;
            }
            String flag = word.substring(word.startsWith("--") ? 2 : 1);
            if (flag.startsWith("-") || flag.startsWith("=")) {
                throw new UsageException("bad flag syntax: " + word);
            }
            int equals = flag.indexOf('=');
            String name = equals < 0 ? flag : flag.substring(0, equals);
            @Nullable String value = equals < 0 ? null : flag.substring(equals + 1);
            @Nullable Kind kind = kinds.get(name);
            if (kind == null) {
                if (name.equals("h") || name.equals("help")) {
                    return new Parsed(values, List.of(), true);
                }
                throw new UsageException(
                        "flag provided but not defined: -" + name, Nearest.flag(name, names()));
            }
            if (value == null && kind == Kind.BOOLEAN) {
                value = "true";
            }
            if (value == null) {
                if (at == words.size()) {
                    throw new UsageException("flag needs an argument: -" + name);
                }
                value = words.get(at++);
            }
            values.put(name, checked(name, kind, value));
        }
        return new Parsed(values, List.copyOf(words.subList(at, words.size())), false);
    }

    private static String checked(String name, Kind kind, String value) throws UsageException {
        return switch (kind) {
            case TEXT -> value;
            case BOOLEAN -> {
                if (!TRUE.contains(value) && !FALSE.contains(value)) {
                    throw new UsageException(
                            "invalid boolean value \""
                                    + value
                                    + "\" for -"
                                    + name
                                    + ": parse error");
                }
                yield String.valueOf(TRUE.contains(value));
            }
            case INTEGER -> String.valueOf(integer(name, value));
            case NUMBER -> {
                if (!GoNumbers.isFloat(value)) {
                    throw invalid(name, value, "parse error");
                }
                yield value;
            }
        };
    }

    private static long integer(String name, String value) throws UsageException {
        try {
            return GoNumbers.integer(value);
        } catch (ArithmeticException e) {
            throw invalid(name, value, "value out of range");
        } catch (NumberFormatException e) {
            throw invalid(name, value, "parse error");
        }
    }

    private static UsageException invalid(String name, String value, String why) {
        return new UsageException("invalid value \"" + value + "\" for flag -" + name + ": " + why);
    }
}
