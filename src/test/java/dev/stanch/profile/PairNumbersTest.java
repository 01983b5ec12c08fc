package dev.stanch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PairNumbersTest {
    @Test
    void pairsAreNumberedInTheOrderOfFirstSight() {
        Random random = new Random(6);
        PairNumbers pairs = new PairNumbers();
        Map<List<Integer>, Integer> reference = new HashMap<>();
        for (int step = 0; step < 100_000; step++) {
            int first = random.nextInt(1 << random.nextInt(31));
            int second = random.nextInt(200);
            int expected =
                    reference.computeIfAbsent(List.of(first, second), key -> reference.size());
            if (pairs.number(first, second) != expected) {
                throw new AssertionError("step " + step);
            }
        }
        assertThat(pairs.size()).isEqualTo(reference.size());
    }
}
