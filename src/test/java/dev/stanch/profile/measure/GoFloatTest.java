package dev.stanch.profile.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GoFloatTest {
    @Test
    void twoDecimalsAreThoseOfTheExactBinaryValue() {
        assertThat(GoFloat.fixed2(0.125)).isEqualTo("0.12");
        assertThat(GoFloat.fixed2(0.375)).isEqualTo("0.38");
        assertThat(GoFloat.fixed2(1.005)).isEqualTo("1.00");
        assertThat(GoFloat.fixed2(2.675)).isEqualTo("2.67");
        assertThat(GoFloat.fixed2(-3.5)).isEqualTo("-3.50");
        assertThat(GoFloat.fixed2(1e300)).hasSize(304).endsWith(".00");
        assertThat(GoFloat.fixed2(Double.MIN_VALUE)).isEqualTo("0.00");
        assertThat(GoFloat.fixed2(-0.001)).isEqualTo("-0.00");
    }

    @Test
    void twoDecimalsAreThoseOfADecimalReference() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            double value = random.nextDouble() * Math.pow(10, random.nextInt(20) - 4);
            double tie = random.nextInt(1_000_000) / 8.0;
            for (double number : new double[] {value, tie}) {
                String expected =
                        new BigDecimal(number).setScale(2, RoundingMode.HALF_EVEN).toPlainString();
                assertThat(GoFloat.fixed2(number)).isEqualTo(expected);
            }
        }
    }

    @Test
    void twoDigitsBelowOneDropZeros() {
        assertThat(GoFloat.general2(0)).isEqualTo("0");
        assertThat(GoFloat.general2(0.5)).isEqualTo("0.5");
        assertThat(GoFloat.general2(0.105)).isEqualTo("0.1");
        assertThat(GoFloat.general2(0.996)).isEqualTo("1");
        assertThat(GoFloat.general2(0.00012)).isEqualTo("0.00012");
        assertThat(GoFloat.general2(0.000012)).isEqualTo("1.2e-05");
        assertThat(GoFloat.general2(9.96e-6)).isEqualTo("1e-05");
        assertThat(GoFloat.general2(3.04e-12)).isEqualTo("3e-12");
    }

    @Test
    void twoDigitsAreThoseOfADecimalReference() {
        Random random = new Random(11);
        MathContext two = new MathContext(2, RoundingMode.HALF_EVEN);
        for (int i = 0; i < 200_000; i++) {
            double value = random.nextDouble() * Math.pow(10, -random.nextInt(18));
            BigDecimal expected = new BigDecimal(value).round(two);
            assertThat(new BigDecimal(GoFloat.general2(value))).isEqualByComparingTo(expected);
        }
    }

    @Test
    void theShortestFormIsThatOfGo() {
        assertThat(GoFloat.shortest(0.005)).isEqualTo("0.005");
        assertThat(GoFloat.shortest(1)).isEqualTo("1");
        assertThat(GoFloat.shortest(-2.5)).isEqualTo("-2.5");
        assertThat(GoFloat.shortest(0.00001)).isEqualTo("1e-05");
        assertThat(GoFloat.shortest(1e20)).isEqualTo("100000000000000000000");
        assertThat(GoFloat.shortest(1.5e21)).isEqualTo("1.5e+21");
    }

    @Test
    void whatDoesNotFitInAnInt64BecomesTheSmallest() {
        assertThat(GoFloat.toInt64(-1.9)).isEqualTo(-1);
        assertThat(GoFloat.toInt64(1e19)).isEqualTo(Long.MIN_VALUE);
        assertThat(GoFloat.toInt64(Double.NaN)).isEqualTo(Long.MIN_VALUE);
    }
}
