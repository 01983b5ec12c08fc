package dev.stanch.capture.content;

import dev.stanch.capture.Body;
import dev.stanch.capture.CaptureException;
import dev.stanch.capture.CaptureKind;
import dev.stanch.capture.Limits;
import dev.stanch.capture.Problem;
import dev.stanch.capture.Words;
import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whether a body is what was asked for, before anything else is done with it. */
public final class BodyCheck {
    private BodyCheck() {}

    /**
     * The body to keep: the same, or without what may hold secrets.
     *
     * @throws CaptureException when it is something else, cut, or unpacks beyond bounds
     */
    public static Body check(CaptureKind kind, String place, Body body, Limits limits)
            throws CaptureException {
        try {
            return switch (kind) {
                case GOROUTINE, GOROUTINE_LEAK, HEAP, ALLOCS, CPU -> {
                    ProtoPeek.of(place, body, limits.inflatedBytes());
                    yield body;
                }
                case EXPVAR -> withoutSecrets(place, body);
                case GOROUTINE_DUMP, HEAP_TEXT, SYMBOLS, METRICS, RUNTIME_JSON, COUNTS -> {
                    if (!fits(kind, Sniff.head(body))) {
                        throw new CaptureException(
                                Problem.NOT_A_PROFILE,
                                place,
                                Sniff.looksLike(body)
                                        + ", not a "
                                        + kind.id()
                                        + "; "
                                        + Sniff.PROFILE_MEND);
                    }
                    yield body;
                }
                case PROCESS, SOURCE, OTHER -> body;
            };
        } catch (IOException e) {
            throw new CaptureException(
                    Problem.UNREADABLE, place, "cannot be read (" + Words.of(e) + ")", e);
        }
    }

    private static boolean fits(CaptureKind kind, String head) {
        return switch (kind) {
            case GOROUTINE_DUMP -> Sniff.isDump(head);
            case HEAP_TEXT -> head.startsWith("heap profile:");
            case SYMBOLS -> head.startsWith("num_symbols:");
            case METRICS -> !Sniff.isHtml(head) && !Sniff.isJson(head);
            case RUNTIME_JSON -> Sniff.isJson(head);
            case COUNTS -> !PprofIndex.counts(head).isEmpty();
            case GOROUTINE, GOROUTINE_LEAK, HEAP, ALLOCS, CPU, EXPVAR, PROCESS, SOURCE, OTHER ->
                    true;
        };
    }

    /** Expvar shows the command line, which may hold secrets: only the numbers are kept. */
    private static Body withoutSecrets(String place, Body body)
            throws CaptureException, IOException {
        Map<String, Object> kept = new LinkedHashMap<>();
        try (InputStream in = body.open()) {
            for (Map.Entry<String, Double> number : Json.numbers(place, in).entrySet()) {
                String path = number.getKey();
                String known = path.startsWith("memstats.") ? path.substring(9) : path;
                if (path.startsWith("memstats.")) {
                    nested(kept, "memstats").put(known, number.getValue());
                } else {
                    kept.put(path, number.getValue());
                }
            }
        } catch (FormatException e) {
            throw new CaptureException(
                    Problem.NOT_A_PROFILE,
                    place,
                    Sniff.looksLike(body) + ", not expvar; " + Sniff.PROFILE_MEND,
                    e);
        }
        return Body.of(Json.write(kept));
    }

    @SuppressWarnings("unchecked") // only this method puts maps there
    private static Map<String, Object> nested(Map<String, Object> outer, String name) {
        return (Map<String, Object>)
                outer.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>());
    }
}
