package dev.stanch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantitiesTest {
    @Test
    void bytesAreBinaryAndShort() {
        assertThat(Quantities.bytes(0)).isEqualTo("0 B");
        assertThat(Quantities.bytes(1023)).isEqualTo("1,023 B");
        assertThat(Quantities.bytes(1024)).isEqualTo("1.0 KiB");
        assertThat(Quantities.bytes(1.2 * (1 << 20))).isEqualTo("1.2 MiB");
        assertThat(Quantities.bytes(90_000_000)).isEqualTo("85.8 MiB");
        assertThat(Quantities.bytes(-2048)).isEqualTo("-2.0 KiB");
        assertThat(Quantities.bytes((double) Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    }

    @Test
    void ratesUseTheUnitOfTimeThatFits() {
        assertThat(Quantities.rate(12.1)).isEqualTo("12.1/s");
        assertThat(Quantities.rate(0.05)).isEqualTo("3.0/min");
        assertThat(Quantities.rate(2 / 3600.0)).isEqualTo("2.0/h");
        assertThat(Quantities.bytesPerSecond(41_000)).isEqualTo("41 kB/s");
        assertThat(Quantities.bytesPerSecond(9_500)).isEqualTo("9.5 kB/s");
    }

    @Test
    void durationsHaveTwoUnitsAtMost() {
        assertThat(Quantities.duration(0.4)).isEqualTo("0.4 s");
        assertThat(Quantities.duration(45)).isEqualTo("45 s");
        assertThat(Quantities.duration(119.7)).isEqualTo("2 min");
        assertThat(Quantities.duration(3599.9)).isEqualTo("1 h");
        assertThat(Quantities.duration(5400)).isEqualTo("1 h 30 min");
        assertThat(Quantities.duration(86_399)).isEqualTo("24 h");
        assertThat(Quantities.duration(51 * 3600)).isEqualTo("2 d 3 h");
        assertThat(Quantities.duration(3 * 365 * 86_400.0)).isEqualTo("3 years");
    }

    @Test
    void countsAreGroupedAndNamed() {
        assertThat(Quantities.count(4312)).isEqualTo("4,312");
        assertThat(Quantities.count(1, "goroutine")).isEqualTo("1 goroutine");
        assertThat(Quantities.count(0, "goroutine")).isEqualTo("0 goroutines");
    }

    @Test
    void ticksAreRoundInTheirUnitAndTellApart() {
        assertThat(Ticks.of(0, 20, 6, "seconds")).isEqualTo(List.of(0.0, 5.0, 10.0, 15.0, 20.0));
        assertThat(Ticks.of(4057, 4338, 5, "count")).isEqualTo(List.of(4100.0, 4200.0, 4300.0));
        double mebi = 1 << 20;
        assertThat(Ticks.of(0, 4 * mebi, 4, "bytes"))
                .isEqualTo(List.of(0.0, mebi, 2 * mebi, 3 * mebi, 4 * mebi));
        assertThat(Ticks.of(1, 1, 5, "count")).isEmpty();
        assertThat(Quantities.tick(287 * mebi, 256 * 1024, "bytes")).isEqualTo("287.0 MiB");
    }

    @Test
    void longPathsLoseFoldersInTheMiddleAndNeverTheFile() {
        String path = "github.com/company/platform/services/cache/store.go:137";
        assertThat(Columns.shorten(path, 60, "…")).isEqualTo(path);
        assertThat(Columns.shorten(path, 40, "…"))
                .isEqualTo("github.com/…/services/cache/store.go:137");
        assertThat(Columns.shorten(path, 39, "…")).isEqualTo("github.com/…/cache/store.go:137");
        assertThat(Columns.shorten(path, 14, "…")).isEqualTo("store.go:137");
        assertThat(Columns.shorten(path, 5, "…")).isEqualTo("store.go:137");
    }
}
