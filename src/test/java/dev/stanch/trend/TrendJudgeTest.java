package dev.stanch.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Simulated processes, 500 of each kind, each seen for 20 seconds every second unless stated: the
 * share that is judged right. Noise is what comes and goes, in goroutines.
 */
class TrendJudgeTest {
    private static final TrendJudge JUDGE = new TrendJudge(5, 6, 3);
    private static final int PROCESSES = 500;

    @Test
    void aLeakUnderNoiseGrows() {
        assertThat(share(Trend::grows, 20, 5, _ -> Shape.leak(5))).isGreaterThan(0.98);
        assertThat(share(Trend::grows, 20, 20, _ -> Shape.leak(5))).isGreaterThan(0.93);
        assertThat(share(Trend::grows, 20, 3, _ -> Shape.leak(1))).isGreaterThan(0.95);
        assertThat(share(Trend::grows, 60, 20, _ -> Shape.leak(5))).isGreaterThan(0.98);
    }

    @Test
    void aSlowLeakOfSixGoroutinesGrows() {
        assertThat(share(Trend::grows, 20, 0, _ -> Shape.leak(0.3))).isEqualTo(1);
        assertThat(share(Trend::grows, 20, 2, _ -> Shape.leak(0.3))).isGreaterThan(0.8);
        assertThat(share(Trend::grows, 60, 2, _ -> Shape.leak(0.3))).isGreaterThan(0.98);
    }

    @Test
    void aLeakInBatchesGrowsInSpiteOfItsPauses() {
        assertThat(share(Trend::grows, 20, 2, random -> batches(5, 3, random))).isGreaterThan(0.97);
        assertThat(share(Trend::grows, 20, 3, random -> batches(20, 5, random)))
                .isGreaterThan(0.96);
        assertThat(share(Trend::grows, 60, 3, random -> batches(20, 7, random)))
                .isGreaterThan(0.98);
    }

    @Test
    void aLeakAfterAWarmUpGrows() {
        assertThat(share(Trend::grows, 20, 3, _ -> Shape.rampTo(50, 3).plus(Shape.leak(3))))
                .isGreaterThan(0.8);
        assertThat(share(Trend::grows, 60, 3, _ -> Shape.rampTo(100, 18).plus(Shape.leak(3))))
                .isGreaterThan(0.98);
        assertThat(share(Trend::grows, 60, 3, _ -> Shape.saturation(100, 3).plus(Shape.leak(3))))
                .isGreaterThan(0.98);
    }

    @Test
    void aLeakBelowASawtoothGrows() {
        assertThat(
                        share(
                                Trend::grows,
                                20,
                                3,
                                random ->
                                        Shape.sawtooth(100, 4, random.nextDouble())
                                                .plus(Shape.leak(5))))
                .isGreaterThan(0.88);
    }

    @Test
    void aLeakBelowALoadWaveGrowsInAMinute() {
        assertThat(share(Trend::grows, 60, 3, random -> wave(40, 15, random).plus(Shape.leak(5))))
                .isGreaterThan(0.98);
    }

    @Test
    void theRateOfALeakIsWithinItsInterval() {
        assertThat(
                        share(
                                trend ->
                                        trend instanceof Trend.Growing growing
                                                && growing.low() <= 5
                                                && 5 <= growing.high(),
                                60,
                                5,
                                _ -> Shape.leak(5)))
                .isGreaterThan(0.6);
        assertThat(
                        share(
                                trend ->
                                        trend instanceof Trend.Growing growing
                                                && Math.abs(growing.rate() - 5) < 0.5,
                                60,
                                5,
                                _ -> Shape.leak(5)))
                .isGreaterThan(0.98);
    }

    @Test
    void aPoolAtItsBoundHasStoppedGrowing() {
        assertThat(
                        share(
                                trend ->
                                        trend instanceof Trend.Plateau plateau
                                                && plateau.rise() > 80,
                                20,
                                0.4,
                                _ -> Shape.rampTo(100, 9)))
                .isGreaterThan(0.98);
        assertThat(share(grows(), 60, 3, _ -> Shape.rampTo(100, 36))).isLessThan(0.02);
    }

    @Test
    void aCacheThatFillsEverMoreSlowlyIsSlowing() {
        assertThat(share(Trend.Slowing.class::isInstance, 20, 3, _ -> Shape.saturation(200, 10)))
                .isGreaterThan(0.97);
        assertThat(share(grows(), 20, 3, _ -> Shape.saturation(200, 5))).isLessThan(0.02);
        assertThat(share(grows(), 60, 3, _ -> Shape.saturation(200, 15))).isLessThan(0.02);
        assertThat(share(grows(), 60, 3, _ -> Shape.saturation(200, 30))).isLessThan(0.02);
    }

    @Test
    void aLoadWaveIsNoGrowthWhereverTheLookEnds() {
        for (double period : new double[] {8, 15, 20}) {
            assertThat(share(grows(), 20, 3, random -> wave(100, period, random))).isLessThan(0.02);
        }
        for (double period : new double[] {15, 20, 30, 40, 60}) {
            assertThat(share(grows(), 60, 3, random -> wave(100, period, random))).isLessThan(0.02);
        }
    }

    @Test
    void aSawtoothIsNoGrowthWhereverTheLookEnds() {
        for (double period : new double[] {2, 5, 10, 15}) {
            assertThat(share(grows(), 20, 3, random -> sawtooth(100, period, random)))
                    .isLessThan(0.02);
        }
        for (double period : new double[] {2, 5, 10, 15, 25, 40}) {
            assertThat(share(grows(), 60, 3, random -> sawtooth(100, period, random)))
                    .isLessThan(0.02);
        }
    }

    @Test
    void noiseIsNoGrowth() {
        for (double noise : new double[] {3, 20, 100}) {
            assertThat(share(grows(), 20, noise, _ -> Shape.leak(0))).isLessThan(0.02);
            assertThat(share(grows(), 60, noise, _ -> Shape.leak(0))).isLessThan(0.02);
        }
    }

    @Test
    void noiseAfterAQuickWarmUpIsNoGrowth() {
        assertThat(share(grows(), 20, 3, _ -> Shape.saturation(200, 2))).isLessThan(0.08);
        assertThat(share(grows(), 60, 3, _ -> Shape.saturation(200, 6))).isLessThan(0.08);
        assertThat(share(grows(), 20, 3, _ -> Shape.rampTo(100, 4))).isLessThan(0.02);
    }

    @Test
    void oneStepIsNoGrowth() {
        assertThat(share(grows(), 20, 3, random -> Shape.step(100, 1 + 18 * random.nextDouble())))
                .isLessThan(0.05);
        assertThat(JUDGE.judge(Shape.step(100, 9.5).observed(20, 1, 50, 0, true, new Random(1))))
                .isInstanceOfSatisfying(
                        Trend.Step.class,
                        step -> {
                            assertThat(step.rise()).isEqualTo(100);
                            assertThat(step.at()).isBetween(9.5, 10.5);
                        });
    }

    @Test
    void constantIsFlat() {
        assertThat(share(Trend.Flat.class::isInstance, 20, 0.4, _ -> Shape.leak(0))).isEqualTo(1);
    }

    @Test
    void lessThanAtTheStartIsFalling() {
        assertThat(share(Trend.Falling.class::isInstance, 20, 3, _ -> Shape.leak(-2)))
                .isGreaterThan(0.85);
        assertThat(share(grows(), 20, 3, _ -> Shape.leak(-2))).isZero();
    }

    @Test
    void aShortLookIsNoEvidence() {
        assertThat(share(Trend.TooShort.class::isInstance, 5, 0, _ -> Shape.leak(20))).isEqualTo(1);
        assertThat(JUDGE.judge(new Series(new double[] {0, 30, 60}, new double[] {1, 500, 999})))
                .isEqualTo(new Trend.TooShort(3, 60));
        assertThatThrownBy(() -> new TrendJudge(2, 6, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two points prove nothing");
    }

    private static Predicate<Trend> grows() {
        return Trend::grows;
    }

    private static Shape batches(double size, double period, Random random) {
        return Shape.batches(size, period, period * random.nextDouble());
    }

    private static Shape sawtooth(double height, double period, Random random) {
        return Shape.sawtooth(height, period, random.nextDouble());
    }

    private static Shape wave(double height, double period, Random random) {
        return Shape.wave(height, period, random.nextDouble());
    }

    private static double share(
            Predicate<Trend> right, double seconds, double noise, Function<Random, Shape> process) {
        int count = 0;
        for (int i = 0; i < PROCESSES; i++) {
            // Neighbouring seeds begin alike.
            Random random = new Random(i * 0x9E3779B97F4A7C15L);
            Shape shape = process.apply(random);
            if (right.test(JUDGE.judge(shape.observed(seconds, 1, 50, noise, true, random)))) {
                count++;
            }
        }
        return (double) count / PROCESSES;
    }
}
