package dev.stanch.profile.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.profile.Profile;
import dev.stanch.profile.codec.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is expected is what {@code go tool pprof} prints for the same profile. */
class ListingsTest {
    @TempDir private Path folder;

    private final TimeZone zone = TimeZone.getDefault();

    @BeforeEach
    void timesAreInUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void timesAreAsBefore() {
        TimeZone.setDefault(zone);
    }

    @Test
    void rawShowsEverything() throws Exception {
        assertThat(Bakery.report(ReportFormat.RAW, ""))
                .isEqualTo(
                        """
                        Comment: a comment
                        Comment: #hidden
                        Doc: https://example.com/doc
                        PeriodType: space bytes
                        Period: 512
                        Time: 2023-11-14 22:13:20.12 +0000 UTC
                        Duration: 1.51
                        Samples:
                        objects/count[dflt] space/bytes
                                  2       4096: 1 2\s
                                        role:[baker cook]
                                        bytes:[2048 bytes] plain:[7]
                                  1      -1000: 2\s
                                        a:[b]
                                  3        300: 3 4 2\s
                        Locations
                             1: 0x400100 M=1 main.knead /src/bakery/main.go:5:2 s=3(k)
                                     main.bake /src/bakery/main.go:12:0 s=10
                             2: 0x400200 M=1 main.main /src/bakery/main.go:22:0 s=20
                             3: 0x77\s
                             4: 0x400100 M=1 main.bake /src/bakery/main.go:12:0 s=10
                        Mappings
                        1: 0x400000/0x500000/0x1000 /bin/bakery abc [FN][FL][LN][IN]
                        """);
    }

    @Test
    void tracesShowEachSampleWithItsLabels() throws Exception {
        assertThat(
                        Bakery.report(
                                ReportFormat.TRACES,
                                "",
                                "sample_index",
                                "space",
                                "granularity",
                                "addresses"))
                .isEqualTo(
                        """
                        File: bakery
                        Build ID: abc
                        a comment
                        Type: space
                        Doc: https://example.com/doc
                        Time: 2023-11-14 22:13:20 UTC
                        Duration: 1.51s, Total samples = 5.27kB\s
                        -----------+-------------------------------------------------------
                              role:  baker cook
                             bytes:  2kB
                             plain:  7
                               4kB   0000000000400100 main.knead /src/bakery/main.go:5:2 (inline)
                                     0000000000400100 main.bake /src/bakery/main.go:12
                                     0000000000400200 main.main /src/bakery/main.go:22
                        -----------+-------------------------------------------------------
                                 a:  b
                            -1000B   0000000000400200 main.main /src/bakery/main.go:22
                        -----------+-------------------------------------------------------
                              300B   0000000000000077 <unknown>
                                     0000000000400100 main.bake /src/bakery/main.go:12
                                     0000000000400200 main.main /src/bakery/main.go:22
                        -----------+-------------------------------------------------------
                        """);
    }

    @Test
    void tagsAreSummedByKeyAndValue() throws Exception {
        assertThat(Bakery.report(ReportFormat.TAGS, ""))
                .isEqualTo(
                        """
                         a: Total 1 of 6 (16.67%)
                            1 (16.67%): b

                         bytes: Total 2 of 6 (33.33%)
                                2 (33.33%): 2kB

                         plain: Total 2 of 6 (33.33%)
                                2 (33.33%): 7

                         role: Total 4 of 6 (66.67%)
                               2 (33.33%): baker
                               2 (33.33%): cook

                        """);
    }

    @Test
    void commentsAreShownAsTheyAre() throws Exception {
        assertThat(Bakery.report(ReportFormat.COMMENTS, "")).isEqualTo("a comment\n#hidden\n");
    }

    @Test
    void sourceIsFoundBelowAFolderOfTheSameNameAndMarkedWithItsValues() throws Exception {
        Path project = Files.createDirectories(folder.resolve("elsewhere/bakery"));
        Files.writeString(project.resolve("main.go"), numberedLines());
        String expected =
                """
                Total: 6
                ROUTINE ======================== main.bake in main.go
                         0          5 (flat, cum) 83.33% of Total
                         .          .     10:line 10
                         .          .     11:line 11
                         .          5     12:line 12
                         .          .     13:line 13
                         .          .     14:line 14
                         .          .     15:line 15
                         .          .     16:line 16
                         .          .     17:line 17
                ROUTINE ======================== main.knead in main.go
                         2          2 (flat, cum) 33.33% of Total
                         .          .      3:line 3
                         .          .      4:line 4
                         2          2      5:line 5
                         .          .      6:line 6
                         .          .      7:line 7
                         .          .      8:line 8
                         .          .      9:line 9
                         .          .     10:line 10
                """;
        assertThat(
                        Bakery.report(
                                ReportFormat.LIST,
                                "bake|knead",
                                "source_path",
                                "/nowhere:" + project))
                .isEqualTo(expected);
    }

    @Test
    void sourceIsSearchedInTheFoldersAboveOnceItsPathIsTrimmed() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(folder.resolve("main.go"), numberedLines());
        assertThat(
                        Bakery.report(
                                ReportFormat.LIST,
                                "main.main",
                                "source_path",
                                deep.toString(),
                                "trim_path",
                                "/x:/src/bakery"))
                .startsWith(
                        """
                        Total: 6
                        ROUTINE ======================== main.main in main.go
                                 1          6 (flat, cum)   100% of Total
                                 .          .     20:line 20
                                 .          .     21:line 21
                                 1          6     22:line 22
                        """);
    }

    @Test
    void sourceThatIsNotThereIsToldInTheListing() throws Exception {
        assertThat(Bakery.report(ReportFormat.LIST, "main.main"))
                .isEqualTo(
                        """
                        Total: 6
                        ROUTINE ======================== main.main in /src/bakery/main.go
                                 1          6 (flat, cum)   100% of Total
                         Error: open /src/bakery/main.go: no such file or directory
                        """);
        assertThatThrownBy(() -> Bakery.report(ReportFormat.LIST, "other"))
                .isInstanceOf(ReportException.class)
                .hasMessage("no matches found for regexp: other");
    }

    @Test
    void addressesAreListedAndTheMissingInstructionsTold() throws Exception {
        assertThat(Bakery.report(ReportFormat.DISASM, "main.main"))
                .isEqualTo(
                        """
                        Total: 6
                        Instructions are not shown, since this has no disassembler: only addresses \
                        with samples. For the instructions use go tool pprof -disasm.
                        ROUTINE ======================== main.main
                                 1          6 (flat, cum)   100% of Total
                                 1          6     400200: ;main.go:22
                        """);
    }

    @Test
    void thePageOfSourceMarksHeavyLinesAndEscapesTheRest() throws Exception {
        Path project = Files.createDirectories(folder.resolve("bakery"));
        Files.writeString(project.resolve("main.go"), numberedLines().replace("line 21", "a<b"));
        String page =
                Bakery.report(ReportFormat.WEBLIST, "main.main", "source_path", project.toString());
        assertThat(page)
                .contains("<h2>main.main</h2>")
                .contains("         1          6 (flat, cum) 100% of Total")
                .contains("<pre class=\"rest\">         .          .     21: a&lt;b</pre>")
                .contains(
                        "<summary class=\"hot\" style=\"--share: 45%\">"
                                + "         1          6     22: line 22</summary>")
                .contains("0x400200</pre>")
                .contains("Instructions are\nnot shown")
                .endsWith("</body></html>\n");
    }

    @Test
    void protoIsTheProfileWithDividedValues() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Options options = Options.defaults().with("divide_by", "2");
        Prepared prepared =
                Prepared.of(Bakery.profile(), ReportFormat.PROTO, null, options, warning -> {});
        Reports.of(ReportFormat.PROTO).write(prepared, out);
        Profile read =
                ProfileReader.read("p", new ByteArrayInputStream(out.toByteArray()), 1 << 20);
        assertThat(read.samples()).isEqualTo(3);
        assertThat(read.value(0, 0)).isEqualTo(1);
        assertThat(read.value(0, 1)).isEqualTo(2048);
        assertThat(read.value(1, 0)).isZero();
        assertThat(read.value(1, 1)).isEqualTo(-500);
        assertThat(read.label(0, "role")).isEqualTo("baker");
    }

    private static String numberedLines() {
        return IntStream.rangeClosed(1, 30)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }
}
