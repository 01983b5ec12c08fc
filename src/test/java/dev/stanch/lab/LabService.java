package dev.stanch.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * One running program of the lab on a free port. It ends with {@link #close}, and by itself after
 * two minutes should nobody close it.
 */
record LabService(Process process, String url) implements AutoCloseable {
    private static final String GREETING = "listening ";

    static LabService start(Path executable) throws IOException {
        Process process =
                new ProcessBuilder(executable.toAbsolutePath().toString(), "-for", "2m")
                        .redirectError(Redirect.DISCARD)
                        .start();
        String line =
                new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (line == null || !line.startsWith(GREETING)) {
            process.destroyForcibly();
            throw new IOException(executable + " did not start, but said: " + line);
        }
        return new LabService(process, line.substring(GREETING.length()).strip());
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            boolean ended = process.waitFor(5, TimeUnit.SECONDS);
            if (!ended) {
                throw new IllegalStateException(process + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
