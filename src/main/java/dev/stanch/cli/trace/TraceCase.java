package dev.stanch.cli.trace;

import dev.stanch.diagnosis.tracing.TraceDiagnosis;
import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.report.TraceReport;
import dev.stanch.trace.TraceReader;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.summary.Summarizer;
import dev.stanch.trace.summary.Summary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One trace from its bytes to its report. */
final class TraceCase {
    private TraceCase() {}

    /** Uses what is whole; throws only where nothing is. */
    static TraceReport read(ByteInput input, Instant at) throws FormatException, IOException {
        TraceReader reader = TraceReader.open(input);
        Summarizer sums = new Summarizer(reader.version());
        for (TraceEvent event = reader.next(); event != null; event = reader.next()) {
            sums.add(event);
        }
        Summary summary = sums.finished();
        FormatException damage = reader.damage();
        if (damage != null && summary.events() == 0) {
            throw damage;
        }
        List<String> incomplete = new ArrayList<>();
        double lost = 0;
        if (damage != null) {
            long whole = reader.wholeBytes();
            while (input.require(1)) {
                input.advance(input.available());
            }
            long all = Math.max(input.offset(), 1);
            lost = Math.max(0, (double) (all - whole) / all);
            incomplete.add(
                    String.format(
                            Locale.ROOT,
                            "%.2f %% of the trace could not be used: %s",
                            100 * lost,
                            damage.getMessage()));
        }
        return new TraceReport(
                new TraceDiagnosis().judge(input.name(), at, summary, incomplete),
                summary,
                input.offset(),
                lost);
    }
}
