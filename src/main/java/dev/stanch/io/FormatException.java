package dev.stanch.io;

/**
 * Input that is not what its format demands. The message is one line for a person: the input's
 * name, the offset or line, and what was expected there.
 */
public final class FormatException extends Exception {
    private static final long serialVersionUID = 1;
    private final String input;
    private final long offset;

    /**
     * @param input file name or URL
     * @param offset byte offset (or line for texts) at which reading failed; -1 when there is none
     * @param problem what was expected and what was found
     */
    public FormatException(String input, long offset, String problem) {
        super(oneLine(input + (offset < 0 ? "" : " at " + offset) + ": " + problem));
        this.input = input;
        this.offset = offset;
    }

    /** Messages show parts of the input, which may hold line ends and terminal sequences. */
    private static String oneLine(String message) {
        StringBuilder line = new StringBuilder(message);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                line.setCharAt(i, c == '\t' ? ' ' : '\ufffd');
            }
        }
        return line.toString();
    }

    public String input() {
        return input;
    }

    public long offset() {
        return offset;
    }
}
