package dev.stanch.source;

import java.util.ArrayList;
import java.util.List;

/**
 * The place in the tokens where the parser is, with its errors and its two brakes: on nesting, so
 * that no input overflows the stack, and on going back, so that no input takes more than linear
 * time.
 */
abstract class Cursor {
    private static final int MAX_DEPTH = 250;
    private static final int MAX_ERRORS = 50;
    private static final int MAX_REWOUND_PER_TOKEN = 8;

    final String source;
    final Lines lines;
    final Tokens tokens;
    private final List<SyntaxError> errors = new ArrayList<>();
    private final long rewindBudget;
    private long rewound;
    private int index;
    private int depth;
    private boolean silent;

    Cursor(String source) {
        this.source = source;
        this.lines = new Lines(source);
        this.tokens = GoScanner.scan(source, this::report);
        this.rewindBudget = (long) MAX_REWOUND_PER_TOKEN * tokens.count() + 1000;
    }

    final List<SyntaxError> errors() {
        return List.copyOf(errors);
    }

    final Token kind() {
        return tokens.kind(index);
    }

    final Token kindAfter(int steps) {
        return tokens.kind(index + steps);
    }

    final boolean at(Token kind) {
        return tokens.kind(index) == kind;
    }

    final int pos() {
        return tokens.start(index);
    }

    /** End of the token before this one. */
    final int lastEnd() {
        return index == 0 ? 0 : tokens.end(index - 1);
    }

    final String word() {
        return source.substring(tokens.start(index), tokens.end(index));
    }

    final int index() {
        return index;
    }

    final void next() {
        if (index < tokens.count() - 1) {
            index++;
        }
    }

    final boolean got(Token kind) {
        if (at(kind)) {
            next();
            return true;
        }
        return false;
    }

    final boolean expect(Token kind) {
        if (got(kind)) {
            return true;
        }
        error("'" + kind.spelling() + "'");
        return false;
    }

    final Expr.Ident name() {
        if (at(Token.IDENT)) {
            var name = new Expr.Ident(pos(), tokens.end(index), word());
            next();
            return name;
        }
        error("a name");
        return new Expr.Ident(pos(), pos(), "_");
    }

    /** Notes that something else was expected here. */
    final void error(String expected) {
        String found =
                at(Token.SEMICOLON) && tokens.start(index) == tokens.end(index)
                        ? "newline"
                        : kind().spelling();
        report(pos(), "expected " + expected + ", found " + found);
    }

    /** Notes what is wrong at an offset. */
    final void report(int offset, String message) {
        errorCount++;
        if (!silent && errors.size() < MAX_ERRORS) {
            errors.add(new SyntaxError(lines.line(offset), lines.column(offset), message));
        }
    }

    private int errorCount;

    /**
     * A place to come back to when a reading turns out wrong; errors are kept to oneself until
     * {@link #settle}.
     */
    record Try(int index, int errors, boolean silent) {}

    final Try attempt() {
        var saved = new Try(index, errorCount, silent);
        silent = true;
        return saved;
    }

    final boolean failedSince(Try saved) {
        return errorCount > saved.errors();
    }

    /** Ends an attempt that was right. */
    final void settle(Try saved) {
        silent = saved.silent();
    }

    /** Ends an attempt that was wrong. */
    final void rewind(Try saved) {
        silent = saved.silent();
        rewound += index - saved.index();
        errorCount = saved.errors();
        index = rewound > rewindBudget ? tokens.count() - 1 : saved.index();
        if (rewound > rewindBudget) {
            report(tokens.start(saved.index()), "too tangled to read");
        }
    }

    /** Goes one level deeper; false when that is too deep, and then nothing was entered. */
    final boolean enter() {
        if (depth >= MAX_DEPTH) {
            report(pos(), "nested too deeply");
            return false;
        }
        depth++;
        return true;
    }

    final void leave() {
        depth--;
    }

    /**
     * Whether this token stands at the very start of its line, where gofmt puts only declarations.
     */
    final boolean atLineStart() {
        int start = pos();
        return start == 0 || source.charAt(start - 1) == '\n';
    }
}
