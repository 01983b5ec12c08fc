package dev.stanch.capture;

import java.util.List;

final class TargetParser {
    private TargetParser() {}

    static Target parse(List<String> words, Access access) throws CaptureException {
        return Unbuilt.later();
    }
}
