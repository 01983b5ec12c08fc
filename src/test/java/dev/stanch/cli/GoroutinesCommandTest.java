package dev.stanch.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoroutinesCommandTest {
    private static final String STUCK =
            """
            goroutine 1 [sleep]:
            main.main()
            \t/app/main.go:30 +0x1

            goroutine 7 [chan receive (nil chan), 5 minutes]:
            main.wait(0xc000010000)
            \t/app/main.go:7 +0x1d
            created by main.main in goroutine 1
            \t/app/main.go:3 +0x25

            goroutine 9 [IO wait]:
            net/http.(*persistConn).readLoop(0xc00001)
            \t/go/src/net/http/transport.go:2000 +0x1
            created by net/http.(*Transport).dialConn in goroutine 1
            \t/go/src/net/http/transport.go:1800 +0x1

            """;

    @TempDir private Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... words) {
        out.reset();
        err.reset();
        Terminal terminal =
                Terminal.plain(
                        new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8));
        return Main.run(terminal, Map.of(), words);
    }

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void whatCanNeverWakeIsProvenFromOneDump() throws IOException {
        assertThat(run("goroutines", file("a.txt", STUCK))).isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString(UTF_8))
                .startsWith("LEAKING: 1 goroutine can never wake, at 1 place\n")
                .contains("blocked goroutine at main.go:7 (proven)")
                .contains("a client's connection, kept alive for the next request")
                .contains("the main goroutine");
    }

    @Test
    void jsonKeepsTheContractAndAddsTheGroups() throws IOException {
        assertThat(run("goroutines", "--format", "json", file("a.txt", STUCK)))
                .isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString(UTF_8))
                .contains("\"schema\" : \"stanch.report/1\"")
                .contains("\"confidence\" : \"proven\"")
                .contains("\"standing\" : \"certain\"");
    }

    @Test
    void twoDumpsTellWhoStayed() throws IOException {
        String before = file("a.txt", STUCK);
        String after = file("b.txt", STUCK.replace("goroutine 9 ", "goroutine 12 "));
        run("goroutines", "--diff", before, after);
        assertThat(out.toString(UTF_8))
                .contains("from the first dump to the last: 2 stayed, 1 new, 1 gone");
    }

    @Test
    void aCrashIsTheAnswer() throws IOException {
        String crash =
                file(
                        "c.txt",
                        "panic: send on closed channel\n\n" + STUCK.replace("sleep", "running"));
        assertThat(run("goroutines", crash)).isEqualTo(ExitCode.FINDINGS);
        assertThat(out.toString(UTF_8))
                .startsWith("CRASH: send on closed channel\n")
                .contains("in goroutine 1")
                .contains("stanch explain send-on-closed-channel");
    }

    @Test
    void filtersLeaveOut() throws IOException {
        String dump = file("a.txt", STUCK);
        assertThat(run("goroutines", "--state", "IO", dump)).isEqualTo(ExitCode.NOTHING_FOUND);
        assertThat(out.toString(UTF_8)).contains("3 goroutines, 1 of them shown");
        assertThat(run("goroutines", "--focus", "(", dump)).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void whatIsNoDumpIsSaidInOneLine() throws IOException {
        assertThat(run("goroutines", file("x.txt", "hello\n"))).isEqualTo(ExitCode.UNREADABLE);
        assertThat(err.toString(UTF_8)).contains("expected a goroutine dump").hasLineCount(1);
        assertThat(run("goroutines", folder.resolve("none").toString()))
                .isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void thePageEscapesWhatTheDumpSays() throws IOException {
        String dump = file("a.txt", STUCK.replace("main.wait", "main.<script>alert"));
        run("goroutines", "--format", "html", dump);
        assertThat(out.toString(UTF_8)).contains("main.&lt;script&gt;").doesNotContain("<script>a");
    }
}
