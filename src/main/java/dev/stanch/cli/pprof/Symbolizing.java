package dev.stanch.cli.pprof;

import java.util.Locale;

/**
 * What {@code -symbolize} asks for. Names are only found in files on this machine; asking the
 * target of a profile for names ({@code remote}) is not done, and names of C++ stay as they are.
 *
 * @param isLocal whether names are looked for in files
 * @param isForced whether names that are there are replaced
 */
record Symbolizing(boolean isLocal, boolean isForced) {
    /** Words with colons between; one that is unknown is warned of. */
    static Symbolizing of(String words, Messages messages) {
        boolean local = true;
        boolean forced = false;
        for (String word : words.toLowerCase(Locale.ROOT).split(":", -1)) {
            switch (word) {
                case "", "demangle=default" -> {}
                case "none", "no" -> {
                    return new Symbolizing(false, false);
                }
                case "local", "fastlocal" -> local = true;
                case "remote" -> local = false;
                case "force", "demangle=full", "demangle=none", "demangle=templates" ->
                        forced = true;
                default ->
                        messages.warn(
                                "ignoring unrecognized symbolization option: "
                                        + words
                                        + "; expecting"
                                        + " -symbolize=[local|fastlocal|remote|none][:force]");
            }
        }
        return new Symbolizing(local, forced);
    }
}
