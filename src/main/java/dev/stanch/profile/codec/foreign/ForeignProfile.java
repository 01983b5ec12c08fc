package dev.stanch.profile.codec.foreign;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells the formats of other tools apart by how they begin, and reads them. */
public final class ForeignProfile {
    private ForeignProfile() {}

    /**
     * Reads a text.
     *
     * @param head how the input begins, which is not consumed yet
     * @param memoryLimit bytes that may be taken
     * @return null if it begins as none of these, and then nothing is consumed
     * @throws FormatException if it is damaged before the first sample; damage behind samples is a
     *     problem of the profile
     */
    public static @Nullable Profile read(ByteInput input, String head, long memoryLimit)
            throws FormatException, IOException {
        if (Speedscope.begins(head)) {
            return new Speedscope(input, memoryLimit).read();
        }
        if (PerfScript.begins(head)) {
            return new PerfScript(input, memoryLimit).read();
        }
        if (FoldedStacks.begins(head, input.name())) {
            return new FoldedStacks(input, memoryLimit, head).read();
        }
        return null;
    }
}
