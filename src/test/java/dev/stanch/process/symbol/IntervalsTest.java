package dev.stanch.process.symbol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalsTest {
    @Test
    void findsWhatASearchThroughAllFinds() throws Exception {
        Random random = new Random(20261124);
        for (int round = 0; round < 300; round++) {
            Intervals intervals = new Intervals();
            Budget budget = new Budget(1 << 20);
            long[][] all = new long[random.nextInt(40)][];
            for (int i = 0; i < all.length; i++) {
                long from = random.nextInt(60) - 2L;
                all[i] = new long[] {from, from + random.nextInt(20)};
                intervals.add(budget, all[i][0], all[i][1], i);
            }
            intervals.freeze();
            for (long address = 1; address < 80; address++) {
                List<Integer> expected = new ArrayList<>();
                for (int i = 0; i < all.length; i++) {
                    boolean whole =
                            all[i][0] != 0 && Long.compareUnsigned(all[i][0], all[i][1]) < 0;
                    if (whole && all[i][0] >= 0 && all[i][0] <= address && address < all[i][1]) {
                        expected.add(i);
                    }
                }
                List<Integer> found = new ArrayList<>();
                intervals.visit(
                        address,
                        number -> {
                            found.add(number);
                            return false;
                        });
                assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(found).isSortedAccordingTo((a, b) -> Long.compare(all[b][0], all[a][0]));
            }
        }
    }

    @Test
    void theVisitorStopsTheSearch() throws Exception {
        Intervals intervals = new Intervals();
        Budget budget = new Budget(0);
        intervals.add(budget, 10, 30, 1);
        intervals.add(budget, 15, 20, 2);
        intervals.freeze();
        List<Integer> found = new ArrayList<>();
        intervals.visit(
                17,
                number -> {
                    found.add(number);
                    return true;
                });
        assertThat(found).containsExactly(2);
    }

    @Test
    void moreRangesThanTheSectionsCanHoldAreRefused() {
        Intervals intervals = new Intervals();
        Budget budget = new Budget(100);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < 100_000; i++) {
                                intervals.add(budget, 1, 2, i);
                            }
                        })
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("too many times");
    }
}
