package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the options of output do, and names that a hostile target sends into every format. */
@Timeout(120)
class OutputTest {
    private static final String HOSTILE =
            "evil\u001b]0;owned\u0007\u001b[31m\u009b2J\r\n\u202e<script>alert(1)</script>|`[x](javascript:alert(1))"
                    + "x".repeat(10_000);

    @TempDir private Path folder;
    private String first = "";
    private String second = "";

    @BeforeEach
    void write() throws Exception {
        profiles("shop");
    }

    private void profiles(String prefix) throws Exception {
        FakeService service = new FakeService(0, 0, prefix, new FakeService.Clock(), 12);
        Path one = Files.write(folder.resolve("1.pb.gz"), service.heapProfile(8 << 20));
        Path two = Files.write(folder.resolve("2.pb.gz"), service.heapProfile(40 << 20));
        Instant time = Instant.parse("2026-11-24T10:00:00Z");
        Files.setLastModifiedTime(one, FileTime.from(time));
        Files.setLastModifiedTime(two, FileTime.from(time.plusSeconds(60)));
        first = one.toString();
        second = two.toString();
    }

    @Test
    void everyFormatNamesTheSite() {
        for (String format : List.of("text", "json", "markdown", "html")) {
            Ran ran = stanch("diagnose", first, second, "--format", format);
            assertThat(ran.out()).as(format).contains("store.go").contains("33");
            assertThat(ran.err()).isEmpty();
        }
    }

    @Test
    void outputGoesToTheFileAlone() throws Exception {
        Path file = folder.resolve("report.json");
        Ran ran = stanch("diagnose", first, second, "--format", "json", "-o", file.toString());
        assertThat(ran.out()).isEmpty();
        assertThat(ran.code()).isEqualTo(ExitCode.FINDINGS);
        assertThat(JSON.std.mapFrom(Files.readString(file)))
                .containsEntry("schema", "stanch.report/1");
    }

    @Test
    void anOutputThatCannotBeWrittenIsSaidBeforeTheWatching() {
        Path nowhere = folder.resolve("no/such/folder/report.html");
        stanch("diagnose", "localhost:1", "-o", nowhere.toString())
                .failsWith(nowhere.getParent() + ": no such folder; make it, or print elsewhere");
        stanch("diagnose", "localhost:1", "-o", folder.toString())
                .failsWith(folder + ": is a folder; give the name of a file");
        stanch("record", "localhost:1", "-o", nowhere.resolve("x.zip").toString())
                .failsWith(
                        "http://localhost:1/debug/pprof/: connection refused; is the program running and listening there?");
    }

    @Test
    void hostileNamesStayTextInEveryFormat() throws Exception {
        profiles(HOSTILE);
        for (String format : List.of("text", "json", "markdown", "html")) {
            Ran ran = stanch("diagnose", first, second, "--format", format);
            assertThat(ran.code()).as(format + ran.err()).isEqualTo(ExitCode.FINDINGS);
            assertThat(ran.out()).contains("store.go");
            assertThat(ran.out().codePoints().filter(OutputTest::commands).boxed().toList())
                    .as(format)
                    .isEmpty();
        }
        Ran html = stanch("diagnose", first, second, "--format", "html");
        assertThat(html.out()).doesNotContain("<script>alert(1)");
        Ran markdown = stanch("diagnose", first, second, "--format", "markdown");
        assertThat(markdown.out()).doesNotContain("\n<script>");
        Ran json = stanch("diagnose", first, second, "--format", "json");
        assertThat(String.valueOf(json.findings().getFirst().get("site")))
                .contains("<script>alert(1)</script>");
        Ran text = stanch("diagnose", first, second);
        assertThat(text.out().lines()).allMatch(line -> line.length() <= 80);
    }

    /** Whether a terminal would obey it, or text would run backwards. */
    private static boolean commands(int character) {
        return (Character.isISOControl(character) && character != '\n')
                || (character >= 0x202a && character <= 0x202e);
    }

    @Test
    void linesOfTheTextFitEightyColumns() {
        Ran ran = stanch("diagnose", first, second, "--memory-limit", "512MiB");
        assertThat(ran.out().lines())
                .allMatch(line ->
                        line.length() <= 80
                                // a path may not be cut, or it could not be copied
                                || line.contains(folder.toString()));
    }

    @Test
    void helpFitsEightyColumnsAndHasExamples() {
        for (String command : List.of("diagnose", "record", "demo", "version")) {
            Ran ran = stanch(command, "--help");
            assertThat(ran.code()).isZero();
            assertThat(ran.err()).isEmpty();
            assertThat(ran.out().lines()).as(command).allMatch(line -> line.length() <= 80);
            if (!command.equals("version")) {
                assertThat(ran.out()).contains("Examples:\n  stanch " + command);
            }
        }
    }

    @Test
    void wrongOptionsAreWrongUsage() {
        for (List<String> words :
                List.of(
                        List.of("diagnose"),
                        List.of("diagnose", first, "--format", "yaml"),
                        List.of("diagnose", first, "--for", "soon"),
                        List.of("diagnose", first, "--for", "0s"),
                        List.of("diagnose", first, "--for", "-3s"),
                        List.of("diagnose", first, "--memory-limit", "much"),
                        List.of("diagnose", first, "--memory-limit", "0"),
                        List.of("diagnose", first, "--budget", "none"),
                        List.of("diagnose", first, "--budget", "-1"),
                        List.of("diagnose", first, "--budget", "NaN"),
                        List.of("diagnose", first, "--record", "x.zip"),
                        List.of("diagnose", first, "--nonsense"),
                        List.of("record", "localhost:1"),
                        List.of("record", first, "-o", "x.zip"),
                        List.of("demo", "surplus"))) {
            Ran ran = stanch(words.toArray(String[]::new));
            assertThat(ran.code()).as(words + ran.err()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .startsWith("stanch: ")
                    .endsWith("Help: stanch " + words.getFirst() + " --help\n");
            assertThat(ran.err().lines().count()).as(ran.err()).isBetween(2L, 3L);
        }
    }
}
