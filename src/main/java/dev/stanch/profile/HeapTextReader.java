package dev.stanch.profile;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads {@code /debug/pprof/heap?debug=1}. */
public final class HeapTextReader {
    private HeapTextReader() {}

    public static HeapText read(String name, InputStream in) throws FormatException, IOException {
        return new HeapText(ProfileReader.read(name, in, Long.MAX_VALUE), Map.of());
    }
}
