package dev.stanch.capture;

import org.jspecify.annotations.Nullable;

/** Foreign text made fit for one line of a message. */
public final class Words {
    private static final int LONGEST = 600;

    private Words() {}

    /**
     * Control characters (also line ends and terminal escapes) become spaces; long texts are cut.
     */
    public static String oneLine(String text) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && line.length() < LONGEST; i++) {
            char c = text.charAt(i);
            boolean harmless =
                    !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
            line.append(harmless ? c : ' ');
        }
        return line.toString().strip();
    }

    /** The first {@code longest} characters of the first line. */
    public static String firstLine(String text, int longest) {
        String stripped = text.strip();
        int end = stripped.indexOf('\n');
        String line = oneLine(end < 0 ? stripped : stripped.substring(0, end));
        return line.length() > longest ? line.substring(0, longest) + "…" : line;
    }

    /** What an exception says, or its kind where it says nothing. */
    public static String of(Throwable failure) {
        @Nullable String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
