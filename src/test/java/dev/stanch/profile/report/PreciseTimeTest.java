package dev.stanch.profile.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PreciseTimeTest {
    @Test
    void timesAreWrittenAsGoWritesThem() {
        long second = 1_700_000_000_000_000_000L;
        assertThat(PreciseTime.of(second, ZoneOffset.UTC))
                .isEqualTo("2023-11-14 22:13:20 +0000 UTC");
        assertThat(PreciseTime.of(second + 120, ZoneOffset.UTC))
                .isEqualTo("2023-11-14 22:13:20.00000012 +0000 UTC");
        assertThat(PreciseTime.of(second, ZoneId.of("America/New_York")))
                .isEqualTo("2023-11-14 17:13:20 -0500 EST");
    }
}
