package dev.stanch.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stanch.trace.wire.EventSpec;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a trace out of Go's text form of one, as internal/trace/raw/textreader.go does. */
final class WireText {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, EventSpec> specs = new HashMap<>();
    private final List<String> lines;
    private int next;

    private WireText(String text) {
        lines = text.lines().map(WireText::uncommented).filter(line -> !line.isEmpty()).toList();
        EventSpec.all().forEach(spec -> specs.put(spec.name(), spec));
    }

    static byte[] trace(String text) {
        return new WireText(text).bytes();
    }

    private byte[] bytes() {
        String version = lines.get(next++).substring("Trace Go".length());
        out.writeBytes(("go " + version + " trace\0\0\0").getBytes(ISO_8859_1));
        while (next < lines.size()) {
            event();
        }
        return out.toByteArray();
    }

    private void event() {
        List<String> words = Arrays.asList(lines.get(next++).split("\\s+", -1));
        EventSpec spec = Objects.requireNonNull(specs.get(words.get(0)), words.get(0));
        out.write(spec.type());
        words.subList(1, words.size()).forEach(word -> number(value(word)));
        if (spec.name().equals("Stack")) {
            long frames = value(words.get(2));
            for (int i = 0; i < frames; i++) {
                Arrays.stream(lines.get(next++).split("\\s+", -1))
                        .filter(word -> !word.isEmpty())
                        .forEach(word -> number(value(word)));
            }
        }
        if (spec.name().equals("String")) {
            String line = lines.get(next++);
            String quoted = line.substring(line.indexOf('"') + 1, line.lastIndexOf('"'));
            byte[] data = quoted.translateEscapes().getBytes(UTF_8);
            number(data.length);
            out.writeBytes(data);
        }
    }

    private static String uncommented(String line) {
        boolean isData = line.strip().startsWith("data=");
        int comment = isData ? -1 : line.indexOf('#');
        return (comment < 0 ? line : line.substring(0, comment)).strip();
    }

    private static long value(String word) {
        return Long.parseUnsignedLong(word.substring(word.indexOf('=') + 1));
    }

    private void number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
