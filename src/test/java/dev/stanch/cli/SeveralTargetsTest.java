package dev.stanch.cli;

import static dev.stanch.cli.Ran.stanch;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several targets on one command line. */
@Timeout(120)
class SeveralTargetsTest {
    @Test
    void allAreWatchedAtTheSameTimeAndReportedInTheOrderGiven() throws Exception {
        try (FakeTarget leaking = FakeService.leaking().serve(FakeTarget.start());
                FakeTarget idle = FakeService.idle().serve(FakeTarget.start())) {
            Ran ran =
                    stanch(
                            "diagnose",
                            idle.url(),
                            leaking.url(),
                            "--for",
                            "3s",
                            "--format",
                            "json");
            assertThat(ran.report()).containsEntry("schema", "stanch.reports/1");
            List<Map<String, Object>> reports = reports(ran);
            assertThat(reports).extracting("target").containsExactly(idle.url(), leaking.url());
            assertThat((List<?>) reports.get(0).get("findings")).isEmpty();
            assertThat((List<?>) reports.get(1).get("findings")).isNotEmpty();
            assertThat(ran.code()).isEqualTo(ExitCode.FINDINGS);
            assertThat(leaking.mostAtOnce()).isEqualTo(1);
            assertThat(idle.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void oneThatIsNotThereDoesNotHoldUpTheOther() throws Exception {
        try (FakeTarget idle = FakeService.idle().serve(FakeTarget.start())) {
            FakeTarget gone = FakeTarget.start();
            gone.close();
            String refused =
                    gone.url()
                            + "/debug/pprof/: connection refused; is the program running and listening there?";
            Ran ran = stanch("diagnose", gone.url(), idle.url(), "--for", "2s", "--format", "json");
            List<Map<String, Object>> reports = reports(ran);
            assertThat(reports.get(0))
                    .containsEntry("verdict", "unsure")
                    .containsEntry("incomplete", List.of(refused));
            assertThat(reports.get(1)).containsEntry("target", idle.url());
            assertThat(ran.err()).isEqualTo("stanch: " + refused + "\n");
            assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
        }
    }

    @Test
    void whenNoneIsThereEachIsNamed() throws Exception {
        FakeTarget one = FakeTarget.start();
        one.close();
        FakeTarget two = FakeTarget.start();
        two.close();
        Ran ran = stanch("diagnose", one.url(), two.url(), "--for", "2s");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).hasSize(2).allMatch(line -> line.contains("refused"));
        assertThat(ran.code()).isEqualTo(ExitCode.UNREADABLE);
    }

    @Test
    void oneRecordingCannotHoldTwoTargets() {
        Ran ran = stanch("diagnose", "localhost:1", "localhost:2", "--record", "x.zip");
        assertThat(ran.err())
                .isEqualTo(
                        "stanch: --record keeps one live target; give one URL or process id\nHelp: stanch diagnose --help\n");
        assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
    }

    @SuppressWarnings("unchecked") // the contract says that these are objects
    private static List<Map<String, Object>> reports(Ran ran) throws Exception {
        return (List<Map<String, Object>>)
                java.util.Objects.requireNonNull(ran.report().get("reports"));
    }
}
