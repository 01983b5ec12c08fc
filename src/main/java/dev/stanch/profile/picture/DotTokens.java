package dev.stanch.profile.picture;

import dev.stanch.io.FormatException;

/** Splits a text in Graphviz's language into words, quoted texts and signs. */
final class DotTokens {
    private final String text;
    private int at;

    DotTokens(String text) {
        this.text = text;
    }

    /** The next token: quoted texts with a quote in front; empty at the end. */
    String next() throws FormatException {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return "";
        }
        char c = text.charAt(at);
        if (c == '"') {
            return quoted();
        } else if (text.startsWith("->", at)) {
            at += 2;
            return "->";
        } else if (!isWord(c)) {
            at++;
            return String.valueOf(c);
        }
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The next token, which stays. */
    String peek() throws FormatException {
        int before = at;
        String token = next();
        at = before;
        return token;
    }

    void expect(String wanted) throws FormatException {
        String found = next();
        if (!found.equals(wanted)) {
            throw wrong(wanted, found);
        }
    }

    FormatException wrong(String wanted, String found) {
        return new FormatException("graph", at, "expected " + wanted + ", found " + found);
    }

    /** Escapes stay as they are, except that of a quote. */
    private String quoted() throws FormatException {
        StringBuilder result = new StringBuilder("\"");
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                return result.toString();
            }
            if (c == '\\' && at + 1 < text.length()) {
                at++;
                char escaped = text.charAt(at);
                result.append(escaped == '"' ? "" : "\\").append(escaped);
            } else {
                result.append(c);
            }
        }
        throw wrong("\"", "the end");
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '#';
    }
}
