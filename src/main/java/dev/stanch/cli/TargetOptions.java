package dev.stanch.cli;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Limits;
import dev.stanch.capture.target.Access;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to get at a target: shared by all commands that take one. */
public final class TargetOptions {
    @Option(
            names = "--header",
            paramLabel = "'NAME: VALUE'",
            description = "send this header with every request; may be repeated")
    private List<String> headers = new ArrayList<>();

    @Option(
            names = "--header-file",
            paramLabel = "FILE",
            description = "read such headers from a file")
    private @Nullable Path headerFile;

    @Option(
            names = "--bearer-file",
            paramLabel = "FILE",
            description = "read a bearer token from a file (or set STANCH_BEARER_TOKEN)")
    private @Nullable Path bearerFile;

    @Option(
            names = "--basic-file",
            paramLabel = "FILE",
            description = "read user:password from a file (or set STANCH_BASIC_AUTH)")
    private @Nullable Path basicFile;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description = "trust the certificates in this PEM file")
    private @Nullable Path caFile;

    @Option(names = "--insecure", description = "accept any certificate")
    private boolean insecure;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "give up a request after this time (default: 30s)",
            converter = Durations.class)
    private Duration timeout = Duration.ofSeconds(30);

    @Option(
            names = "--json-path",
            paramLabel = "PATH",
            description =
                    "a JSON endpoint with goroutines, heap_alloc, heap_sys, num_gc, pause_total_ns; may be repeated")
    private List<String> jsonPaths = new ArrayList<>();

    public Access access(Map<String, String> environment) throws CaptureException {
        return Access.of(environment, headers, headerFile, bearerFile, basicFile, caFile, insecure);
    }

    public Limits limits() {
        return Limits.defaults().withTimeout(timeout);
    }

    public List<String> jsonPaths() {
        return jsonPaths;
    }
}
