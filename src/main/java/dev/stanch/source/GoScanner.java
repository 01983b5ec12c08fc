package dev.stanch.source;

import java.util.function.BiConsumer;

/**
 * Splits Go text into tokens, with the automatic semicolons of the language: a newline (or a
 * comment that holds one) after a token that may end a statement becomes an empty semicolon. Broken
 * text becomes {@link Token#ILLEGAL}, never an exception.
 */
final class GoScanner {
    private final char[] text;
    private final int length;
    private final Tokens tokens;
    private final BiConsumer<Integer, String> onError;
    private int at;
    private Token last = Token.SEMICOLON;

    private GoScanner(String source, BiConsumer<Integer, String> onError) {
        length = source.length();
        text = new char[length + 4];
        source.getChars(0, length, text, 0);
        tokens = new Tokens(length / 4);
        this.onError = onError;
    }

    static Tokens scan(String source, BiConsumer<Integer, String> onError) {
        return new GoScanner(source, onError).run();
    }

    private Tokens run() {
        if (length > 0 && text[0] == '\uFEFF') {
            at = 1;
        }
        while (at < length) {
            char c = text[at];
            if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '\n') {
                newline(at);
                at++;
            } else if (isLetter(c)) {
                word();
            } else if (isDigit(c) || (c == '.' && isDigit(text[at + 1]))) {
                number();
            } else {
                mark(c);
            }
        }
        newline(length);
        tokens.add(Token.EOF, length, length);
        return tokens;
    }

    private void newline(int where) {
        if (last.endsStatement()) {
            add(Token.SEMICOLON, where, where);
        }
    }

    private void add(Token kind, int start, int end) {
        tokens.add(kind, start, end);
        last = kind;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (c >= 0x80 && (Character.isLetter(c) || Character.isSurrogate(c)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void word() {
        int start = at;
        boolean lower = true;
        while (at < length) {
            char c = text[at];
            if (c >= 'a' && c <= 'z') {
                at++;
            } else if (isLetter(c) || isDigit(c) || (c >= 0x80 && Character.isDigit(c))) {
                lower = false;
                at++;
            } else {
                break;
            }
        }
        Token kind = Token.IDENT;
        int size = at - start;
        if (lower && size >= 2 && size <= 11) {
            Token keyword = Token.keyword(new String(text, start, size));
            kind = keyword == null ? Token.IDENT : keyword;
        }
        add(kind, start, at);
    }

    private void number() {
        int start = at;
        Token kind = Token.INT;
        boolean hex = text[at] == '0' && (text[at + 1] == 'x' || text[at + 1] == 'X');
        if (hex || (text[at] == '0' && "bBoO".indexOf(text[at + 1]) >= 0)) {
            at += 2;
        }
        while (at < length) {
            char c = text[at];
            boolean exponent = hex ? c == 'p' || c == 'P' : c == 'e' || c == 'E';
            if (c == '.' || exponent) {
                kind = Token.FLOAT;
                at++;
                if (exponent && (text[at] == '+' || text[at] == '-')) {
                    at++;
                }
            } else if (isDigit(c) || c == '_' || (hex && Character.digit(c, 16) >= 0)) {
                at++;
            } else {
                break;
            }
        }
        for (int i = start; i < at; i++) {
            boolean inside = i > start && i + 1 < at && Character.digit(text[i - 1], 16) >= 0;
            boolean prefix =
                    i == start + 2 && text[start] == '0' && "xXbBoO".indexOf(text[i - 1]) >= 0;
            if (text[i] == '_'
                    && !((inside || prefix)
                            && i + 1 < at
                            && Character.digit(text[i + 1], 16) >= 0)) {
                onError.accept(start, "'_' must separate successive digits");
                break;
            }
        }
        if (text[at] == 'i') {
            kind = Token.IMAGINARY;
            at++;
        }
        add(kind, start, at);
    }

    private void mark(char c) {
        int start = at;
        switch (c) {
            case '"' -> quoted('"', Token.STRING);
            case '\'' -> quoted('\'', Token.RUNE);
            case '`' -> rawString();
            case '/' -> slash();
            case '(' -> single(Token.LPAREN);
            case ')' -> single(Token.RPAREN);
            case '[' -> single(Token.LBRACK);
            case ']' -> single(Token.RBRACK);
            case '{' -> single(Token.LBRACE);
            case '}' -> single(Token.RBRACE);
            case ',' -> single(Token.COMMA);
            case ';' -> single(Token.SEMICOLON);
            case '~' -> single(Token.TILDE);
            case ':' -> operator(Token.COLON, '=', Token.DEFINE);
            case '.' -> {
                boolean three = text[at + 1] == '.' && text[at + 2] == '.';
                at += three ? 3 : 1;
                add(three ? Token.ELLIPSIS : Token.PERIOD, start, at);
            }
            case '+' -> doubled('+', Token.ADD, Token.INC, Token.ADD_ASSIGN);
            case '-' -> doubled('-', Token.SUB, Token.DEC, Token.SUB_ASSIGN);
            case '|' -> doubled('|', Token.OR, Token.LOGICAL_OR, Token.OR_ASSIGN);
            case '*' -> operator(Token.MUL, '=', Token.MUL_ASSIGN);
            case '%' -> operator(Token.REM, '=', Token.REM_ASSIGN);
            case '^' -> operator(Token.XOR, '=', Token.XOR_ASSIGN);
            case '=' -> operator(Token.ASSIGN, '=', Token.EQL);
            case '!' -> operator(Token.NOT, '=', Token.NEQ);
            case '&' -> {
                if (text[at + 1] == '^') {
                    at++;
                    operator(Token.AND_NOT, '=', Token.AND_NOT_ASSIGN, start);
                } else {
                    doubled('&', Token.AND, Token.LOGICAL_AND, Token.AND_ASSIGN);
                }
            }
            case '<' -> {
                if (text[at + 1] == '-') {
                    at += 2;
                    add(Token.ARROW, start, at);
                } else {
                    shift('<', Token.LSS, Token.LEQ, Token.SHL, Token.SHL_ASSIGN);
                }
            }
            case '>' -> shift('>', Token.GTR, Token.GEQ, Token.SHR, Token.SHR_ASSIGN);
            default -> {
                at++;
                onError.accept(start, "illegal character");
                add(Token.ILLEGAL, start, at);
            }
        }
    }

    private void single(Token kind) {
        add(kind, at, at + 1);
        at++;
    }

    private void operator(Token plain, char second, Token both) {
        operator(plain, second, both, at);
    }

    private void operator(Token plain, char second, Token both, int start) {
        at++;
        if (text[at] == second) {
            at++;
            add(both, start, at);
        } else {
            add(plain, start, at);
        }
    }

    private void doubled(char twice, Token plain, Token two, Token assign) {
        int start = at;
        if (text[at + 1] == twice) {
            at += 2;
            add(two, start, at);
        } else {
            operator(plain, '=', assign);
        }
    }

    private void shift(char twice, Token plain, Token orEqual, Token two, Token assign) {
        int start = at;
        if (text[at + 1] == twice) {
            at++;
            operator(two, '=', assign, start);
        } else {
            operator(plain, '=', orEqual);
        }
    }

    private void slash() {
        int start = at;
        if (text[at + 1] == '/') {
            while (at < length && text[at] != '\n') {
                at++;
            }
            tokens.addComment(start, at);
        } else if (text[at + 1] == '*') {
            boolean newline = false;
            at += 2;
            while (at < length && !(text[at] == '*' && text[at + 1] == '/')) {
                newline |= text[at] == '\n';
                at++;
            }
            if (at >= length) {
                onError.accept(start, "comment not ended");
            }
            at = Math.min(length, at + 2);
            tokens.addComment(start, at);
            if (newline) {
                newline(start);
            }
        } else {
            operator(Token.QUO, '=', Token.QUO_ASSIGN);
        }
    }

    private void quoted(char quote, Token kind) {
        int start = at++;
        while (at < length && text[at] != quote && text[at] != '\n') {
            at += text[at] == '\\' && at + 1 < length && text[at + 1] != '\n' ? 2 : 1;
        }
        at = Math.min(at, length);
        if (at < length && text[at] == quote) {
            at++;
        } else {
            onError.accept(start, kind.spelling() + " not ended");
        }
        String wrong = Escapes.wrong(text, start + 1, at - 1, quote);
        if (wrong != null) {
            onError.accept(start, wrong);
        }
        add(kind, start, at);
    }

    private void rawString() {
        int start = at++;
        while (at < length && text[at] != '`') {
            at++;
        }
        if (at >= length) {
            onError.accept(start, "raw string not ended");
        }
        at = Math.min(length, at + 1);
        add(Token.STRING, start, at);
    }
}
