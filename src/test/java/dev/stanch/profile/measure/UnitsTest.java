package dev.stanch.profile.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected texts are those that {@code go tool pprof} prints. */
class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "0, bytes, auto, 0",
        "1, bytes, auto, 1B",
        "1023, bytes, minimum, 1023B",
        "1024, bytes, auto, 1kB",
        "1536, Bytes, auto, 1.50kB",
        "-1536, bytes, auto, -1.50kB",
        "1048576, bytes, kb, 1024kB",
        "1, kilobyte, bytes, 1024B",
        "1, bytes, gb, 0",
        "1099511627776, bytes, auto, 1TB",
        "999, nanoseconds, auto, 999ns",
        "1000, ns, auto, 1us",
        "1500000, ns, auto, 1.50ms",
        "3600000000000, ns, auto, 1hrs",
        "90, seconds, hours, 0.03hrs",
        "5, ms, bytes, 0.01s",
        "1500, milliGCU, auto, 1.50GCU",
        "1, petagcu, gcu, 1000000000000000GCU",
        "42, count, auto, 42",
        "42, count, minimum, 42",
        "42, objects, widgets, 42widgets",
        "42, bytes, widgets, 42B",
        "7, b, auto, 7B",
    })
    void valuesArePrintedInTheirUnit(long value, String from, String to, String expected) {
        assertThat(Units.label(value, from, to)).isEqualTo(expected);
    }

    @Test
    void theSmallestNumberHasNoPositiveTwin() {
        assertThat(Units.label(Long.MIN_VALUE, "bytes")).isEqualTo("-9223372036854775808B");
    }

    @Test
    void unitsOfOneFamilyAreComparable() {
        assertThat(Units.areComparable("kb", "bytes")).isTrue();
        assertThat(Units.areComparable("ns", "bytes")).isFalse();
        assertThat(Units.areComparable("widgets", "widgets")).isTrue();
        assertThat(Units.ratio("ms", "ns")).isEqualTo(1e6);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, '  100%'",
        "99949, 100000, '99.95%'",
        "99950001, 100000000, '  100%'",
        "53, 1000, ' 5.30%'",
        "1, 100, ' 1.00%'",
        "5, 1000, '  0.5%'",
        "-25, 100, '25.00%'",
        "3, 1, '300.00%'",
        "1, 10000000, '1e-05%'",
        "0, 7, '    0%'",
        "7, 0, '    0%'",
    })
    void sharesArePrintedInSixPlaces(long value, long total, String expected) {
        assertThat(Percent.of(value, total)).isEqualTo(expected);
    }
}
