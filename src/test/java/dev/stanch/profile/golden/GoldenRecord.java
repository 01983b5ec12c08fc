package dev.stanch.profile.golden;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * What pprof printed for one profile, by the name of the command line. Several answers stand where
 * repeated runs of pprof differed. The format is told in {@code lab/profiles/golden/record.go}.
 */
record GoldenRecord(Map<String, List<Answer>> answers) {
    /** One output, proto unpacked. */
    @SuppressWarnings("ArrayRecordComponent") // compared with Arrays.equals
    record Answer(boolean failed, byte[] out) {}

    List<Answer> of(Matrix.Line line) {
        return answers.getOrDefault(line.name(), List.of());
    }

    static GoldenRecord read(Path file) throws IOException {
        Map<String, List<Answer>> answers = new LinkedHashMap<>();
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            String header = header(in);
            while (header != null) {
                String[] words = header.split(" ", -1);
                byte[] out =
                        words[2].equals("same")
                                ? requireNonNull(answers.get(words[3])).getFirst().out()
                                : body(in, Integer.parseInt(words[2]));
                answers.computeIfAbsent(words[0], name -> new ArrayList<>())
                        .add(new Answer(words[1].equals("failed"), out));
                header = header(in);
            }
        }
        return new GoldenRecord(answers);
    }

    private static byte[] body(InputStream in, int length) throws IOException {
        byte[] out = in.readNBytes(length);
        if (out.length < length || in.read() != '\n') {
            throw new EOFException("the record is cut off");
        }
        return out;
    }

    /** The next line; null at the end. */
    private static @Nullable String header(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
