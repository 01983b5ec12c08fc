package dev.stanch.report;

import dev.stanch.leak.Cause;
import dev.stanch.leak.Confidence;
import dev.stanch.leak.Evidence;
import dev.stanch.leak.Finding;
import dev.stanch.leak.Fix;
import dev.stanch.leak.Forecast;
import dev.stanch.leak.Plot;
import dev.stanch.leak.Report;
import dev.stanch.leak.Site;
import dev.stanch.leak.Symptom;
import dev.stanch.leak.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reports with anything in them: hostile texts, extreme numbers, missing values. */
final class RandomReports {
    private static final String[] PIECES = {
        "main.",
        "(*Hub)",
        ".publish",
        "/srv/",
        "hub.go",
        " ",
        "  ",
        "\n",
        "\t",
        "\u001b[31m",
        "\u0000",
        "\u0085",
        "\u202e",
        "\u200b",
        "\ud800",
        "\udc00",
        "\ud83d\ude00",
        "世界",
        "e\u0301",
        "<b>",
        "&amp;",
        "\"",
        "'",
        "`",
        "```\n",
        "@all",
        "#1",
        "http://x",
        "www.x",
        "|",
        "\\",
        "[a](b)",
        "1.",
        "-",
        "…",
        "≥",
        "-->",
        "]]>",
        "\uffff",
        "averyveryveryverylongwordwithoutanyblank"
    };
    private static final double[] NUMBERS = {
        0,
        -0.0,
        1,
        12.1,
        1e-9,
        -3,
        1e18,
        -1e300,
        Double.MAX_VALUE,
        Double.MIN_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY
    };

    private final Random random;

    RandomReports(long seed) {
        this.random = new Random(seed);
    }

    Report next() {
        var facts = new LinkedHashMap<String, String>();
        list(() -> facts.put(text(), text()));
        return new Report(
                text(),
                Instant.ofEpochSecond(random.nextLong(-62_000_000_000L, 250_000_000_000L)),
                number(),
                one(Verdict.values()),
                text(),
                list(this::finding),
                list(() -> new Symptom(text(), text())),
                maybe(this::forecast),
                facts,
                maybe(this::number),
                random.nextInt(100),
                maybe(this::number),
                list(this::plot),
                list(this::text));
    }

    private Finding finding() {
        return new Finding(
                one(Cause.values()),
                one(Confidence.values()),
                site(),
                maybe(this::site),
                maybe(this::text),
                maybe(this::text),
                maybe(this::number),
                maybe(random::nextLong),
                maybe(this::number),
                maybe(random::nextLong),
                maybe(this::number),
                maybe(this::number),
                list(() -> new Evidence(text(), text(), maybe(this::number))),
                text(),
                new Fix(text(), one(Fix.Grade.values()), maybe(this::text), maybe(this::text)),
                maybe(this::plot));
    }

    private Site site() {
        return new Site(text(), text(), random.nextInt(3) * 137);
    }

    private Forecast forecast() {
        return new Forecast(
                random.nextLong(),
                text(),
                random.nextLong(),
                number(),
                number(),
                number(),
                number());
    }

    private Plot plot() {
        int length = random.nextInt(5) == 0 ? random.nextInt(2000) : random.nextInt(6);
        double[] seconds = new double[length];
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            seconds[i] = random.nextInt(4) == 0 ? number() : i;
            values[i] = random.nextInt(4) == 0 ? number() : random.nextGaussian() * 1e6;
        }
        String unit = random.nextBoolean() ? one("count", "bytes", "seconds") : text();
        return new Plot(text(), unit, seconds, values);
    }

    private String text() {
        var text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(one(PIECES));
        }
        return text.toString();
    }

    private double number() {
        return random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : random.nextDouble(1e7);
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> item) {
        var list = new ArrayList<T>();
        for (int i = random.nextInt(3); i > 0; i--) {
            T made = item.get();
            if (made != null) {
                list.add(made);
            }
        }
        return list;
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
