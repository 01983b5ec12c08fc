package dev.stanch.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LabOutcomeTest {
    private static final String LEAK =
            """
            {"program": "quotes", "healthy": false, "cause": "blocked-goroutine",
             "site": {"file": "main.go", "line": 29}, "also": [{"file": "ask.go", "line": 7}],
             "origin": {"file": "main.go", "line": 27}}
            """;
    private static final String HEALTHY =
            "{\"program\": \"lru\", \"healthy\": true, \"site\": null, \"also\": []}";

    @Test
    void theRightFindingAmongOthersIsRight() throws IOException {
        LabOutcome outcome =
                judged(
                        LEAK,
                        finding("growing-collection", "likely", "main.go", 29, "main.go", 27),
                        finding(
                                "blocked-goroutine",
                                "proven",
                                "/src/quotes/main.go",
                                29,
                                "main.go",
                                27));
        assertThat(outcome.isRight()).isTrue();
        assertThat(outcome.confidence()).isEqualTo("proven");
        assertThat(outcome.beside()).hasSize(1);
    }

    @Test
    void causeSiteAndOriginMustBeRightInOneFinding() throws IOException {
        LabOutcome outcome =
                judged(
                        LEAK,
                        finding("blocked-goroutine", "proven", "main.go", 30, "main.go", 27),
                        finding("endless-goroutine", "likely", "main.go", 29, "main.go", 27));
        assertThat(outcome.isRight()).isFalse();
        assertThat(outcome.siteIsRight()).isTrue();
        assertThat(outcome.originIsRight()).isTrue();
        assertThat(outcome.causeIsRight()).isFalse();
    }

    @Test
    void anotherRightLineIsRight() throws IOException {
        assertThat(
                        judged(
                                        LEAK,
                                        finding(
                                                "blocked-goroutine",
                                                "likely",
                                                "ask.go",
                                                7,
                                                "main.go",
                                                27))
                                .isRight())
                .isTrue();
    }

    @Test
    void aMissingOriginIsAMissOnlyWhereTheTruthHasOne() throws IOException {
        String found = finding("blocked-goroutine", "likely", "main.go", 29, null, 0);
        assertThat(judged(LEAK, found).isRight()).isFalse();
        assertThat(judged(LEAK, found).originIsRight()).isFalse();
        String noOrigin = LEAK.replace("{\"file\": \"main.go\", \"line\": 27}", "null");
        assertThat(judged(noOrigin, found).isRight()).isTrue();
    }

    @Test
    void aLeakThatIsNotFoundIsWrongInAllParts() throws IOException {
        LabOutcome outcome = judged(LEAK);
        assertThat(outcome.partsRight()).isZero();
        assertThat(outcome.confidence()).isEqualTo("none");
        assertThat(outcome.said()).isEqualTo("nothing");
    }

    @Test
    void ofAHealthyProgramOnlySuspicionsMayBeSaid() throws IOException {
        String suspicion = finding("growing-collection", "suspect", "main.go", 3, null, 0);
        String claim = finding("growing-collection", "likely", "main.go", 9, null, 0);
        assertThat(judged(HEALTHY).isRight()).isTrue();
        assertThat(judged(HEALTHY, suspicion).isRight()).isTrue();
        assertThat(judged(HEALTHY, suspicion, claim).isRight()).isFalse();
        assertThat(judged(HEALTHY, suspicion, claim).confidence()).isEqualTo("likely");
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThatThrownBy(() -> LabOutcome.of(truth(LEAK), Map.of("schema", "other/1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> truth("{\"program\": \"x\", \"healthy\": false}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("x: a leak without cause or site");
    }

    private static LabOutcome judged(String truth, String... findings) throws IOException {
        List<Object> parsed = new ArrayList<>();
        for (String finding : findings) {
            parsed.add(JSON.std.mapFrom(finding));
        }
        return LabOutcome.of(truth(truth), Map.of("schema", "stanch.report/1", "findings", parsed));
    }

    private static LabTruth truth(String json) throws IOException {
        return LabTruth.of(JSON.std.mapFrom(json));
    }

    private static String finding(
            String cause,
            String confidence,
            String file,
            int line,
            @Nullable String originFile,
            int originLine) {
        String origin =
                originFile == null
                        ? "null"
                        : "{\"file\": \"%s\", \"line\": %d}".formatted(originFile, originLine);
        return "{\"cause\": \"%s\", \"confidence\": \"%s\", \"site\": {\"file\": \"%s\", \"line\": %d}, \"origin\": %s}"
                .formatted(cause, confidence, file, line, origin);
    }
}
