package dev.stanch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.leak.Report;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PhrasesTest {
    @Test
    void growthThatIsOlderThanTheProcessAtThisPaceBeganWithTheProcess() {
        assertThat(since(null)).endsWith("(5 min 56 s at this pace)");
        assertThat(since(400.0)).endsWith("(5 min 56 s at this pace)");
        assertThat(since(100.0))
                .startsWith("the process's start, ")
                .endsWith(", or later (faster at first than now)");
    }

    /** Of 4,312 goroutines at 12.1 a second. */
    private static @Nullable String since(@Nullable Double uptime) {
        Report r = SampleReports.leaking();
        Report report =
                new Report(
                        r.target(),
                        r.started(),
                        r.seconds(),
                        r.verdict(),
                        r.summary(),
                        r.findings(),
                        r.symptoms(),
                        r.forecast(),
                        r.facts(),
                        uptime,
                        r.requests(),
                        r.targetCpuSeconds(),
                        r.plots(),
                        r.incomplete());
        return Phrases.since(report, report.findings().getFirst());
    }
}
