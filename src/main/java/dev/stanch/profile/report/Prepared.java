package dev.stanch.profile.report;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.graph.TrimPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A profile on the way to a report, when everything that does not depend on the form of the report
 * is done: label frames added, the value chosen, samples and frames filtered, locations aggregated.
 */
public final class Prepared {
    /** The filters that a report names above its values, in their order. */
    static final List<Option> FILTERS =
            List.of(
                    Option.FOCUS,
                    Option.IGNORE,
                    Option.HIDE,
                    Option.SHOW,
                    Option.SHOW_FROM,
                    Option.TAGFOCUS,
                    Option.TAGIGNORE,
                    Option.TAGSHOW,
                    Option.TAGHIDE);

    private final Profile profile;
    private final ReportFormat format;
    private final Options options;
    private final @Nullable Pattern pattern;
    private final Map<String, String> labelUnits;
    private final int valueIndex;
    private final ValueType sampleType;
    private final long total;

    private Prepared(
            Profile profile,
            ReportFormat format,
            Options options,
            @Nullable Pattern pattern,
            Map<String, String> labelUnits,
            int valueIndex,
            ValueType sampleType,
            long total) {
        this.profile = profile;
        this.format = format;
        this.options = options;
        this.pattern = pattern;
        this.labelUnits = labelUnits;
        this.valueIndex = valueIndex;
        this.sampleType = sampleType;
        this.total = total;
    }

    /**
     * Takes a profile through pprof's steps in pprof's order.
     *
     * @param pattern which functions a format with {@link ReportFormat#takesPattern} shows
     * @param asked as given by the user; the format may change them, {@link ReportFormat#adjust}
     * @param warnings such as an expression that matched nothing
     * @throws ReportException with pprof's message if the options do not fit the profile
     */
    public static Prepared of(
            Profile profile,
            ReportFormat format,
            @Nullable String pattern,
            Options asked,
            Warnings warnings)
            throws FormatException, ReportException {
        Map<String, String> labelUnits = LabelUnits.of(profile, warnings);
        Options options = format.adjust(asked);
        Pipeline pipeline = new Pipeline(options, labelUnits, warnings);
        Profile framed = pipeline.addLabelFrames(profile);
        boolean isRelative = options.isOn(Option.RELATIVE_PERCENTAGES);
        Profile measured = isRelative ? pipeline.filter(framed) : framed;
        int valueIndex = SampleChoice.of(measured, options.text(Option.SAMPLE_INDEX));
        if (options.fraction(Option.DIVIDE_BY) == 0) {
            throw new ReportException("zero divisor specified");
        }
        Pattern compiled = pattern == null ? null : compile(pattern);
        boolean isMean = options.isOn(Option.MEAN);
        long total = Totals.of(measured, valueIndex, isMean);
        Profile filtered = isRelative ? measured : pipeline.filter(measured);
        Profile aggregated = pipeline.aggregate(filtered);
        ValueType type = profile.sampleTypes().get(valueIndex);
        String name = isMean ? "mean_" + type.type() : type.type();
        return new Prepared(
                aggregated,
                format,
                options,
                compiled,
                labelUnits,
                valueIndex,
                new ValueType(name, type.unit()),
                total);
    }

    /** After all filters and aggregation. */
    public Profile profile() {
        return profile;
    }

    public ReportFormat format() {
        return format;
    }

    /** As the format has them. */
    public Options options() {
        return options;
    }

    /** Of the functions to show; null where the format takes none. */
    public @Nullable Pattern pattern() {
        return pattern;
    }

    /** By key of the numeric labels. */
    public Map<String, String> labelUnits() {
        return labelUnits;
    }

    /** The chosen column of values. */
    public int valueIndex() {
        return valueIndex;
    }

    /** The chosen type, with {@code mean_} before its name where means are shown. */
    public ValueType sampleType() {
        return sampleType;
    }

    /** Whether values are divided by the first column: {@link #divisor}. */
    public boolean isMean() {
        return options.isOn(Option.MEAN);
    }

    /** The chosen value, not yet divided for a mean. */
    public long value(int sample) {
        return profile.value(sample, valueIndex);
    }

    /** What the value of a sample is divided by in a mean; 0 where no mean is shown. */
    public long divisor(int sample) {
        return isMean() ? profile.value(sample, 0) : 0;
    }

    /** The 100 percent: of all samples before the filters, or after them where so wished. */
    public long total() {
        return total;
    }

    /** How values are printed, in the unit asked for. */
    public ValueFormat values() {
        return new ValueFormat(
                sampleType.unit(),
                options.text(Option.UNIT),
                1 / options.fraction(Option.DIVIDE_BY));
    }

    /** What to cut from source paths. */
    public TrimPath trimPath() {
        return new TrimPath(options.text(Option.TRIM_PATH), options.text(Option.SOURCE_PATH));
    }

    /** The lines that name the profile, with values as {@link #values} prints them. */
    public List<String> headerLabels() {
        return Header.of(this, values());
    }

    /** The filters in force, as {@code focus=main}. */
    public List<String> activeFilters() {
        List<String> result = new ArrayList<>();
        for (Option option : FILTERS) {
            String value = options.text(option);
            if (!value.isEmpty()) {
                result.add(option.key() + "=" + value);
            }
        }
        return result;
    }

    private static Pattern compile(String expression) throws ReportException {
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException wrong) {
            throw new ReportException(
                    "parsing argument regexp " + expression + ": " + wrong.getMessage());
        }
    }
}
