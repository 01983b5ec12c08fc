package dev.stanch.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TheilSenTest {
    private static final double QUANTILE_95 = 1.6449;

    @Test
    void theSlopeOfALineIsExact() {
        Series line = new Series(new double[] {0, 1, 2, 5}, new double[] {7, 9.5, 12, 19.5});
        TheilSen fit = TheilSen.of(line);
        assertThat(fit.slope()).isEqualTo(2.5);
        assertThat(fit.low()).isEqualTo(2.5);
        assertThat(fit.high()).isEqualTo(2.5);
    }

    @Test
    void aQuarterOfOutliersDoesNotMoveTheSlope() {
        double[] values = new double[40];
        double[] seconds = new double[40];
        for (int i = 0; i < 40; i++) {
            seconds[i] = i;
            values[i] = i % 4 == 2 ? 10_000 - 400 * i : 3 * i;
        }
        assertThat(TheilSen.of(new Series(seconds, values)).slope()).isEqualTo(3.0, within(1e-9));
    }

    @Test
    void kendallsStatisticIsTheTextbooks() {
        // Four neighbours are swapped, and these are the pairs that disagree: S = 41 - 4 of 45;
        // without ties the variance of S is n(n-1)(2n+5)/18 = 125.
        Series series = counted(2, 1, 4, 3, 5, 6, 8, 7, 10, 9);
        assertThat(TheilSen.of(series).kendall())
                .isEqualTo((37 - 1) / Math.sqrt(125), within(1e-12));
    }

    @Test
    void tiesLowerTheVarianceAsInTheTextbook() {
        // Gilbert, Statistical Methods for Environmental Pollution Monitoring, 16.4: three groups
        // of ties of 2, 3 and 3; by hand S = 3 and the variance is (1656 - 18 - 66 - 66)/18.
        Series series = counted(23, 24, 29, 6, 29, 24, 24, 29, 23);
        assertThat(TheilSen.of(series).kendall())
                .isEqualTo((3 - 1) / Math.sqrt(1506.0 / 18), within(1e-12));
    }

    @Test
    void equalValuesHaveNeitherSlopeNorTrend() {
        TheilSen fit = TheilSen.of(counted(4, 4, 4, 4, 4));
        assertThat(fit).isEqualTo(new TheilSen(0, 0, 0, 0));
    }

    @Test
    void onePointIsRefused() {
        assertThatThrownBy(() -> TheilSen.of(counted(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void agreesWithAReferenceOnRandomSeries() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            Series series = randomSeries(random, 2 + random.nextInt(60));
            TheilSen fit = TheilSen.of(series);
            List<Double> slopes = slopes(series);
            double deviation = Math.sqrt(variance(series));
            assertThat(fit.slope()).isEqualTo(median(slopes), within(1e-9));
            assertThat(fit.kendall())
                    .isEqualTo(standardised(concordance(series), deviation), within(1e-9));
            assertThat(fit.low()).isLessThanOrEqualTo(fit.slope());
            assertThat(fit.high()).isGreaterThanOrEqualTo(fit.slope());
            // Sen: as many slopes lie outside of the interval as the variance of S allows.
            long below = slopes.stream().filter(slope -> slope < fit.low()).count();
            long above = slopes.stream().filter(slope -> slope > fit.high()).count();
            double allowed = Math.max(0, (slopes.size() - QUANTILE_95 * deviation) / 2);
            assertThat((double) below).isLessThanOrEqualTo(allowed);
            assertThat((double) above).isLessThanOrEqualTo(allowed);
        }
    }

    @Test
    void theIntervalHoldsTheTrueSlopeInNineOfTenSeries() {
        Random random = new Random(11);
        int held = 0;
        for (int round = 0; round < 1000; round++) {
            double[] seconds = new double[20];
            double[] values = new double[20];
            for (int i = 0; i < 20; i++) {
                seconds[i] = i + 0.5 * random.nextDouble();
                values[i] = 100 + 1.5 * seconds[i] + 6 * random.nextGaussian();
            }
            TheilSen fit = TheilSen.of(new Series(seconds, values));
            if (fit.low() <= 1.5 && 1.5 <= fit.high()) {
                held++;
            }
        }
        // 90 % is meant; the normal approximation makes it a little wider.
        assertThat(held).isBetween(880, 940);
    }

    @Test
    void noiseAloneIsCalledARiseInOneOfTwentySeries() {
        Random random = new Random(12);
        int risen = 0;
        for (int round = 0; round < 2000; round++) {
            double[] values = random.doubles(25).toArray();
            if (TheilSen.of(counted(values)).kendall() > QUANTILE_95) {
                risen++;
            }
        }
        assertThat(risen).isBetween(60, 130);
    }

    @Test
    void aLongSeriesIsThinnedAndKeepsItsSlope() {
        double[] values = new double[5000];
        Random random = new Random(5);
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.25 * i + random.nextGaussian();
        }
        TheilSen fit = TheilSen.of(counted(values));
        assertThat(fit.slope()).isEqualTo(0.25, within(0.001));
    }

    private static Series counted(double... values) {
        double[] seconds = new double[values.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = i;
        }
        return new Series(seconds, values);
    }

    /** Uneven times, and whole numbers, so that ties are frequent. */
    private static Series randomSeries(Random random, int size) {
        double[] seconds = new double[size];
        double[] values = new double[size];
        double now = 0;
        double drift = random.nextDouble() - 0.5;
        int spread = 1 + random.nextInt(30);
        for (int i = 0; i < size; i++) {
            now += 0.1 + random.nextDouble();
            seconds[i] = now;
            // Plus zero, so that there is but one zero.
            values[i] = Math.rint(drift * now + random.nextInt(spread)) + 0.0;
        }
        return new Series(seconds, values);
    }

    private static List<Double> slopes(Series series) {
        List<Double> slopes = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            for (int j = 0; j < i; j++) {
                slopes.add(
                        (series.values()[i] - series.values()[j])
                                / (series.seconds()[i] - series.seconds()[j]));
            }
        }
        Collections.sort(slopes);
        return slopes;
    }

    private static double median(List<Double> sorted) {
        int n = sorted.size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }

    private static int concordance(Series series) {
        int s = 0;
        for (int i = 0; i < series.size(); i++) {
            for (int j = 0; j < i; j++) {
                s += Double.compare(series.values()[i], series.values()[j]);
            }
        }
        return s;
    }

    /** The variance of S from the sizes of the groups of equal values. */
    private static double variance(Series series) {
        double n = series.size();
        double sum = n * (n - 1) * (2 * n + 5);
        for (double value : Arrays.stream(series.values()).distinct().toArray()) {
            double t = Arrays.stream(series.values()).filter(other -> other == value).count();
            sum -= t * (t - 1) * (2 * t + 5);
        }
        return sum / 18;
    }

    private static double standardised(int s, double deviation) {
        if (deviation == 0 || s == 0) {
            return 0;
        }
        return (s > 0 ? s - 1 : s + 1) / deviation;
    }
}
