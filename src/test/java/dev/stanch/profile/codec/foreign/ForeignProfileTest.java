package dev.stanch.profile.codec.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.RawDump;
import dev.stanch.profile.codec.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ForeignProfileTest {
    @Test
    void foldedStacksAreRootFirst() throws Exception {
        assertThat(RawDump.of(read("main;run;work 12\nmain;run 3\n\nmain 1\n")))
                .isEqualTo(
                        """
                        PeriodType: samples count
                        Period: 1
                        Samples:
                        samples/count
                                 12: 1 2 3\s
                                  3: 2 3\s
                                  1: 3\s
                        Locations
                             1: 0x0 work :0:0 s=0
                             2: 0x0 run :0:0 s=0
                             3: 0x0 main :0:0 s=0
                        Mappings
                        """);
    }

    @Test
    void variantsOfFoldedStacksAreUnderstood() throws Exception {
        Profile profile =
                read(
                        """
                        java/lang/Thread.run_[j];Cache.put_[i];memcpy_[k] 7
                        <module> (app.py:12);get user (lib/a b.py:3) 2
                        a;f[0] 2.6
                        """);
        assertThat(RawDump.of(profile))
                .contains("          7: 1 2 3 \n", "          2: 4 5 \n", "          3: 6 7 \n")
                .contains("memcpy :0:0", "Cache.put :0:0", "java/lang/Thread.run :0:0")
                .contains("get user lib/a b.py:3:0", "<module> app.py:12:0", " f[0] :0:0");
    }

    @Test
    void twoCountsAreBeforeAndAfter() throws Exception {
        assertThat(RawDump.of(read("a;b 10 20\na 0 4\n")))
                .contains("before/count samples/count\n         10         20: 1 2 \n")
                .contains("          0          4: 2 \n");
    }

    @Test
    void aSpeedscopeFileOfSeveralProfilesHasTheirNamesAsLabels() throws Exception {
        Profile profile =
                read(
                        """
                        {"$schema": "https://www.speedscope.app/file-format-schema.json",
                         "profiles": [
                          {"type": "sampled", "name": "one", "unit": "milliseconds",
                           "startValue": 0, "endValue": 3,
                           "samples": [[0, 1], [0]], "weights": [1, 2.5]},
                          {"type": "evented", "name": "two", "unit": "seconds",
                           "startValue": 0, "endValue": 10, "events": [
                             {"type": "O", "frame": 0, "at": 1},
                             {"type": "O", "frame": 1, "at": 1.5},
                             {"type": "C", "frame": 1, "at": 2},
                             {"type": "C", "frame": 0, "at": 4}]}],
                         "shared": {"frames": [
                           {"name": "main", "file": "main.go", "line": 3, "col": 1},
                           {"name": "work"}]}}
                        """);
        assertThat(RawDump.of(profile))
                .isEqualTo(
                        """
                        PeriodType: time nanoseconds
                        Period: 1
                        Samples:
                        time/nanoseconds
                            1000000: 2 1\s
                                        profile:[one]
                            2500000: 1\s
                                        profile:[one]
                         2500000000: 1\s
                                        profile:[two]
                          500000000: 2 1\s
                                        profile:[two]
                        Locations
                             1: 0x0 main main.go:3:0 s=0
                             2: 0x0 work :0:0 s=0
                        Mappings
                        """);
    }

    @Test
    void speedscopeUnitsAreColumns() throws Exception {
        String json =
                """
                {"shared": {"frames": [{"name": "f"}]}, "profiles": [
                 {"type": "sampled", "unit": "bytes", "samples": [[0]], "weights": [64]},
                 {"type": "sampled", "unit": "none", "samples": [[0], [7]]}]}
                """;
        Profile profile = read(json);
        assertThat(RawDump.of(profile))
                .contains("space/bytes samples/count\n         64          0: 1 \n")
                .contains("          0          1: 1 \n          0          1: 2 \n");
        assertThat(profile.problems())
                .containsExactly("1 frames are mentioned but missing, and have no name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'O','frame':0,'at':1},{'type':'C','frame':1,'at':2} | an event closes frame 1, which is not the one opened last",
                "{'type':'C','frame':0,'at':1} | an event closes frame 0, which is not the one opened last",
                "{'type':'X','frame':0,'at':1} | an event that neither opens (O) nor closes (C) a frame",
                "{'type':'O','frame':-5,'at':1} | a frame with the number -5",
                "{'type':'O','frame':0 | no valid JSON",
                "7 | something else than the element or end of a list that should come",
            })
    void wrongEventsOfSpeedscopeAreTold(String events, String expected) {
        String json =
                "{\"shared\":{\"frames\":[]},\"profiles\":[{\"events\":["
                        + events.replace('\'', '"')
                        + "]}]}";
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("it at ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @Test
    void deepEventsOfSpeedscopeEndAtALimit() {
        StringBuilder json =
                new StringBuilder(
                        "{\"shared\":{\"frames\":[]},\"profiles\":[{\"events\":["
                                + "{\"type\":\"O\",\"frame\":0,\"at\":0}");
        for (int i = 0; i < 10_001; i++) {
            json.append(",{\"type\":\"O\",\"frame\":0,\"at\":0}");
        }
        assertThatThrownBy(() -> read(json + "]}]}"))
                .hasMessageContaining("a stack of more than 10000 frames");
    }

    @Test
    void perfScriptHasEventsAsValuesAndThreadsAsLabels() throws Exception {
        Profile profile =
                read(
                        """
                        # captured on: today
                        GC Thread#0 4708/4710 [001] 222.123456:     250000 cpu-clock:pppH:\s
                        \t    7f533389e0ed __read+0x2d (/usr/lib/libc-2.17.so (deleted))
                          read.c:27
                        \t          5613b1 [unknown] (/bin/app)
                        \t            1234 operator()(int)+0x1f (inlined)
                        \tffffffff8103d4d8 do_syscall_64 ([kernel.kallsyms])

                        swapper     0 [000]     2.9: cycles:  ffffffff8103d4d8 do_syscall_64 ([kernel.kallsyms])

                        """);
        assertThat(RawDump.of(profile))
                .isEqualTo(
                        """
                        PeriodType: cpu-clock nanoseconds
                        Period: 1
                        Samples:
                        samples/count cpu-clock/nanoseconds cycles/count
                                  1     250000          0: 1 2 3 4\s
                                        comm:[GC Thread#0]
                                        pid:[4708] tid:[4710]
                                  1          0          1: 4\s
                                        comm:[swapper]
                                        tid:[0]
                        Locations
                             1: 0x7f533389e0ed M=1 __read read.c:27:0 s=0
                             2: 0x5613b1 M=2\s
                             3: 0x1234 operator()(int) :0:0 s=0
                             4: 0xffffffff8103d4d8 M=3 do_syscall_64 :0:0 s=0
                        Mappings
                        1: 0x0/0x0/0x0 /usr/lib/libc-2.17.so \s
                        2: 0x0/0x0/0x0 /bin/app \s
                        3: 0x0/0x0/0x0 [kernel.kallsyms] \s
                        """);
        assertThat(profile.problems()).isEmpty();
    }

    @Test
    void aTextThatIsNoneOfTheseIsRefused() {
        assertThatThrownBy(() -> read("go_goroutines 12\n")).hasMessageContaining("a text, not");
        assertThatThrownBy(() -> read("{\"a\": 1}")).hasMessageContaining("JSON, not a profile");
        assertThatThrownBy(() -> read("a;b 12\nrubbish;\n")).hasMessageContaining("a text, not");
    }

    @Test
    void aBrokenLineBehindFoldedStacksKeepsThem() throws Exception {
        String text = "a;b 1\n".repeat(20_000) + "a;b\n";
        Profile profile = read(text);
        assertThat(profile.samples()).isEqualTo(20_000);
        assertThat(profile.problems())
                .containsExactly(
                        "it at 20001: expected frames and a count, found: a;b; the 20000 stacks"
                                + " before are kept");
    }

    private static Profile read(String text) throws FormatException, IOException {
        return ProfileReader.read(
                "it", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 64 << 20);
    }
}
