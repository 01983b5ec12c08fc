package dev.stanch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class HeapScaleTest {
    private static final long RATE = 512 * 1024;

    @Test
    void scalesAsTheRuntimeDoes() {
        assertThat(HeapScale.scale(1, 16, RATE)).isEqualTo(new HeapScale.Scaled(32768, 524296));
        assertThat(HeapScale.scale(749, 862848, 4096).objects()).isEqualTo(3055);
        assertThat(HeapScale.scale(749, 862848, 4096).bytes()).isEqualTo(3519524);
        assertThat(HeapScale.scale(0, 0, RATE)).isEqualTo(new HeapScale.Scaled(0, 0));
        assertThat(HeapScale.scale(5, 80, 1)).isEqualTo(new HeapScale.Scaled(5, 80));
    }

    @Test
    void rawCountInvertsScalingWithinOne() {
        for (long count = 1; count < 2000; count = count * 3 + 1) {
            for (long size = 8; size < 100_000_000; size = size * 5 / 2) {
                HeapScale.Scaled scaled = HeapScale.scale(count, count * size, RATE);
                long raw = HeapScale.rawCount(scaled.objects(), scaled.bytes(), RATE);
                assertThat(raw).as(count + " of " + size).isBetween(count - 1, count + 1);
                if (size < 10_000 || size > 10_000_000) {
                    assertThat(raw).as(count + " of " + size).isEqualTo(count);
                }
            }
        }
    }

    @Test
    void unscaledProfilesKeepTheirCount() {
        assertThat(HeapScale.rawCount(7, 700, 1)).isEqualTo(7);
        assertThat(HeapScale.rawCount(0, 0, RATE)).isZero();
    }
}
