package dev.stanch.goroutine.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The program's text in a line that is a JSON object: Docker's {@code json-file}, the journal's
 * {@code -o json}, cloud logs, and loggers that put a stack into a field.
 *
 * @param text one line or several
 * @param partial whether the program's line goes on in the next object, as Docker splits them
 * @param source the same for objects of one stream or process
 */
public record JsonLine(String text, boolean partial, long source) {
    /** Bytes; where Docker and containerd split a longer line. */
    private static final int SPLIT = 16 << 10;

    private static final Set<String> TEXTS =
            Set.of(
                    "log",
                    "message",
                    "msg",
                    "line",
                    "textpayload",
                    "body",
                    "error",
                    "stack",
                    "stacktrace",
                    "stack_trace");
    private static final Set<String> SOURCES =
            Set.of(
                    "stream",
                    "_pid",
                    "_hostname",
                    "host",
                    "hostname",
                    "pod",
                    "pod_name",
                    "container",
                    "container_id",
                    "container_name");
    private static final JsonFactory JSON = new JsonFactory();

    /** Null when the bytes are no whole JSON object, or hold no text of a program. */
    public static @Nullable JsonLine of(byte[] line, int from, int to) {
        if (to - from < 2 || line[from] != '{' || line[to - 1] != '}') {
            return null;
        }
        StringBuilder text = new StringBuilder();
        boolean found = false;
        boolean docker = false;
        long source = 0;
        try (JsonParser parser = JSON.createParser(line, from, to - from)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName().toLowerCase(Locale.ROOT);
                JsonToken value = parser.nextToken();
                if (value == JsonToken.VALUE_STRING && TEXTS.contains(key)) {
                    if (found && !text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
                        text.append('\n');
                    }
                    text.append(parser.getText());
                    found = true;
                    docker = key.equals("log");
                } else if (value == JsonToken.VALUE_STRING && SOURCES.contains(key)) {
                    source = source * 31 + parser.getText().hashCode();
                } else if (value.isStructStart()) {
                    parser.skipChildren();
                }
            }
        } catch (IOException notJson) {
            return null;
        }
        if (!found) {
            return null;
        }
        boolean ended = !text.isEmpty() && text.charAt(text.length() - 1) == '\n';
        boolean partial = docker && !ended && bytes(text) >= SPLIT;
        if (ended) {
            text.setLength(text.length() - 1);
        }
        return new JsonLine(text.toString(), partial, source);
    }

    private static int bytes(StringBuilder text) {
        return text.length() < SPLIT / 3 ? 0 : text.toString().getBytes(UTF_8).length;
    }
}
