package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoroutineDumpReaderTest {

    @ParameterizedTest
    @CsvSource({"1.18, 36", "1.22, 36", "1.24, 38", "1.26, 38"})
    void readsTheDumpOfAProgramThatBlocksInEveryWay(String release, int count) throws Exception {
        Fixtures.Read read = Fixtures.read(Fixtures.bytes("block-go" + release + ".dump"));

        assertThat(read.summary()).isEqualTo(new DumpSummary(count, false, null, List.of()));
        Goroutine sender = read.inFunction("main.chanSend");
        assertThat(sender.state()).isEqualTo("chan send");
        assertThat(sender.frames())
                .containsExactly(new Frame("main.chanSend", "", "/src/block/main.go", 29));
        boolean tellsCreator = !release.equals("1.18");
        assertThat(sender.createdBy())
                .isEqualTo(
                        new CreatedBy("main.main", "/src/block/main.go", 65, tellsCreator ? 1 : 0));
        assertThat(read.inFunction("main.nilReceive").waitKind().certainLeak()).isTrue();
        assertThat(read.inFunction("main.locked").lockedToThread()).isTrue();
        assertThat(read.inFunction("main.(*cell[...]).Take").frames())
                .extracting(Frame::line)
                .containsExactly(22, 58);
        assertThat(read.inFunction("main.main").createdBy()).isNull();
    }

    @Test
    void countsTheFramesThatTheRuntimeLeftOut() throws Exception {
        Goroutine deep = Fixtures.read(Fixtures.bytes("block-go1.26.dump")).inFunction("main.deep");
        assertThat(deep.frames()).hasSize(100);
        assertThat(deep.elidedFrames()).isEqualTo(53);
        assertThat(deep.frames().getFirst().inlined()).isTrue();
        assertThat(deep.createdBy()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.22", "1.24"})
    void readsWhatSigquitPrints(String release) throws Exception {
        Fixtures.Read read = Fixtures.read(Fixtures.bytes("sigquit-go" + release + ".txt"));

        assertThat(read.summary().truncated()).isFalse();
        assertThat(read.summary().problems()).isEmpty();
        Map<WaitKind, Long> kinds =
                read.goroutines().stream()
                        .collect(Collectors.groupingBy(Goroutine::waitKind, Collectors.counting()));
        assertThat(kinds)
                .containsEntry(WaitKind.NIL_CHAN_SEND, 1L)
                .containsEntry(WaitKind.FINALIZER, 1L)
                .containsKey(WaitKind.RUNTIME);
        Goroutine read0 = read.inFunction("main.rawSyscall");
        assertThat(read0.frames())
                .contains(new Frame("main.rawSyscall", "", "/src/block/main.go", 51));
    }

    @Test
    void readsTheLeakMarksOfGo126() throws Exception {
        Fixtures.Read read = Fixtures.read(Fixtures.bytes("leaked-go1.26.dump"));
        assertThat(read.goroutines()).filteredOn(Goroutine::leaked).hasSize(25);
        Goroutine receiver = read.inFunction("main.nilReceive");
        assertThat(receiver.leaked()).isTrue();
        assertThat(receiver.waitKind()).isEqualTo(WaitKind.NIL_CHAN_RECEIVE);
        assertThat(read.inFunction("main.sleepLong").leaked()).isFalse();
        assertThat(read.inFunction("main.labelled").labels())
                .isEqualTo(Map.of("job", "a \"]: {b", "tenant", "x"));
    }

    @Test
    void equalStacksAndStringsAreOneObject() throws Exception {
        String record =
                "goroutine %d [select]:\nmain.w(0x1)\n\t/a.go:7 +0x1\ncreated by main.main in"
                        + " goroutine 1\n\t/a.go:3 +0x2\n\n";
        List<Goroutine> two = Fixtures.read(record.formatted(5) + record.formatted(6)).goroutines();
        assertThat(two.get(0).frames()).isSameAs(two.get(1).frames());
        assertThat(two.get(0).state()).isSameAs(two.get(1).state());
    }

    @Test
    void readsEveryPartOfAHeader() throws Exception {
        Goroutine goroutine =
                Fixtures.read(
                                "goroutine 42 gp=0xc000102000 m=3 mp=0xc000046808 [chan receive (nil"
                                        + " chan) (leaked) (scan) (durable), 17 minutes, locked to thread,"
                                        + " synctest bubble 9 labels:{\"job\": \"a \\\"]: {\\n\\u00e9\","
                                        + " \"t\": \"\"}]:\nmain.f()\n\t/x y/f:1.go:12 +0x1 fp=0x1 sp=0x2"
                                        + " pc=0x3\n")
                        .goroutines()
                        .getFirst();
        assertThat(goroutine)
                .isEqualTo(
                        new Goroutine(
                                42,
                                "chan receive (nil chan)",
                                17,
                                true,
                                true,
                                true,
                                Map.of("synctest bubble", "9", "job", "a \"]: {\né", "t", ""),
                                List.of(new Frame("main.f", "", "/x y/f:1.go", 12)),
                                0,
                                null));
    }

    @Test
    void passesOverLogLinesAlsoInsideAStack() throws Exception {
        Fixtures.Read read =
                Fixtures.read(
                        """
                        2026/11/24 10:00:00 serving (ok)
                        panic: boom [recovered]
                        \tboom

                        2026/11/24 goroutine 7 [select, 3 minutes]:
                        main.f({0x1?, 0x2}, ...)
                        2026/11/24 10:00:01 still (alive)
                        \t/f.go:3 +0x1
                        request done (200)
                        \tnot a place
                        main.g(...)
                        \t/f.go:9
                        created by main.main
                        noise: 12
                        \t/f.go:20 +0x3
                        [originating from goroutine 1]:
                        main.h(...)
                        \t/f.go:30 +0x4
                        ...additional frames elided...
                        created by main.z
                        \t/f.go:40 +0x4

                        rax    0x0
                        exit status 2
                        """);
        assertThat(read.goroutines())
                .containsExactly(
                        new Goroutine(
                                7,
                                "select",
                                3,
                                false,
                                false,
                                false,
                                Map.of(),
                                List.of(
                                        new Frame("main.f", "{0x1?, 0x2}, ...", "/f.go", 3),
                                        new Frame("main.g", "...", "/f.go", 9)),
                                0,
                                new CreatedBy("main.main", "/f.go", 20, 0)));
        assertThat(read.summary().truncated()).isFalse();
    }

    @Test
    void readsCgoFramesAndStacksThatAreUnavailable() throws Exception {
        Fixtures.Read read =
                Fixtures.read(
                        """
                        goroutine 1 [syscall]:
                        c_wait
                        \t/src/w.c:5 pc=0x401000
                        non-Go function
                        \tpc=0x401010
                        non-Go function at pc=401020
                        main._Cfunc_wait()
                        \t_cgo_gotypes.go:40 +0x3f

                        goroutine 9 [running]:
                        \tgoroutine running on other thread; stack unavailable
                        created by main.main in goroutine 1
                        \t/src/m.go:8 +0x1d
                        """);
        assertThat(read.goroutines().getFirst().frames())
                .containsExactly(
                        new Frame("c_wait", "", "/src/w.c", 5),
                        new Frame("non-Go function", "", "", 0),
                        new Frame("non-Go function", "", "", 0),
                        new Frame("main._Cfunc_wait", "", "_cgo_gotypes.go", 40));
        assertThat(read.goroutines().getLast().frames()).isEmpty();
        assertThat(read.goroutines().getLast().createdBy())
                .isEqualTo(new CreatedBy("main.main", "/src/m.go", 8, 1));
        assertThat(read.summary().problems())
                .containsExactly("1 goroutine ran on another thread; the dump lacks its stack");
    }

    @Test
    void readsWindowsLineEnds() throws Exception {
        byte[] dump = Fixtures.bytes("block-go1.26.dump");
        String windows = new String(dump, UTF_8).replace("\n", "\r\n");
        assertThat(Fixtures.read(windows)).isEqualTo(Fixtures.read(dump));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "goroutine 8 [sel",
                "goroutine 8 [select]:\nmain.f(0x",
                "goroutine 8 [select]:\nmain.f(0x1)\n",
                "goroutine 8 [select]:\nmain.f(0x1)\n\t/f.g",
                "goroutine 8 [select]:\nmain.f(0x1)\n\t/f.go:12 +0x",
                "goroutine 8 [select]:\nmain.f(0x1)\n\t/f.go:12 +0x1\ncreated by main.m\n",
                "goroutine 8 [select]:\nmain.f(0x1)\n\t/f.go:12 +0x1\ncreated by main.m\n\t/f",
            })
    void aDumpThatEndsInsideARecordIsTruncated(String end) throws Exception {
        DumpSummary summary =
                Fixtures.read("goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n\n" + end)
                        .summary();
        assertThat(summary.truncated()).isTrue();
        assertThat(summary.problems())
                .containsExactly(
                        "the dump ends in the middle of a goroutine's record: goroutines may be"
                                + " missing");
    }

    @Test
    void aDumpOfExactly64MebibytesIsTruncatedHoweverItEnds() throws Exception {
        byte[] record =
                "goroutine 18 [select]:\nmain.f(0x1)\n\t/f.go:12 +0x1\ncreated by main.m\n\t/f.go:1 +0x1\n\n"
                        .getBytes(UTF_8);
        int whole = (int) (GoroutineDumpReader.SILENT_LIMIT / record.length);
        int rest = (int) (GoroutineDumpReader.SILENT_LIMIT % record.length);
        byte[] newlines = new byte[rest];
        Arrays.fill(newlines, (byte) '\n');
        InputStream dump =
                new SequenceInputStream(
                        repeated(record, whole), new ByteArrayInputStream(newlines));
        DumpSummary summary = GoroutineDumpReader.read("dump", dump, g -> {});
        assertThat(summary.goroutines()).isEqualTo(whole);
        assertThat(summary.truncated()).isTrue();
        assertThat(summary.problems())
                .containsExactly(
                        "the dump has exactly 67,108,864 bytes, where Go stops writing: goroutines"
                                + " are missing");
    }

    @Test
    void aLineWithoutEndIsCutAndTheRestIsRead() throws Exception {
        String endless = "x".repeat(3 * DumpLines.LONGEST + 17);
        Fixtures.Read read =
                Fixtures.read(
                        "goroutine 1 [running]:\nmain.main()\n\t/m.go:1 +0x1\n\n"
                                + endless
                                + "\ngoroutine 2 [select]:\nmain.f()\n\t/m.go:2 +0x1\n");
        assertThat(read.goroutines()).extracting(Goroutine::id).containsExactly(1L, 2L);
        assertThat(read.summary().problems())
                .containsExactly("1 lines were longer than 262144 bytes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|expected a goroutine dump, found nothing",
                "<!DOCTYPE html><html>|dump at 0: expected a goroutine dump, found an HTML page",
                "goroutine profile: total 3|found the profile text of debug=1",
                "404 page not found|it starts with \"404 page not found\"",
                "goroutine 12|found no goroutine",
            })
    void whatIsNoDumpIsToldByItsLooks(String input, String message) {
        assertThatThrownBy(() -> Fixtures.read(input + (input.isEmpty() ? "" : "\n")))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining(message);
        byte[] gzip = {0x1F, (byte) 0x8B, 8, 0, 0};
        assertThatThrownBy(() -> Fixtures.read(gzip))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("found gzip");
    }

    @Test
    void everyPrefixOfADumpGivesTheSameGoroutinesAsFarAsItGoes() throws Exception {
        byte[] dump = Fixtures.bytes("block-go1.22.dump");
        List<Goroutine> all = Fixtures.read(dump).goroutines();
        for (int length = 2000; length < dump.length; length += 7) {
            List<Goroutine> some = Fixtures.read(Arrays.copyOf(dump, length)).goroutines();
            assertThat(some.subList(0, some.size() - 1)).isEqualTo(all.subList(0, some.size() - 1));
        }
    }

    @Test
    void damagedDumpsNeverFailInAnotherWayThanFormatException() throws Exception {
        byte[][] dumps = {
            Arrays.copyOf(Fixtures.bytes("block-go1.26.dump"), 4000),
            Arrays.copyOf(Fixtures.bytes("sigquit-go1.24.txt"), 4000),
            "goroutine 1 [select, 2 minutes labels:{\"k\": \"v\\x41\"}]:\nf(0x1)\n\t/f:1 +0x1\n"
                    .getBytes(UTF_8),
        };
        Random random = new Random(Long.getLong("stanch.fuzz.seed", 20261124));
        int rounds = Integer.getInteger("stanch.fuzz.rounds", 24_000);
        int refused = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = damage(dumps[round % dumps.length], random);
            try {
                Fixtures.Read read = Fixtures.read(damaged);
                assertThat(read.summary().goroutines()).isEqualTo(read.goroutines().size());
            } catch (FormatException e) {
                refused++;
            }
        }
        assertThat(refused).isLessThan(rounds);
    }

    static byte[] damage(byte[] dump, Random random) {
        byte[] damaged = dump.clone();
        String special = "\n\t[](){}:.,\"\\ 09\u0000\u007f";
        for (int i = random.nextInt(12); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] = (byte) special.charAt(random.nextInt(special.length()));
                case 2 -> {
                    int length = Math.min(random.nextInt(80), damaged.length - at);
                    System.arraycopy(
                            damaged,
                            at,
                            damaged,
                            random.nextInt(damaged.length - length + 1),
                            length);
                }
                default -> damaged = Arrays.copyOf(damaged, Math.max(1, at));
            }
        }
        return damaged;
    }

    private static InputStream repeated(byte[] record, int times) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            block.writeBytes(record);
        }
        byte[] thousand = block.toByteArray();
        InputStream blocks =
                new SequenceInputStream(
                        Collections.enumeration(
                                Collections.nCopies(times / 1000, thousand).stream()
                                        .map(b -> (InputStream) new ByteArrayInputStream(b))
                                        .toList()));
        return new SequenceInputStream(
                blocks, new ByteArrayInputStream(thousand, 0, times % 1000 * record.length));
    }

    @Test
    void closesNothingAndReadsToTheEnd() throws Exception {
        ByteArrayInputStream in =
                new ByteArrayInputStream(Fixtures.bytes("block-go1.24.dump")) {
                    @Override
                    public void close() throws IOException {
                        throw new IOException("closed");
                    }
                };
        GoroutineDumpReader.read("dump", in, g -> {});
        assertThat(in.available()).isZero();
    }
}
