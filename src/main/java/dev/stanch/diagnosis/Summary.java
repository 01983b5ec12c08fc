package dev.stanch.diagnosis;

import dev.stanch.leak.Confidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Forecast;
import dev.stanch.leak.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer in one or two sentences. */
final class Summary {
    private Summary() {}

    static String of(
            Verdict verdict, List<Finding> findings, @Nullable Forecast forecast, double seconds) {
        return switch (verdict) {
            case CLEAN -> "Nothing leaks: in %.0f s nothing grew that stayed.".formatted(seconds);
            case UNSURE ->
                    findings.isEmpty()
                            ? "Nothing was seen to leak, but too little was seen to call it clean."
                            : "Nothing is sure: %d place%s may leak, or may be filling up to a bound."
                                    .formatted(findings.size(), findings.size() == 1 ? "" : "s");
            case LEAKING -> leaking(findings, forecast);
        };
    }

    private static String leaking(List<Finding> findings, @Nullable Forecast forecast) {
        Finding first = findings.getFirst();
        long sure = findings.stream().filter(f -> f.confidence() != Confidence.SUSPECT).count();
        String others = sure > 1 ? " and %d more".formatted(sure - 1) : "";
        String end =
                forecast == null || forecast.seconds() > 30L * 24 * 3600
                        ? ""
                        : " Memory ends in about %s.".formatted(duration(forecast.seconds()));
        return "%s in %s at %s%s.%s"
                .formatted(
                        first.cause().id(),
                        first.site()
                                .function()
                                .substring(first.site().function().lastIndexOf('/') + 1),
                        first.site().place(),
                        others,
                        end);
    }

    private static String duration(double seconds) {
        if (seconds < 120) {
            return "%.0f s".formatted(seconds);
        }
        if (seconds < 7200) {
            return "%.0f min".formatted(seconds / 60);
        }
        return seconds < 48 * 3600
                ? "%.1f h".formatted(seconds / 3600)
                : "%.1f days".formatted(seconds / 86400);
    }
}
