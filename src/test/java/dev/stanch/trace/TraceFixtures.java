package dev.stanch.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.summary.Summarizer;
import dev.stanch.trace.summary.Summary;
import dev.stanch.trace.text.ParsedText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;

/** Recorded traces of lab/profiles/traces, and Go's own tool to compare with. */
final class TraceFixtures {
    static final List<String> VERSIONS = List.of("1.22", "1.23", "1.25", "1.26", "1.27");

    private TraceFixtures() {}

    static byte[] recorded(String go) throws IOException {
        String name = "/dev/stanch/trace/go" + go + ".trace.gz";
        try (InputStream in =
                new GZIPInputStream(
                        Objects.requireNonNull(
                                TraceFixtures.class.getResourceAsStream(name), name))) {
            return in.readAllBytes();
        }
    }

    /** Every event as text, and what is wrong with the trace in the end. */
    record Read(String text, boolean failed) {}

    static Read parsed(byte[] trace) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ByteInput input = input(trace)) {
            TraceReader reader = TraceReader.open(input);
            ParsedText printer = new ParsedText(ZoneOffset.UTC);
            for (TraceEvent event = reader.next(); event != null; event = reader.next()) {
                printer.append(event, text);
            }
            return new Read(text.toString(), reader.damage() != null);
        } catch (FormatException e) {
            return new Read(text.toString(), true);
        }
    }

    static Summary summary(byte[] trace) throws FormatException, IOException {
        try (ByteInput input = input(trace)) {
            TraceReader reader = TraceReader.open(input);
            Summarizer sums = new Summarizer(reader.version());
            for (TraceEvent event = reader.next(); event != null; event = reader.next()) {
                sums.add(event);
            }
            return sums.finished();
        }
    }

    static ByteInput input(byte[] trace) throws IOException {
        return ByteInput.open("trace", new ByteArrayInputStream(trace), 1L << 30);
    }

    /** What {@code go tool trace -d=parsed} says; the test is skipped where there is no Go 1.26. */
    static Read goSays(Path folder, byte[] trace) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "t", ".trace");
        Files.write(file, trace);
        Path out = Files.createTempFile(folder, "t", ".txt");
        ProcessBuilder tool =
                new ProcessBuilder("go", "tool", "trace", "-d=parsed", file.toString());
        tool.environment().put("TZ", "UTC");
        int code =
                tool.redirectOutput(out.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
        return new Read(Files.readString(out, UTF_8), code != 0);
    }

    /** GOROOT of a Go that prints events as 1.26 does; skips the test where there is none. */
    static Path assumeGo() throws IOException, InterruptedException {
        Process asked;
        try {
            asked = new ProcessBuilder("go", "env", "GOROOT", "GOVERSION").start();
        } catch (IOException e) {
            Assumptions.abort("go is not installed: traces are not compared with go tool trace");
            throw e;
        }
        List<String> lines =
                new String(asked.getInputStream().readAllBytes(), UTF_8).lines().toList();
        asked.waitFor();
        Assumptions.assumeTrue(
                lines.size() == 2 && lines.get(1).compareTo("go1.26") >= 0,
                "go is older than 1.26: traces are not compared with go tool trace");
        return Path.of(lines.get(0));
    }
}
