package dev.stanch.profile.codec.legacy;

import dev.stanch.io.FormatException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The reader of one kind of text, which fills a {@link Draft}. */
sealed interface LegacyText permits HeapText, CountText, ThreadText, ContentionText, JavaText {
    /** Reads from the first line to the end of the samples: the line that ends them, or null. */
    @Nullable String readSamples() throws FormatException, IOException;

    /** What is done to the samples when their locations are numbered. */
    default void clean() {}
}
