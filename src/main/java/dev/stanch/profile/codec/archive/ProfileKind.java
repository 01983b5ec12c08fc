package dev.stanch.profile.codec.archive;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a profile is of, in one word: profiles of one kind can be merged and compared. */
final class ProfileKind {
    private ProfileKind() {}

    /**
     * Its kind: such as heap, allocs, goroutine, cpu.
     *
     * @param name of the file: mutex and block profiles differ in nothing else
     */
    static String of(Profile profile, String name) {
        List<String> types = profile.sampleTypes().stream().map(ValueType::type).toList();
        if (types.contains("inuse_space")) {
            return profile.defaultSampleType().equals("alloc_space") ? "allocs" : "heap";
        }
        if (types.equals(List.of("contentions", "delay"))) {
            return contention(name.substring(name.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
        }
        if (types.contains("cpu")) {
            return "cpu";
        }
        return profile.sampleTypes().stream()
                .map(type -> types.size() == 1 ? type.type() : type.type() + "/" + type.unit())
                .collect(Collectors.joining(" "));
    }

    private static String contention(String name) {
        if (name.contains("mutex")) {
            return "mutex";
        }
        return name.contains("block") ? "block" : "contention";
    }
}
