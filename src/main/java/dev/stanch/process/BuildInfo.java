package dev.stanch.process;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the go command wrote into a binary about its sources; defined by Go's {@code
 * runtime/debug/mod.go}.
 *
 * @param path import path of the main package, such as {@code example.com/shop/cmd/server}; empty
 *     when not told
 * @param mainModule path of the module that holds the main package; empty when not told
 * @param mainVersion version of that module, {@code (devel)} for a local build; empty when not told
 * @param settings build settings, such as {@code vcs.revision}, in the order of the binary
 * @param dependencies {@code path@version} of each module, the replacement where one replaces it
 */
public record BuildInfo(
        String path,
        String mainModule,
        String mainVersion,
        Map<String, String> settings,
        List<String> dependencies) {
    public BuildInfo {
        requireNonNull(path, "path");
        requireNonNull(mainModule, "mainModule");
        requireNonNull(mainVersion, "mainVersion");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        dependencies = List.copyOf(dependencies);
    }
}
