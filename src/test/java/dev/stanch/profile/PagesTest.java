package dev.stanch.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PagesTest {
    @Test
    void columnsHoldWhatArraysHoldWhateverTheWidth() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            int[] ints = new int[60_000];
            long[] longs = new long[ints.length];
            IntPages intPages = new IntPages();
            LongPages longPages = new LongPages();
            for (int step = 0; step < 20_000; step++) {
                int index = random.nextInt(ints.length);
                ints[index] = random.nextInt() >>> random.nextInt(32);
                longs[index] = random.nextLong() >> random.nextInt(64);
                intPages.set(index, ints[index]);
                longPages.set(index, longs[index]);
            }
            for (int i = 0; i < ints.length; i++) {
                if (intPages.get(i) != ints[i] || longPages.get(i) != longs[i]) {
                    throw new AssertionError("seed " + seed + " index " + i);
                }
            }
        }
    }

    @Test
    void valuesAreReplacedByThoseOfATable() {
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            int[] values = new int[random.nextInt(60_000)];
            int bound = 1 << (1 + random.nextInt(19));
            IntPages pages = new IntPages();
            boolean isSparse = random.nextBoolean();
            for (int i = 0; i < values.length; i++) {
                values[i] = isSparse && random.nextInt(30_000) > 0 ? 0 : random.nextInt(bound);
                pages.add(values[i]);
            }
            int[] by = random.ints(bound, 0, 1 << (1 + random.nextInt(19))).toArray();
            pages.replace(by);
            assertThat(pages.size()).isEqualTo(values.length);
            for (int i = 0; i < values.length; i++) {
                if (pages.get(i) != by[values[i]]) {
                    throw new AssertionError("seed " + seed + " index " + i);
                }
            }
        }
    }

    @Test
    void zerosTakeNoMemoryAndSmallNumbersTwoBytes() {
        IntPages pages = new IntPages();
        pages.set(100_000, 0);
        assertThat(pages.size()).isEqualTo(100_001);
        assertThat(pages.bytes()).isZero();
        pages.set(20_000, 65_535);
        assertThat(pages.bytes()).isEqualTo(2 << 14);
        pages.set(20_001, 65_536);
        assertThat(pages.bytes()).isEqualTo(4 << 14);
        assertThat(pages.get(20_000)).isEqualTo(65_535);
    }

    @Test
    void aSmallColumnIsSmall() {
        IntPages pages = new IntPages();
        pages.addAll(new int[] {1, 2, 3}, 3);
        assertThat(pages.bytes()).isEqualTo(64);
        pages.add(70_000);
        assertThat(pages.bytes()).isEqualTo(128);
        pages.set(200, 9);
        assertThat(pages.bytes()).isEqualTo(4 * 256);
        assertThat(pages.get(2)).isEqualTo(3);
        assertThat(pages.get(3)).isEqualTo(70_000);
        assertThat(pages.get(16_000)).isZero();
    }

    @Test
    void addedRunsReadBackAcrossPages() {
        Random random = new Random(11);
        IntPages pages = new IntPages();
        int[] reference = new int[200_000];
        int size = 0;
        while (size < reference.length - 100) {
            int bound = random.nextInt(50) == 0 ? 1 << 20 : 1 << 16;
            int[] run = random.ints(random.nextInt(100), 0, bound).toArray();
            pages.addAll(run, run.length);
            System.arraycopy(run, 0, reference, size, run.length);
            size += run.length;
        }
        assertThat(pages.size()).isEqualTo(size);
        for (int i = 0; i < size; i++) {
            if (pages.get(i) != reference[i]) {
                throw new AssertionError("index " + i);
            }
        }
    }

    @Test
    void bytesCrossPages() {
        byte[] source = new byte[200_000];
        new Random(3).nextBytes(source);
        BytePages pages = new BytePages();
        pages.addAll(source, 0, 65_530);
        pages.addAll(source, 65_530, 134_470);
        assertThat(pages.copy(0, 200_000)).isEqualTo(source);
        assertThat(pages.copy(65_500, 131_100))
                .isEqualTo(Arrays.copyOfRange(source, 65_500, 131_100));
        assertThat(pages.matches(65_530, source, 65_530, 70_000)).isTrue();
        assertThat(pages.matches(65_530, source, 65_531, 70_000)).isFalse();
    }

    @Test
    void idsAreNumberedInTheOrderOfFirstSight() {
        Random random = new Random(5);
        Map<Long, Integer> reference = new HashMap<>();
        Ids ids = new Ids();
        for (int step = 0; step < 100_000; step++) {
            long id = step % 3 == 0 ? random.nextInt(30_000) : random.nextInt(20_000) * 0x1234567L;
            int expected = reference.computeIfAbsent(id, key -> reference.size());
            if (ids.dense(id) != expected) {
                throw new AssertionError("id " + id);
            }
        }
        assertThat(ids.size()).isEqualTo(reference.size());
    }

    @Test
    void equalStacksAreOne() {
        Random random = new Random(9);
        Map<String, Integer> reference = new HashMap<>();
        reference.put("[]", 0);
        Stacks stacks = new Stacks();
        for (int step = 0; step < 30_000; step++) {
            int[] stack = random.ints(random.nextInt(4), 0, 9).toArray();
            int id = stacks.intern(stack, stack.length);
            assertThat(reference.putIfAbsent(Arrays.toString(stack), id)).isIn(null, id);
            assertThat(stacks.end(id) - stacks.start(id)).isEqualTo(stack.length);
        }
        assertThat(reference.values()).doesNotHaveDuplicates();
    }

    @Test
    void stringsAreDecodedWhenAskedAndMalformedOnesCounted() {
        StringTable strings = new StringTable(false);
        strings.add("");
        strings.add("main.(*T).Größe");
        strings.add(new byte[] {'a', (byte) 0xff, 'b'}, 0, 3);
        assertThat(strings.get(1)).isEqualTo("main.(*T).Größe");
        assertThat(strings.get(2)).isEqualTo("a\ufffdb");
        assertThat(strings.get(3)).isEmpty();
        assertThat(strings.get(-1)).isEmpty();
        assertThat(strings.malformed()).isEqualTo(1);
        assertThat("Größe".getBytes(StandardCharsets.UTF_8)).hasSize(7);
    }
}
