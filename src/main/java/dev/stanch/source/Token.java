package dev.stanch.source;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tokens of Go (The Go Programming Language Specification, "Lexical elements"). */
public enum Token {
    EOF("end of file"),
    ILLEGAL("illegal character"),
    IDENT("name"),
    INT("integer"),
    FLOAT("floating-point number"),
    IMAGINARY("imaginary number"),
    RUNE("rune"),
    STRING("string"),

    ADD("+"),
    SUB("-"),
    MUL("*"),
    QUO("/"),
    REM("%"),
    AND("&"),
    OR("|"),
    XOR("^"),
    SHL("<<"),
    SHR(">>"),
    AND_NOT("&^"),
    ADD_ASSIGN("+="),
    SUB_ASSIGN("-="),
    MUL_ASSIGN("*="),
    QUO_ASSIGN("/="),
    REM_ASSIGN("%="),
    AND_ASSIGN("&="),
    OR_ASSIGN("|="),
    XOR_ASSIGN("^="),
    SHL_ASSIGN("<<="),
    SHR_ASSIGN(">>="),
    AND_NOT_ASSIGN("&^="),
    LOGICAL_AND("&&"),
    LOGICAL_OR("||"),
    ARROW("<-"),
    INC("++"),
    DEC("--"),
    EQL("=="),
    LSS("<"),
    GTR(">"),
    ASSIGN("="),
    NOT("!"),
    TILDE("~"),
    NEQ("!="),
    LEQ("<="),
    GEQ(">="),
    DEFINE(":="),
    ELLIPSIS("..."),
    LPAREN("("),
    LBRACK("["),
    LBRACE("{"),
    COMMA(","),
    PERIOD("."),
    RPAREN(")"),
    RBRACK("]"),
    RBRACE("}"),
    SEMICOLON(";"),
    COLON(":"),

    BREAK("break"),
    CASE("case"),
    CHAN("chan"),
    CONST("const"),
    CONTINUE("continue"),
    DEFAULT("default"),
    DEFER("defer"),
    ELSE("else"),
    FALLTHROUGH("fallthrough"),
    FOR("for"),
    FUNC("func"),
    GO("go"),
    GOTO("goto"),
    IF("if"),
    IMPORT("import"),
    INTERFACE("interface"),
    MAP("map"),
    PACKAGE("package"),
    RANGE("range"),
    RETURN("return"),
    SELECT("select"),
    STRUCT("struct"),
    SWITCH("switch"),
    TYPE("type"),
    VAR("var");

    private static final Map<String, Token> KEYWORDS = keywords();

    private final String spelling;

    Token(String spelling) {
        this.spelling = spelling;
    }

    /** The token as it is written, or its kind's name. */
    public String spelling() {
        return spelling;
    }

    /** The keyword that is spelled so, null when the word is a plain name. */
    static @Nullable Token keyword(String word) {
        return KEYWORDS.get(word);
    }

    /** Whether a newline after this token ends the statement. */
    boolean endsStatement() {
        return switch (this) {
            case IDENT,
                    INT,
                    FLOAT,
                    IMAGINARY,
                    RUNE,
                    STRING,
                    INC,
                    DEC,
                    RPAREN,
                    RBRACK,
                    RBRACE,
                    BREAK,
                    CONTINUE,
                    FALLTHROUGH,
                    RETURN ->
                    true;
            default -> false;
        };
    }

    boolean isLiteral() {
        return compareTo(INT) >= 0 && compareTo(STRING) <= 0;
    }

    boolean isAssignment() {
        return this == ASSIGN || (compareTo(ADD_ASSIGN) >= 0 && compareTo(AND_NOT_ASSIGN) <= 0);
    }

    /** Binding strength of a binary operator, 1 to 5; 0 for every other token. */
    int precedence() {
        return switch (this) {
            case LOGICAL_OR -> 1;
            case LOGICAL_AND -> 2;
            case EQL, NEQ, LSS, LEQ, GTR, GEQ -> 3;
            case ADD, SUB, OR, XOR -> 4;
            case MUL, QUO, REM, SHL, SHR, AND, AND_NOT -> 5;
            default -> 0;
        };
    }

    private static Map<String, Token> keywords() {
        var map = new HashMap<String, Token>();
        for (Token token : values()) {
            if (token.compareTo(BREAK) >= 0) {
                map.put(token.spelling, token);
            }
        }
        return Map.copyOf(map);
    }
}
