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
        super(offset < 0 ? input + ": " + problem : input + " at " + offset + ": " + problem);
        this.input = input;
        this.offset = offset;
    }

    public String input() {
        return input;
    }

    public long offset() {
        return offset;
    }
}
