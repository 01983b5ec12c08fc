package dev.stanch.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.stanch.io.FormatException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallsTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({
        "local, amd64, -v",
        "local, amd64, -ldflags=-s -w",
        "local, amd64, -trimpath",
        "local, amd64, -buildmode=pie",
        "local, arm64, -ldflags=-s",
        "go1.22.12, amd64, -v",
        "go1.22.12, amd64, -buildmode=pie",
    })
    void tellsOfEachLineWhatItCallsAsTheSourceHasIt(
            String toolchain, String architecture, String flag) throws Exception {
        GoBinary binary = build(toolchain, architecture, flag);
        SortedMap<Integer, SortedSet<String>> expected = CallingProgram.expected();
        Set<String> patterns = new HashSet<>();
        expected.values().forEach(patterns::addAll);

        SortedMap<Integer, SortedSet<String>> found = new TreeMap<>();
        List<String> functions = binary.functionNames(name -> name.startsWith("main."));
        for (FunctionCall call : binary.calls(functions)) {
            for (String pattern : patterns) {
                if (matches(call.callee(), pattern) && call.caller().file().endsWith("main.go")) {
                    found.computeIfAbsent(call.caller().line(), line -> new TreeSet<>())
                            .add(pattern);
                }
            }
        }

        assertThat(found).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "local, amd64, -v",
        "local, amd64, -buildmode=pie -ldflags=-s",
        "local, arm64, -v",
        "go1.22.12, amd64, -trimpath",
    })
    void tellsWhatGoStatementsStart(String toolchain, String architecture, String flags)
            throws Exception {
        GoBinary binary = build(toolchain, architecture, flags.split(" "));

        assertThat(binary.starts(List.of("main.(*server).start")))
                .extracting(
                        start -> start.at().function(),
                        start -> start.at().line(),
                        Started::function)
                .containsExactly(
                        started("go s.watch(", "main.(*server).watch"),
                        started("go func() { //", "main.(*server).start.func1"),
                        started("go free()", "main.free"));
        assertThat(binary.starts(List.of("main.main", "main.none"))).isEmpty();
    }

    private static Tuple started(String statement, String function) {
        return tuple("main.(*server).start", CallingProgram.line(statement), function);
    }

    @Test
    void callersAreFunctionsAsProfilesPrintThem() throws Exception {
        GoBinary binary = build("local", "amd64", "-trimpath");
        int lock = CallingProgram.line("c.mu.Lock()");
        ProcessFrame caller =
                new ProcessFrame("main.(*Cache[...]).Put", "example.com/native/main.go", lock);
        for (String name :
                List.of("main.(*Cache[...]).Put", "main.(*Cache[go.shape.string]).Put")) {
            assertThat(binary.calls(List.of(name)))
                    .contains(new FunctionCall(caller, "sync.(*Mutex).Lock"))
                    .contains(new FunctionCall(caller, "internal/sync.(*Mutex).lockSlow"))
                    .doesNotHaveDuplicates();
        }
        assertThat(binary.calls(List.of("main.(*server).timers")))
                .extracting(call -> call.caller().function())
                .containsOnly("main.(*server).timers");
        assertThat(binary.calls(List.of("main.(*server).timers.func1")))
                .extracting(FunctionCall::callee)
                .anyMatch(callee -> callee.startsWith("runtime.mapdelete"));
        assertThat(binary.calls(List.of())).isEmpty();
        assertThat(binary.calls(List.of("main.none", "", "main"))).isEmpty();
    }

    @Test
    void functionsThatExistOnlyInlinedAreFoundWhereTheyAre() throws Exception {
        GoBinary binary = build("local", "amd64", "-ldflags=-s -w");
        assertThat(binary.calls(List.of("main.(*server).note")))
                .isNotEmpty()
                .allSatisfy(call -> {
                    assertThat(call.caller().function()).isEqualTo("main.(*server).note");
                    assertThat(call.caller().line())
                            .isEqualTo(CallingProgram.line("s.shared.Store(n, n)"));
                })
                .extracting(FunctionCall::callee)
                .contains("sync.(*Map).Store")
                .doesNotContain("main.(*server).note");
    }

    @Test
    void namesAreThoseOfProfilesEachOnce() throws Exception {
        GoBinary binary = build("local", "amd64", "-ldflags=-s -w");
        assertThat(binary.functionNames(name -> name.startsWith("main.")))
                .containsExactlyInAnyOrder(
                        "main.(*Cache[...]).Put",
                        "main.(*server).watch",
                        "main.(*server).publish",
                        "main.(*server).note",
                        "main.(*server).start",
                        "main.(*server).start.func1",
                        "main.free",
                        "main.(*server).timers",
                        "main.(*server).timers.func1",
                        "main.load",
                        "main.load.func1",
                        "main.main",
                        "main.main.func1");
        assertThat(binary.functionNames(name -> name.equals("runtime.newproc"))).hasSize(1);
        assertThat(binary.functionNames(name -> false)).isEmpty();
    }

    /** The tables decoded at once against the look-up of a single address. */
    @Test
    void placesOfAnInstructionAreTheFramesOfItsAddress() throws Exception {
        build("local", "amd64", "-v");
        ElfFile elf = ElfFile.open(folder.resolve("program"));
        FunctionTable table = FunctionTable.find(elf).orElseThrow();
        ByteWindow window = new ByteWindow(elf);
        BitSet all = new BitSet();
        all.set(0, (int) table.sizeOfNames());
        Random random = new Random(20261124);
        int inlined = 0;
        for (int round = 0; round < 3_000; round++) {
            int index = random.nextInt(table.count());
            if (table.size(index) == 0) {
                continue;
            }
            int offset = random.nextInt(table.size(index));
            FunctionBody body = table.body(index, window);
            List<ProcessFrame> frames = new ArrayList<>();
            for (FunctionBody.Place place : body.places(offset, all)) {
                long path = body.pathNumber(place.offset());
                frames.add(
                        new ProcessFrame(
                                table.nameAt(place.name()),
                                path < 0 ? "?" : table.path(path),
                                body.line(place.offset())));
            }
            assertThat(frames)
                    .isEqualTo(
                            table.frames(table.entry(index) + offset).stream()
                                    .map(ProcessFrame::of)
                                    .toList());
            inlined += frames.size() > 1 ? 1 : 0;
        }
        assertThat(inlined).isGreaterThan(300);
    }

    @Test
    void damagedProgramsGiveFewerCallsAndNoFailure() throws Exception {
        build("local", "amd64", "-ldflags=-s -w");
        byte[] original = Files.readAllBytes(folder.resolve("program"));
        ElfFile elf = ElfFile.open(folder.resolve("program"));
        ElfFile.Range table = elf.section(".gopclntab").orElseThrow();
        ElfFile.Range data = elf.section(".rodata").orElseThrow();
        ElfFile.Range text = elf.section(".text").orElseThrow();
        List<ElfFile.Range> places = List.of(table, text, data);
        Random random = new Random(Long.getLong("stanch.fuzz.seed", 20261124));
        int rounds = Integer.getInteger("stanch.fuzz.rounds", 1_000) / 20;
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] damaged = original.clone();
            ElfFile.Range place = places.get(round % places.size());
            for (int i = 0; i < 20_000; i++) {
                long at = place.offset() + 80 + random.nextLong(place.size() - 80);
                damaged[(int) at] = (byte) random.nextInt(256);
            }
            try {
                GoBinary binary =
                        GoBinary.read("p", ElfFile.of("p", MemorySegment.ofArray(damaged)));
                List<String> names = binary.functionNames(name -> name.startsWith("main."));
                read += binary.calls(names).size();
                binary.calls(List.of("fmt.Fprintf", "sync.(*Mutex).Lock"));
                binary.starts(names);
            } catch (FormatException e) {
                assertThat(e).hasMessageStartingWith("p");
            }
        }
        assertThat(read).isPositive();
    }

    private GoBinary build(String toolchain, String architecture, String... flags)
            throws Exception {
        GoProgram.assumeTools("go");
        GoProgram.assumeToolchain(toolchain);
        Map<String, String> environment =
                Map.of("GOTOOLCHAIN", toolchain, "GOARCH", architecture, "CGO_ENABLED", "0");
        return GoBinary.open(GoProgram.build(folder, CallingProgram.SOURCE, environment, flags));
    }

    /** A pattern may have one star, at its start or at its end. */
    private static boolean matches(String name, String pattern) {
        if (pattern.startsWith("*")) {
            return name.endsWith(pattern.substring(1));
        }
        return pattern.endsWith("*")
                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                : name.equals(pattern);
    }
}
