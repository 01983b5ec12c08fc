package dev.stanch.cli.pprof;

import dev.stanch.cli.pprof.GoFlags.Kind;
import dev.stanch.cli.pprof.GoFlags.Parsed;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.ReportFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code pprof} ({@code internal/driver/cli.go} in google/pprof) and what they mean
 * together.
 */
final class PprofFlags {
    static final String GROWTH = "growth";
    static final String KEPT = "kept";
    private static final List<String> TEXTS =
            List.of(
                    "diff_base",
                    "base",
                    "symbolize",
                    "buildid",
                    "add_comment",
                    "tools",
                    "http",
                    "tls_cert",
                    "tls_key",
                    "tls_ca");

    /** Flag and the sample type that it stands for, in the order in which they are heeded. */
    private static final String[][] SAMPLE_TYPES = {
        {"total_delay", "delay"},
        {"mean_delay", "delay"},
        {"contentions", "contentions"},
        {"inuse_space", "inuse_space"},
        {"inuse_objects", "inuse_objects"},
        {"alloc_space", "alloc_space"},
        {"alloc_objects", "alloc_objects"},
    };

    private final Predicate<String> isExecutable;
    private final Consumer<String> warnings;
    private final GoFlags flags = new GoFlags();

    /**
     * @param isExecutable whether a word is the name of a program's file: pprof takes such a first
     *     word for what the profiles are of
     */
    PprofFlags(Predicate<String> isExecutable, Consumer<String> warnings) {
        this.isExecutable = isExecutable;
        this.warnings = warnings;
        TEXTS.forEach(name -> flags.define(name, Kind.TEXT));
        flags.define("timeout", Kind.INTEGER);
        flags.define("seconds", Kind.INTEGER);
        flags.define("no_browser", Kind.BOOLEAN);
        flags.define(GROWTH, Kind.BOOLEAN);
        flags.define(KEPT, Kind.BOOLEAN);
        for (String[] type : SAMPLE_TYPES) {
            flags.define(type[0], Kind.BOOLEAN);
        }
        for (Option option : Option.values()) {
            define(option);
        }
        for (ReportFormat format : ReportFormat.values()) {
            flags.define(format.key(), format.takesPattern() ? Kind.TEXT : Kind.BOOLEAN);
        }
    }

    private void define(Option option) {
        switch (option.kind()) {
            case SWITCH -> flags.define(option.key(), Kind.BOOLEAN);
            case NUMBER -> flags.define(option.key(), Kind.INTEGER);
            case FRACTION -> flags.define(option.key(), Kind.NUMBER);
            case TEXT -> flags.define(option.key(), Kind.TEXT);
            case CHOICE -> option.choices().forEach(choice -> flags.define(choice, Kind.BOOLEAN));
        }
    }

    /**
     * @return null when help is asked for
     */
    @Nullable Request parse(List<String> words) throws UsageException {
        Parsed parsed = flags.parse(words);
        if (parsed.help()) {
            return null;
        }
        List<String> sources = parsed.rest();
        if (sources.isEmpty()) {
            throw new UsageException("no profile source specified");
        }
        String executable = "";
        if (sources.size() > 1 && isExecutable.test(sources.getFirst())) {
            executable = sources.getFirst();
            sources = sources.subList(1, sources.size());
        }
        Options options = options(parsed);
        @Nullable Asked asked = asked(parsed);
        Request.@Nullable Web web = web(parsed, asked);
        List<String> bases = bases(parsed);
        if (options.isOn(Option.NORMALIZE) && bases.isEmpty()) {
            throw new UsageException("must have base profile to normalize by");
        }
        return new Request(
                sources,
                executable,
                parsed.text("buildid"),
                bases,
                !parsed.text("diff_base").isEmpty(),
                new Request.RemoteAccess(
                        parsed.integer("seconds", -1),
                        parsed.integer("timeout", -1),
                        parsed.text("tls_cert"),
                        parsed.text("tls_key"),
                        parsed.text("tls_ca")),
                parsed.text("symbolize"),
                parsed.text("add_comment"),
                web,
                options,
                asked);
    }

    private Options options(Parsed parsed) throws UsageException {
        Options options = Options.defaults();
        try {
            for (Option option : Option.values()) {
                options = with(options, option, parsed);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        for (String[] type : SAMPLE_TYPES) {
            if (!parsed.isTrue(type[0])) {
                continue;
            }
            if (options.text(Option.SAMPLE_INDEX).isEmpty()) {
                options = options.with(Option.SAMPLE_INDEX, type[1]);
            } else {
                warnings.accept("Multiple value selections, ignoring -" + type[0]);
            }
        }
        return parsed.isTrue("mean_delay") ? options.with(Option.MEAN, "true") : options;
    }

    private static Options with(Options options, Option option, Parsed parsed)
            throws UsageException {
        if (option.kind() != Option.Kind.CHOICE) {
            @Nullable String value = parsed.values().get(option.key());
            return value == null ? options : options.with(option, value);
        }
        List<String> chosen = option.choices().stream().filter(parsed::isTrue).toList();
        if (chosen.size() > 1) {
            throw new UsageException("conflicting options set: [" + String.join(" ", chosen) + "]");
        }
        return chosen.isEmpty() ? options : options.with(option, chosen.getFirst());
    }

    private static @Nullable Asked asked(Parsed parsed) throws UsageException {
        List<Asked> all = new ArrayList<>();
        for (ReportFormat format : ReportFormat.values()) {
            if (format.takesPattern() && !parsed.text(format.key()).isEmpty()) {
                all.add(new Asked.Standard(format, parsed.text(format.key())));
            } else if (!format.takesPattern() && parsed.isTrue(format.key())) {
                all.add(new Asked.Standard(format, ""));
            }
        }
        if (parsed.isTrue(GROWTH)) {
            all.add(new Asked.Growth());
        }
        if (parsed.isTrue(KEPT)) {
            all.add(new Asked.Kept());
        }
        if (all.size() > 1) {
            throw new UsageException("must set at most one output format");
        }
        return all.isEmpty() ? null : all.getFirst();
    }

    private static Request.@Nullable Web web(Parsed parsed, @Nullable Asked asked)
            throws UsageException {
        String address = parsed.text("http");
        if (asked != null && !address.isEmpty()) {
            throw new UsageException(
                    "-http is not compatible with an output format on the command line");
        }
        if (parsed.isTrue("no_browser") && address.isEmpty()) {
            throw new UsageException("-no_browser only makes sense with -http");
        }
        return address.isEmpty() ? null : new Request.Web(address, !parsed.isTrue("no_browser"));
    }

    private static List<String> bases(Parsed parsed) throws UsageException {
        String base = parsed.text("base");
        String diffBase = parsed.text("diff_base");
        if (!base.isEmpty() && !diffBase.isEmpty()) {
            throw new UsageException("-base and -diff_base flags cannot both be specified");
        }
        String one = base + diffBase;
        return one.isEmpty() ? List.of() : List.of(one);
    }
}
