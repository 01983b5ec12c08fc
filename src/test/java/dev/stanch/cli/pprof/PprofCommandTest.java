package dev.stanch.cli.pprof;

import static dev.stanch.cli.pprof.Said.pprof;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.cli.ExitCode;
import dev.stanch.cli.InProcess;
import dev.stanch.cli.InProcess.Ended;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PprofCommandTest {
    private static final String TOP_OF_FIRST =
            """
            Showing nodes accounting for 3MB, 100% of 3MB total
                  flat  flat%   sum%        cum   cum%
                   2MB 66.67% 66.67%        2MB 66.67%  main.parse
                   1MB 33.33%   100%        1MB 33.33%  main.put
                     0     0%   100%        3MB   100%  main.main
            """;

    @TempDir private Path folder;
    private String first = "";
    private String second = "";

    @BeforeEach
    void write() throws Exception {
        first = Given.file(folder, "first.pb.gz", Given.heap(1, 1 << 20, 8 << 20)).toString();
        second = Given.file(folder, "second.pb.gz", Given.heap(2, 6 << 20, 16 << 20)).toString();
    }

    @Test
    void aReportGoesToStandardOutput() throws Exception {
        assertThat(pprof("-top", "-compact_labels", first))
                .isEqualTo(new Said(0, TOP_OF_FIRST, ""));
    }

    @Test
    void flagsBehindAFileAreFiles() throws Exception {
        Said said = pprof("-top", "-compact_labels", first, "-cum");
        assertThat(said.out()).isEqualTo(TOP_OF_FIRST);
        assertThat(said.err())
                .isEqualTo(
                        """
                        stanch: -cum: no such file
                        stanch: Fetched 1 source profiles out of 2
                        """);
        assertThat(said.code()).isZero();
    }

    @Test
    void anOutputFileIsWrittenAndToldOf() throws Exception {
        Path file = folder.resolve("top.txt");
        Said said = pprof("-top", "-compact_labels", "-output", file.toString(), first);
        assertThat(said).isEqualTo(new Said(0, "", "Generating report in " + file + "\n"));
        assertThat(file).hasContent(TOP_OF_FIRST.stripTrailing());
    }

    @Test
    void severalAreMergedWhereAReportIsAskedFor() throws Exception {
        assertThat(pprof("-top", "-compact_labels", first, second).out())
                .contains("of 11MB total")
                .contains("7MB 63.64% 63.64%        7MB 63.64%  main.put");
    }

    @Test
    void aBaseIsSubtracted() throws Exception {
        assertThat(pprof("-top", "-compact_labels", "-base", first, second).out())
                .isEqualTo(
                        """
                        Showing nodes accounting for 5MB, 100% of 5MB total
                              flat  flat%   sum%        cum   cum%
                               5MB   100%   100%        5MB   100%  main.put
                                 0     0%   100%        5MB   100%  main.main
                        """);
        assertThat(pprof("-top", "-compact_labels", "-diff_base", first, second).out())
                .contains("5MB 166.67% 166.67%        5MB 166.67%  main.put");
    }

    @Test
    void foldersAndArchivesHoldSeveral() throws Exception {
        Path zip = folder.resolve("kept.zip");
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream archive = new ZipOutputStream(out)) {
            archive.putNextEntry(new ZipEntry("a/heap.pb.gz"));
            archive.write(Files.readAllBytes(Path.of(first)));
            archive.putNextEntry(new ZipEntry("b.pb.gz"));
            archive.write(Files.readAllBytes(Path.of(second)));
        }
        assertThat(pprof("-top", "-compact_labels", zip.toString()).out())
                .contains("of 11MB total");
        Files.delete(zip);
        assertThat(pprof("-top", "-compact_labels", folder.toString()).out())
                .contains("of 11MB total");
    }

    @Test
    void aTarIsReadWhateverPacksIt() throws Exception {
        Path tar = folder.resolve("kept.tar");
        run("tar", "-cf", tar.toString(), "-C", folder.toString(), name(first), name(second));
        assertThat(pprof("-top", "-compact_labels", tar.toString()).out())
                .contains("of 11MB total");
        run("gzip", "-k", tar.toString());
        assertThat(pprof("-top", "-compact_labels", tar + ".gz").out()).contains("of 11MB total");
        assertThat(pprof("-top", "-compact_labels", tar + "/heap").out()).contains("of 11MB total");
    }

    @Test
    void anArchiveWithoutTheKindSaysWhatItHas() throws Exception {
        Ended said = InProcess.run("pprof", "-top", folder + "/goroutine");
        assertThat(said.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(said.err())
                .contains(
                        "no goroutine profiles in it; write " + folder + "/heap for another kind");
    }

    @Test
    void aTarThatEndsEarlyIsOneLine() throws Exception {
        Path tar = folder.resolve("cut.tar");
        run("tar", "-cf", tar.toString(), "-C", folder.toString(), name(first));
        Files.write(tar, Arrays.copyOf(Files.readAllBytes(tar), 700));
        Ended said = InProcess.run("pprof", "-top", tar.toString());
        assertThat(said.code()).isEqualTo(ExitCode.UNREADABLE);
        assertThat(said.err()).contains("cut.tar").doesNotContain("Exception");
    }

    private static String name(String path) {
        return String.valueOf(Path.of(path).getFileName());
    }

    private static void run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void mistakesAreOneLineAndWhereTheHelpIs() {
        Ended ended = InProcess.run("pprof", "-tpo", first);
        assertThat(ended)
                .isEqualTo(
                        new Ended(
                                ExitCode.USAGE,
                                "",
                                """
                                stanch: flag provided but not defined: -tpo
                                Did you mean -top?
                                Help: stanch pprof --help
                                """));
    }

    @Test
    void whatTheProfileLacksIsWrongUsage() throws Exception {
        Said said = pprof("-top", "-sample_index=zzz", first);
        assertThat(said.code()).isEqualTo(ExitCode.USAGE);
        assertThat(said.err())
                .startsWith(
                        "stanch: sample_index \"zzz\" must be one of:"
                                + " [alloc_objects alloc_space inuse_objects inuse_space]\n");
        assertThat(pprof("-top", "-divide_by=0", first).err())
                .startsWith("stanch: zero divisor specified\n");
    }

    @Test
    void whatCannotBeReadIsTold() throws Exception {
        assertThatThrownBy(() -> pprof("-top", "nothing.pb"))
                .isInstanceOf(NoSuchFileException.class);
        assertThat(InProcess.run("pprof", "-top", "nothing.pb"))
                .isEqualTo(new Ended(3, "", "stanch: nothing.pb: no such file\n"));
        assertThat(InProcess.run("pprof", "-top", "one.pb", "two.pb"))
                .isEqualTo(
                        new Ended(
                                3,
                                "",
                                """
                                stanch: one.pb: no such file
                                stanch: two.pb: no such file
                                stanch: failed to fetch any source profiles
                                """));
        assertThat(InProcess.run("pprof", "-top", "-base", "none.pb", first))
                .isEqualTo(new Ended(3, "", "stanch: none.pb: no such file\n"));
    }

    @Test
    void helpIsReadable() throws Exception {
        Said said = pprof("--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("-top ", "-diff_base SOURCE", "Examples:");
        assertThat(said.out().lines()).allMatch(line -> line.length() <= 80);
        assertThat(InProcess.run("--help").out()).contains("pprof");
    }

    @Test
    void severalHeapsWithoutAFormatAreACourse() throws Exception {
        String third =
                Given.file(folder, "third.pb.gz", Given.heap(3, 30 << 20, 60 << 20)).toString();
        Said said = pprof(third, first, second);
        assertThat(said.out())
                .startsWith("UNSURE: ")
                .contains("cache.go:41")
                .contains("Top of the last, " + third + ":\n")
                .contains("30MB 93.75% 93.75%       30MB 93.75%  main.put");
        assertThat(said.code()).isEqualTo(ExitCode.FINDINGS);
    }

    @Test
    void growthTellsWhichSitesGrew() throws Exception {
        assertThat(pprof("-growth", second, first).out())
                .isEqualTo(
                        """
                        Heap in use by site, 2 profiles over 60.0 s; 1 of 2 sites grew
                            grown     per s     first      last  course   site
                         +5.0 MiB 87.4 kB/s   1.0 MiB   6.0 MiB  ▁█       cache.go:41 main.put
                        """);
    }

    @Test
    void keptTellsWhoNeverFrees() throws Exception {
        String hoard =
                Given.file(folder, "hoard.pb.gz", Given.heap(1, 3 << 20, 3 << 20)).toString();
        assertThat(pprof("-kept", hoard).out())
                .isEqualTo(
                        """
                           in use allocated  kept   objects   site
                          3.0 MiB   3.0 MiB  100%     3,072 ● cache.go:41 main.put
                          2.0 MiB   4.0 MiB   50%       512   parse.go:7 main.parse

                        ● keeps allocating and has freed nothing that was sampled
                        """);
    }

    @Test
    void theShellIsPprofs() throws Exception {
        Said said =
                pprof(
                        Map.of(),
                        """
                        top1
                        focus=parse
                        top
                        :
                        alloc_space
                        top1 | tr a-z A-Z
                        top2 > %s
                        nonsense
                        quit
                        top
                        """
                                .formatted(folder.resolve("out.txt")),
                        first);
        assertThat(said.code()).isZero();
        assertThat(said.out())
                .isEqualTo(
                        """
                        (pprof) Showing nodes accounting for 2MB, 66.67% of 3MB total
                        Showing top 1 nodes out of 3
                              flat  flat%   sum%        cum   cum%
                               2MB 66.67% 66.67%        2MB 66.67%  main.parse
                        (pprof) (pprof) Active filters:
                           focus=parse
                        Showing nodes accounting for 2MB, 66.67% of 3MB total
                              flat  flat%   sum%        cum   cum%
                               2MB 66.67% 66.67%        2MB 66.67%  main.parse
                                 0     0% 66.67%        2MB 66.67%  main.main
                        (pprof) (pprof) (pprof) SHOWING NODES ACCOUNTING FOR 8MB, 66.67% OF 12MB TOTAL
                        SHOWING TOP 1 NODES OUT OF 3
                              FLAT  FLAT%   SUM%        CUM   CUM%
                               8MB 66.67% 66.67%        8MB 66.67%  MAIN.PUT
                        (pprof) (pprof) (pprof) \
                        """);
        assertThat(said.err())
                .contains("Type: inuse_space\n")
                .contains("Entering interactive mode")
                .contains("Generating report in " + folder.resolve("out.txt") + "\n")
                .endsWith("stanch: unrecognized command: \"nonsense\"\n");
        assertThat(folder.resolve("out.txt")).content().contains("Showing top 2 nodes out of 3");
    }

    @Test
    void theShellListsItsOptions() throws Exception {
        Said said = pprof(Map.of(), "sample_index=0\ngranularity=lines\nhelp cum\no\n", first);
        assertThat(said.err())
                .contains("cum: order by a node and its callees together\n")
                .contains("  granularity               = lines                //: [addresses |")
                .contains("  sample_index              = alloc_objects        //: [alloc_objects |")
                .contains("  nodecount                 = -1                   //: default\n")
                .contains("  focus                     = \"\"\n");
        assertThat(said.out()).isEqualTo("(pprof) ".repeat(5));
    }
}
