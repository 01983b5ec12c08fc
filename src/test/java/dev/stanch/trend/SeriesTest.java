package dev.stanch.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesTest {
    @Test
    void theEnvelopeIsWhatIsNeverGivenBack() {
        Series series =
                new Series(new double[] {0, 1, 2, 3, 4, 5}, new double[] {3, 9, 4, 8, 5, 7});
        assertThat(series.lowerEnvelope().values()).containsExactly(3, 4, 4, 5, 5, 7);
        assertThat(series.lowerEnvelope().seconds()).isEqualTo(series.seconds());
    }

    @Test
    void theEnvelopeIsTheSmallestValueFromThereOn() {
        Random random = new Random(8);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(40);
            double[] seconds = new double[size];
            for (int i = 0; i < size; i++) {
                seconds[i] = i;
            }
            double[] values = random.doubles(size).toArray();
            double[] envelope = new Series(seconds, values).lowerEnvelope().values();
            for (int i = 0; i < size; i++) {
                double least = Double.POSITIVE_INFINITY;
                for (int j = i; j < size; j++) {
                    least = Math.min(least, values[j]);
                }
                assertThat(envelope[i]).isEqualTo(least);
            }
        }
    }

    @Test
    void sinceKeepsThePointAtTheMoment() {
        Series series = new Series(new double[] {0, 1, 2}, new double[] {5, 6, 7});
        assertThat(series.since(1).seconds()).containsExactly(1, 2);
        assertThat(series.since(1.5).values()).containsExactly(7);
        assertThat(series.since(3).size()).isZero();
        assertThat(series.since(3).duration()).isZero();
    }

    @Test
    void timesThatDoNotRiseAreRefused() {
        assertThatThrownBy(() -> new Series(new double[] {0, 1, 1}, new double[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("seconds must rise, but 1.0 follows 1.0");
        assertThatThrownBy(() -> new Series(new double[] {0}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theBuilderLeavesOutWhatIsNoPoint() {
        SeriesBuilder builder = new SeriesBuilder();
        for (int i = 0; i < 40; i++) {
            builder.add(i, 2.0 * i);
        }
        builder.add(39, 1).add(12, 1).add(40, Double.NaN).add(41, Double.POSITIVE_INFINITY);
        Series series = builder.add(42, 84).build();
        assertThat(series.size()).isEqualTo(41);
        assertThat(series.last()).isEqualTo(84);
        assertThat(series.duration()).isEqualTo(42);
    }
}
