package dev.stanch.profile.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "1, 1ns",
        "-1100, -1.1µs",
        "1500000, 1.5ms",
        "1000000000, 1s",
        "1512000001, 1.512000001s",
        "60000000000, 1m0s",
        "3661500000000, 1h1m1.5s",
        "9223372036854775807, 2562047h47m16.854775807s",
        "-9223372036854775808, -2562047h47m16.854775808s",
    })
    void durationsAreWrittenAsGoWritesThem(long nanos, String expected) {
        assertThat(GoDuration.of(nanos)).isEqualTo(expected);
    }
}
