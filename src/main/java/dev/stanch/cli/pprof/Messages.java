package dev.stanch.cli.pprof;

import dev.stanch.cli.Terminal;

/** Single lines on standard error; what they quote is not obeyed by a terminal. */
final class Messages {
    private final Terminal terminal;

    Messages(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Something is not as it was asked for, but the work goes on. */
    synchronized void warn(String text) {
        terminal.err().println("stanch: " + oneLine(text));
    }

    /** What is being done. */
    synchronized void note(String text) {
        terminal.err().println(oneLine(text));
    }

    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            line.append(Character.isISOControl(c) ? ' ' : c);
        }
        return line.toString().strip();
    }
}
