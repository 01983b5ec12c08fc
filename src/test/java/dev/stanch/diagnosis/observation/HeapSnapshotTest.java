package dev.stanch.diagnosis.observation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.diagnosis.observation.HeapSnapshot.Amounts;
import dev.stanch.leak.Site;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeapSnapshotTest {
    private final Map<Site, Long> expected = new HashMap<>();

    @Test
    void aHugeProfileOfUniqueStacksIsFoldedToItsSites() {
        HeapSnapshot snapshot = random(40_000, 3_000);
        assertThat(snapshot.groups()).hasSize(3_000);
        assertThat(bySite(snapshot)).isEqualTo(expected);
    }

    @Test
    void aSmallerOneKeepsTheWaysThatLedThere() {
        HeapSnapshot snapshot = random(5_000, 300);
        assertThat(snapshot.groups().size()).isGreaterThan(4_900);
        assertThat(bySite(snapshot)).isEqualTo(expected);
    }

    private HeapSnapshot random(int samples, int functions) {
        Random random = new Random(11);
        ProfileBuilder builder =
                new ProfileBuilder(
                        List.of(
                                new ValueType("alloc_objects", "count"),
                                new ValueType("alloc_space", "bytes"),
                                new ValueType("inuse_objects", "count"),
                                new ValueType("inuse_space", "bytes")));
        for (int sample = 0; sample < samples; sample++) {
            List<Frame> stack = new ArrayList<>();
            for (int depth = 0; depth < 12; depth++) {
                int function = random.nextInt(functions);
                stack.add(new Frame("shop.f" + function, "/src/shop.go", function));
            }
            long bytes = random.nextInt(1000);
            builder.addSample(stack, 1, bytes, 1, bytes);
            Frame leaf = stack.getFirst();
            expected.merge(new Site(leaf.function(), leaf.file(), leaf.line()), bytes, Long::sum);
        }
        return HeapSnapshot.of(0, builder.build(), new Owners());
    }

    private static Map<Site, Long> bySite(HeapSnapshot snapshot) {
        Map<Site, Long> bytes = new HashMap<>();
        for (Map.Entry<AllocationGroup, Amounts> group : snapshot.groups().entrySet()) {
            bytes.merge(group.getKey().site(), group.getValue().inUseBytes(), Long::sum);
        }
        return bytes;
    }
}
