package dev.stanch.source.load;

/**
 * Evaluates the {@code //go:build} line of a file, or without one its {@code // +build} lines (go
 * help buildconstraint).
 */
final class BuildConstraint {
    private final String expression;
    private final BuildContext context;
    private int at;

    private BuildConstraint(String expression, BuildContext context) {
        this.expression = expression;
        this.context = context;
    }

    static boolean of(String text, BuildContext context) {
        boolean old = true;
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end).strip();
            if (line.startsWith("//go:build ")) {
                return new BuildConstraint(line.substring(11), context).or();
            }
            if (line.startsWith("//")) {
                String comment = line.substring(2).strip();
                if (comment.startsWith("+build ")) {
                    old &= anyOf(comment.substring(7), context);
                }
            } else if (line.startsWith("/*")) {
                int close = text.indexOf("*/", at);
                end = close < 0 ? text.length() : close + 1;
            } else if (!line.isEmpty()) {
                break;
            }
            at = end + 1;
        }
        return old;
    }

    private static boolean anyOf(String options, BuildContext context) {
        for (String option : options.strip().split("\\s+", -1)) {
            boolean all = true;
            for (String tag : option.split(",", -1)) {
                all &= tag.startsWith("!") ? !context.holds(tag.substring(1)) : context.holds(tag);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private boolean or() {
        boolean value = and();
        while (got("||")) {
            value |= and();
        }
        return value;
    }

    private boolean and() {
        boolean value = not();
        while (got("&&")) {
            value &= not();
        }
        return value;
    }

    private boolean not() {
        boolean negate = false;
        while (got("!")) {
            negate = !negate;
        }
        boolean value;
        if (got("(")) {
            value = or();
            got(")");
        } else {
            int start = at;
            while (at < expression.length() && isTag(expression.charAt(at))) {
                at++;
            }
            value = context.holds(expression.substring(start, at));
        }
        return negate != value;
    }

    private static boolean isTag(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.';
    }

    private boolean got(String mark) {
        while (at < expression.length() && Character.isWhitespace(expression.charAt(at))) {
            at++;
        }
        if (expression.startsWith(mark, at)) {
            at += mark.length();
            return true;
        }
        return false;
    }
}
