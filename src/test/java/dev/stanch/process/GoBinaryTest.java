package dev.stanch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.stanch.io.FormatException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoBinaryTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-v",
                "-ldflags=-s -w",
                "-buildmode=pie",
                "-buildmode=pie -ldflags=-s",
                "-ldflags=-linkmode=external",
            })
    void findsTheLinesThatCallCAndMmap(String flags) throws Exception {
        GoProgram.assumeTools("go", "gcc");
        String[] arguments =
                flags.startsWith("-buildmode=pie -") ? flags.split(" ", -1) : new String[] {flags};
        Path program = GoProgram.build(folder, GoProgram.NATIVE, Map.of(), arguments);

        GoBinary binary = GoBinary.open(program);

        assertThat(binary.cgoCalls())
                .filteredOn(call -> call.caller().function().startsWith("main."))
                .extracting(
                        call -> call.caller().function().replaceFirst("(main.\\w+)\\..*", "$1"),
                        call -> call.caller().line(),
                        CgoCall::callee)
                .containsExactlyInAnyOrder(
                        tuple("main.keep", 16, "main._Cfunc_CString"),
                        tuple("main.raw", 21, "main._Cfunc__CMalloc"),
                        tuple("main.user", 25, "main._Cfunc_grow"),
                        tuple("main.user", 26, "main._Cfunc_free"),
                        tuple("main.user", 27, "main._Cfunc_GoString"),
                        tuple("main.release", 30, "main._Cfunc_free"),
                        tuple("main.mapped", 33, "syscall.Mmap"));
        assertThat(binary.goVersion()).startsWith("go1.");
    }

    @Test
    void readsTheBuildInformation() throws Exception {
        GoProgram.assumeTools("go");
        Path program =
                GoProgram.build(folder, GoProgram.PLAIN, Map.of("CGO_ENABLED", "0"), "-trimpath");
        GoBinary binary = GoBinary.open(program);
        BuildInfo info = Objects.requireNonNull(binary.buildInfo());
        assertThat(info.path()).isEqualTo("example.com/native");
        assertThat(info.mainModule()).isEqualTo("example.com/native");
        assertThat(info.mainVersion()).isEqualTo("(devel)");
        assertThat(info.settings())
                .containsEntry("CGO_ENABLED", "0")
                .containsEntry("GOOS", "linux");
        assertThat(info.dependencies()).isEmpty();
    }

    @Test
    void readsArm64() throws Exception {
        GoProgram.assumeTools("go");
        Path program =
                GoProgram.build(
                        folder,
                        GoProgram.PLAIN,
                        Map.of("GOARCH", "arm64", "CGO_ENABLED", "0"),
                        "-ldflags=-s -w");
        List<CgoCall> calls = GoBinary.open(program).cgoCalls();
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().callee()).isEqualTo("syscall.Mmap");
        assertThat(calls.getFirst().caller().line()).isEqualTo(6);
    }

    @Test
    void theLoadersBiasIsTakenOff() throws Exception {
        GoProgram.assumeTools("go", "gcc");
        Path program = GoProgram.build(folder, GoProgram.NATIVE, Map.of(), "-buildmode=pie");
        ElfFile elf = ElfFile.open(program);
        FunctionTable table = FunctionTable.find(elf).orElseThrow();
        GoBinary binary = GoBinary.open(program);
        int seen = 0;
        for (int i = 0; i < table.count(); i++) {
            if (table.name(i).matches("main\\.(keep|raw|user|release|mapped|main)")) {
                long pc = table.entry(i);
                List<ProcessFrame> frames =
                        binary.symbolize(pc + 0x5555_0000_0000L, 0x5555_0000_0000L);
                assertThat(frames).isNotEmpty().isEqualTo(binary.symbolize(pc));
                assertThat(frames.getLast().function()).isEqualTo(table.name(i));
                assertThat(frames.getLast().file()).endsWith("/main.go");
                seen++;
            }
        }
        assertThat(seen).isGreaterThanOrEqualTo(4);
        assertThat(binary.symbolize(0)).isEmpty();
        assertThat(binary.symbolize(-1)).isEmpty();
        assertThat(binary.symbolize(table.end())).isEmpty();
    }

    @Test
    void whatIsNoGoProgramIsTold() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "#!/bin/sh\n".repeat(20));
        assertThatThrownBy(() -> GoBinary.open(text))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("expected an ELF file");
        assertThatThrownBy(() -> GoBinary.open(folder))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("no regular file");
        Path shell = Path.of("/bin/sh");
        if (Files.isRegularFile(shell)) {
            assertThatThrownBy(() -> GoBinary.open(shell))
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void damagedProgramsNeverFailInAnotherWayThanFormatException() throws Exception {
        GoProgram.assumeTools("go");
        Path program =
                GoProgram.build(
                        folder, GoProgram.PLAIN, Map.of("CGO_ENABLED", "0"), "-ldflags=-s -w");
        byte[] original = Files.readAllBytes(program);
        ElfFile elf = ElfFile.open(program);
        ElfFile.Range table = elf.section(".gopclntab").orElseThrow();
        long[][] places = {
            {0, 1024},
            {table.offset(), 80},
            {table.offset(), table.size()},
            {elf.section(".go.buildinfo").orElseThrow().offset(), 64},
            {original.length - 4096L, 4096},
        };
        long pc = FunctionTable.find(elf).orElseThrow().text();
        Random random = new Random(Long.getLong("stanch.fuzz.seed", 20261124));
        int rounds = Integer.getInteger("stanch.fuzz.rounds", 1_000);
        byte[] damaged = original.clone();
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            long[] place = places[round % places.length];
            int[] changed = new int[1 + random.nextInt(6)];
            for (int i = 0; i < changed.length; i++) {
                changed[i] = (int) (place[0] + random.nextLong(place[1]));
                damaged[changed[i]] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : -random.nextInt(2));
            }
            int length =
                    random.nextInt(10) == 0 ? random.nextInt(original.length) : original.length;
            byte[] input = length < original.length ? Arrays.copyOf(damaged, length) : damaged;
            try {
                GoBinary binary = GoBinary.read("p", ElfFile.of("p", MemorySegment.ofArray(input)));
                binary.buildInfo();
                for (int i = 0; i < 50; i++) {
                    binary.symbolize(pc + random.nextInt(1 << 19));
                }
                if (round % 20 == 0) {
                    binary.cgoCalls();
                }
                read++;
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("p");
            }
            for (int at : changed) {
                damaged[at] = original[at];
            }
        }
        assertThat(read).isBetween(1, rounds - 1);
    }
}
