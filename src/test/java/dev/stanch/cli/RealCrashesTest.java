package dev.stanch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code lab/profiles/crashes} prints when it ends, read as a log. */
class RealCrashesTest {
    private static final Path LAB = Path.of("lab/profiles").toAbsolutePath();

    @TempDir private static Path folder;

    @BeforeAll
    static void build() throws Exception {
        boolean there =
                Files.isExecutable(Path.of("/usr/local/go/bin/go"))
                        || run(Map.of(), "sh", "-c", "command -v go") == 0;
        assumeTrue(there, "go is not there: the crashes are not made");
        String target = folder.resolve("crashes").toString();
        assertThat(run(Map.of(), "go", "build", "-buildvcs=false", "-o", target, "./crashes"))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "deadlock, deadlock, all goroutines are asleep - deadlock!",
        "no-goroutines, no-goroutines, no goroutines (main called runtime.Goexit) - deadlock!",
        "stack-overflow, stack-overflow, stack overflow",
        "send-on-closed-channel, send-on-closed-channel, send on closed channel",
        "close-of-closed-channel, close-of-closed-channel, close of closed channel",
        "close-of-nil-channel, close-of-nil-channel, close of nil channel",
        "unlock-of-unlocked, unlock-of-unlocked, sync: unlock of unlocked mutex",
        "negative-waitgroup, negative-waitgroup, sync: negative WaitGroup counter",
        "too-many-threads, too-many-threads, thread exhaustion",
        "nil-dereference, nil-dereference, nil pointer dereference",
        "nil-map, nil-map, assignment to entry in nil map",
        "out-of-range, out-of-range, index out of range [3] with length 2",
        "signal, signal, SIGABRT: abort",
        "quit, quit, SIGQUIT: quit",
        "panic, panic, 'job 7 failed: send on closed channel, out of memory'",
        "panic-repanicked, nil-map, assignment to entry in nil map",
    })
    void namesWhatEndedTheProgram(String how, String kind, String message) throws Exception {
        String json = InProcess.run("goroutines", "--format", "json", log(how, Map.of())).out();
        assertThat(json).contains("\"kind\" : \"" + kind + "\"").contains(message);
    }

    @Test
    void foldsTheRecursionOfAnOverflow() throws Exception {
        String text = InProcess.run("goroutines", log("stack-overflow", Map.of())).out();
        assertThat(text)
                .containsPattern(
                        "main\\.(up → main\\.down → main\\.up|down → main\\.up → main\\.down) ×[0-9,]+");
    }

    @Test
    void showsWhoElseSends() throws Exception {
        Map<String, String> all = Map.of("GOTRACEBACK", "all");
        String text = InProcess.run("goroutines", log("send-on-closed-channel", all)).out();
        assertThat(text)
                .contains("CRASH: send on closed channel")
                .containsPattern("senders +[0-9]+ .*at main.sendOnClosed.func1");
    }

    @Test
    void saysWhenTheOthersAreNotPrinted() throws Exception {
        String log = log("send-on-closed-channel", Map.of("GOTRACEBACK", "single"));
        String text = Files.readString(Path.of(log)) + "\n\n";
        // Goroutines that panic at the same time are printed, too.
        String only = text.substring(0, text.indexOf("\n\n", text.indexOf("goroutine ")) + 1);
        Files.writeString(Path.of(log), only);
        assertThat(InProcess.run("goroutines", log).out())
                .contains("senders   not shown: Go prints");
    }

    @Test
    void readsWhatSystemLevelTracebacksAdd() throws Exception {
        Map<String, String> system = Map.of("GOTRACEBACK", "system");
        String json =
                InProcess.run("goroutines", "--format", "json", log("deadlock", system)).out();
        assertThat(json).contains("\"kind\" : \"deadlock\"").contains("main.init.func1");
    }

    @Test
    void aCrashWithoutStacksIsStillNamed() throws Exception {
        Map<String, String> none = Map.of("GOTRACEBACK", "none");
        String text = InProcess.run("goroutines", log("nil-map", none)).out();
        assertThat(text).contains("CRASH: assignment to entry in nil map");
    }

    private static String log(String how, Map<String, String> environment) throws Exception {
        run(environment, "sh", "-c", "\"$0\" " + how + " >\"$0.log\" 2>&1", folder + "/crashes");
        Path log = folder.resolve(how + environment.size() + ".log");
        Files.move(folder.resolve("crashes.log"), log, StandardCopyOption.REPLACE_EXISTING);
        return log.toString();
    }

    private static int run(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).directory(LAB.toFile());
        builder.environment().putAll(environment);
        builder.environment().merge("PATH", "/usr/local/go/bin", (path, go) -> path + ":" + go);
        Process process = builder.redirectErrorStream(true).start();
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }
}
