package dev.stanch.goroutine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.stanch.goroutine.crash.Crash;
import dev.stanch.io.FormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same crash, as every collector hands it on. */
class LogLinesTest {
    private static final String CRASH =
            """
            starting
            panic: send on closed channel

            goroutine 18 [running]:
            main.send(0xc000012000)
            \t/srv/send.go:12 +0x1d
            created by main.main in goroutine 1
            \t/srv/main.go:9 +0x3f

            goroutine 1 [chan receive, 3 minutes]:
            main.main()
            \t/srv/main.go:11 +0x5a
            exit status 2
            """;

    private static final String RACE =
            """
            ==================
            WARNING: DATA RACE
            Read at 0x00c00009e028 by goroutine 8:
              main.(*box).inc()
                  /srv/main.go:10 +0x30
              main.main.func1()
                  /srv/main.go:15 +0xe

            Previous write at 0x00c00009e028 by main goroutine:
              main.main()
                  /srv/main.go:19 +0x44

            Goroutine 8 (finished) created at:
              main.main()
                  /srv/main.go:15 +0x4a
            ==================
            Found 1 data race(s)
            """;

    static Stream<Named<UnaryOperator<String>>> collectors() {
        return Stream.of(
                Named.of("nothing", UnaryOperator.identity()),
                each(
                        "containerd",
                        n -> "2026-11-24T10:00:0%d.1%09dZ stderr F ".formatted(n % 10, n)),
                each("cri-o", n -> "2026-11-24T10:00:00.%d+01:00 stderr F ".formatted(n * 7919)),
                each("kubectl logs --timestamps", n -> "2026-11-24T10:00:00.%dZ ".formatted(n)),
                each("kubectl logs --prefix", _ -> "[pod/web-6d4cf56db6-x/app] "),
                each(
                        "kubectl logs --prefix --timestamps",
                        n -> "[pod/web-1/app] 2026-11-24T10:00:00.%dZ ".formatted(n)),
                each("compose", _ -> "web-1  | "),
                each("compose in colour", _ -> "\u001b[36mweb-1  |\u001b[0m "),
                each("journal", _ -> "Nov  4 10:00:00 host app[812]: "),
                each("journal, short-iso", _ -> "2026-11-24T10:00:00+0000 host app[812]: "),
                each("stern", _ -> "web-6d4cf56db6-x app "),
                each("a prefix that nobody knows", _ -> "<web> "),
                json("docker", line -> object("log", line + "\n", "stream", "stderr")),
                json("journal -o json", line -> object("_PID", "7", "MESSAGE", line)),
                json("cloud", line -> object("severity", "ERROR", "textPayload", line)),
                Named.of("a logger's field", LogLinesTest::oneObject));
    }

    @ParameterizedTest
    @MethodSource("collectors")
    void readsTheCrashThroughTheCollector(UnaryOperator<String> collector) throws Exception {
        Fixtures.Read read = Fixtures.read(collector.apply(CRASH).getBytes(UTF_8));

        assertThat(read.goroutines()).isEqualTo(Fixtures.read(CRASH.getBytes(UTF_8)).goroutines());
        assertThat(read.goroutines()).hasSize(2);
        assertThat(read.summary().problems()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("collectors")
    void readsWhatEndedTheProgramWhereTheCollectorIsKnown(UnaryOperator<String> collector)
            throws Exception {
        String text = collector.apply(CRASH);
        Crash crash = Fixtures.read(text.getBytes(UTF_8)).summary().crash();
        // A prefix that is learnt from the first stack is not known before it.
        boolean learnt = text.startsWith("web-6d4cf56db6-x app ") || text.startsWith("<web> ");
        assertThat(crash == null ? null : crash.message())
                .isEqualTo(learnt ? null : "send on closed channel");
    }

    @Test
    void linesOfTheOtherStreamDoNotEndAStack() throws Exception {
        StringBuilder log = new StringBuilder();
        for (String line : CRASH.split("\n", -1)) {
            log.append("2026-11-24T10:00:00.5Z stderr F ").append(line).append('\n');
            log.append("2026-11-24T10:00:00.6Z stdout F \n");
            log.append("2026-11-24T10:00:00.6Z stdout F goroutine pool: 3 idle\n");
        }
        Fixtures.Read read = Fixtures.read(log.toString().getBytes(UTF_8));
        assertThat(read.goroutines()).isEqualTo(Fixtures.read(CRASH.getBytes(UTF_8)).goroutines());
    }

    @Test
    void containersThatCrashAtTheSameTimeAreToldApart() throws Exception {
        String other = CRASH.replace("goroutine ", "goroutine 7").replace("main.", "shop.");
        List<String> first = CRASH.lines().toList();
        List<String> second = other.lines().toList();
        List<Goroutine> both = new ArrayList<>();
        both.addAll(Fixtures.read(CRASH.getBytes(UTF_8)).goroutines());
        both.addAll(Fixtures.read(other.getBytes(UTF_8)).goroutines());
        Random random = new Random(20261127);
        for (int round = 0; round < 200; round++) {
            StringBuilder log = new StringBuilder();
            int a = 0;
            int b = 0;
            while (a < first.size() || b < second.size()) {
                if (b == second.size() || (a < first.size() && random.nextBoolean())) {
                    log.append("[pod/web-1/app] ").append(first.get(a++)).append('\n');
                } else {
                    log.append("[pod/shop-1/app] ").append(second.get(b++)).append('\n');
                }
            }
            assertThat(Fixtures.read(log.toString().getBytes(UTF_8)).goroutines())
                    .as(log.toString())
                    .containsExactlyInAnyOrderElementsOf(both);
        }
    }

    @Test
    void aContainerThatDiesInsideItsStackDoesNotHideTheOthers() throws Exception {
        StringBuilder log = new StringBuilder();
        log.append("[pod/web-1/app] goroutine 3 [select]:\n[pod/web-1/app] main.f(0x1)\n");
        for (String line : CRASH.split("\n", -1)) {
            log.append("[pod/shop-1/app] ").append(line).append('\n');
        }
        List<Goroutine> whole = Fixtures.read(CRASH.getBytes(UTF_8)).goroutines();
        assertThat(Fixtures.read(log.toString().getBytes(UTF_8)).goroutines()).containsAll(whole);
    }

    @Test
    void putsLinesTogetherThatWereSplit() throws Exception {
        String name = "main.(*" + "Long".repeat(6000) + ").run";
        String dump = "goroutine 7 [select]:\n" + name + "(0x1)\n\t/srv/a.go:1 +0x1\n";
        List<String> containerd = new ArrayList<>();
        List<String> docker = new ArrayList<>();
        for (String line : dump.split("\n", -1)) {
            for (int at = 0; at == 0 || at < line.length(); at += 16384) {
                String part = line.substring(at, Math.min(line.length(), at + 16384));
                boolean last = at + 16384 >= line.length();
                containerd.add("2026-11-24T10:00:00.5Z stderr " + (last ? "F " : "P ") + part);
                docker.add(object("log", last ? part + "\n" : part, "stream", "stderr"));
            }
        }
        for (List<String> lines : List.of(containerd, docker)) {
            assertThat(lines).hasSizeGreaterThan(4);
            Fixtures.Read read = Fixtures.read(String.join("\n", lines).getBytes(UTF_8));
            assertThat(read.goroutines()).hasSize(1);
            assertThat(read.inFunction(name).frames())
                    .containsExactly(new Frame(name, "0x1", "/srv/a.go", 1));
        }
    }

    @Test
    void aTimeInFrontOfALogLineIsNoReasonToLoseIt() throws Exception {
        String log =
                "2026/11/24 10:00:00 stacks: goroutine 5 [running]:\nmain.f()\n\t/a.go:3 +0x1\n";
        Goroutine goroutine = Fixtures.read(log.getBytes(UTF_8)).inFunction("main.f");
        assertThat(goroutine.id()).isEqualTo(5);
    }

    @Test
    void theBubbleOfATestIsALabel() throws Exception {
        String dump =
                "goroutine 9 [chan receive (durable), synctest bubble 8]:\nmain.f()\n\t/a.go:3 +0x1\n";
        Goroutine goroutine = Fixtures.read(dump.getBytes(UTF_8)).inFunction("main.f");
        assertThat(goroutine.durable()).isTrue();
        assertThat(goroutine.labels()).containsExactly(java.util.Map.entry("synctest bubble", "8"));
    }

    @Test
    void aRaceReportHasTheGoroutinesThatRaced() throws Exception {
        Fixtures.Read read = Fixtures.read(RACE.getBytes(UTF_8));
        assertThat(read.goroutines()).extracting(Goroutine::id).containsExactly(8L, 1L);
        Goroutine reader = read.inFunction("main.(*box).inc");
        assertThat(reader.state()).isEqualTo("finished");
        assertThat(reader.createdBy()).isEqualTo(new CreatedBy("main.main", "/srv/main.go", 15, 0));
        assertThat(Objects.requireNonNull(read.summary().crash()).lines())
                .containsExactly(
                        "WARNING: DATA RACE",
                        "Read at 0x00c00009e028 by goroutine 8:",
                        "main.(*box).inc /srv/main.go:10",
                        "Previous write at 0x00c00009e028 by main goroutine:",
                        "main.main /srv/main.go:19");
    }

    @Test
    void damagedLogsAreReadOrRefused() throws Exception {
        List<byte[]> logs = new ArrayList<>();
        collectors().forEach(c -> logs.add(c.getPayload().apply(CRASH).getBytes(UTF_8)));
        logs.add(RACE.getBytes(UTF_8));
        Random random = new Random(Long.getLong("stanch.fuzz.seed", 20261127));
        int rounds = Integer.getInteger("stanch.fuzz.rounds", 24_000);
        int read = 0;
        for (int round = 0; round < rounds; round++) {
            byte[] log = logs.get(round % logs.size());
            byte[] damaged = GoroutineDumpReaderTest.damage(log, random);
            try {
                Fixtures.Read result = Fixtures.read(damaged);
                assertThat(result.summary().goroutines()).isEqualTo(result.goroutines().size());
                read++;
            } catch (FormatException e) {
                assertThat(e.getMessage()).contains("expected a goroutine dump");
            }
        }
        assertThat(read).isGreaterThan(rounds / 2);
    }

    private interface Prefix {
        String of(int number);
    }

    private interface Wrapping {
        String of(String line);
    }

    private static Named<UnaryOperator<String>> each(String name, Prefix prefix) {
        return Named.of(
                name,
                text -> {
                    StringBuilder out = new StringBuilder();
                    int number = 0;
                    for (String line : text.split("\n", -1)) {
                        out.append(prefix.of(number++)).append(line).append('\n');
                    }
                    return out.toString();
                });
    }

    private static Named<UnaryOperator<String>> json(String name, Wrapping wrapping) {
        return Named.of(
                name,
                text -> {
                    StringBuilder out = new StringBuilder();
                    for (String line : text.split("\n", -1)) {
                        out.append(wrapping.of(line)).append('\n');
                    }
                    return out.toString();
                });
    }

    private static String oneObject(String text) {
        return object("level", "error", "msg", text) + "\n";
    }

    private static String object(String... keysAndValues) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < keysAndValues.length; i++) {
            String before = i == 0 ? "" : i % 2 == 0 ? "," : ":";
            out.append(before)
                    .append('"')
                    .append(JsonStringEncoder.getInstance().quoteAsString(keysAndValues[i]))
                    .append('"');
        }
        return out.append('}').toString();
    }
}
