package dev.stanch.capture;

import java.util.List;

final class TargetParser {
    private TargetParser() {}

    static Target parse(List<String> words, Access access) throws CaptureException {
        if (Unbuilt.built()) {
            throw new IllegalStateException();
        }
        throw new UnsupportedOperationException();
    }
}
