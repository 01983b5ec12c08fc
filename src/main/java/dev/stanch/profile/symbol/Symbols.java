package dev.stanch.profile.symbol;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds functions and lines in the files that a profile's addresses are of. */
public interface Symbols {
    /**
     * A file in memory, as the profile tells.
     *
     * @param number of the mapping; the program itself is the first, 0
     * @param start address in memory; 0 when the profile's addresses are the file's own
     * @param offset in the file of what is at the start
     * @param file path on the machine of the profile; empty when unknown
     * @param buildId in hexadecimal; empty when unknown
     */
    record Mapping(int number, long start, long offset, String file, String buildId) {
        public Mapping {
            requireNonNull(file, "file");
            requireNonNull(buildId, "buildId");
        }
    }

    /**
     * A call that an address belongs to.
     *
     * @param function empty when unknown
     * @param file empty when unknown
     * @param line 0 when unknown
     * @param startLine of the function, 0 when unknown
     */
    record Call(String function, String file, int line, int startLine) {
        public Call {
            requireNonNull(function, "function");
            requireNonNull(file, "file");
        }
    }

    /** A file that was found. */
    interface Program {
        /** The calls of an address in memory, innermost first; empty when nothing is known. */
        List<Call> calls(long address);
    }

    /** The file of a mapping; null when it is not there or is another one. */
    @Nullable Program open(Mapping mapping);
}
