package dev.stanch.profile.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code stanch pprof} prints what {@code go tool pprof -symbolize=none} printed, byte for byte.
 */
class GoldenMatrixTest {
    @Test
    void everyReportOfEveryProfileIsPprofs() throws IOException {
        Matrix matrix = Matrix.read(Matrix.KEPT);
        Known known = Known.read(matrix.folder());
        if (known.anything()) {
            return;
        }
        List<String> wrong = new ArrayList<>();
        for (Matrix.Row row : matrix.rows()) {
            GoldenRecord kept = matrix.record(row);
            for (Matrix.Line line : matrix.lines()) {
                Asked asked = Asked.stanch(matrix.arguments(row, line));
                boolean differs = asked.against(kept.of(line)) == Asked.Outcome.DIFFERENT;
                switch (known.judge(row, line, differs)) {
                    case NEWLY_DIFFERENT -> wrong.add(row.profile() + " " + line.name());
                    case NO_LONGER_DIFFERENT ->
                            wrong.add("equal now: " + row.profile() + " " + line.name());
                    case AS_KNOWN -> {}
                }
            }
        }
        assertThat(wrong).as("lab/profiles/golden.sh stanch shows the differences").isEmpty();
    }

    @Test
    void theMatrixHasSixtyProfilesAndFortyCommandLinesOrMore() throws IOException {
        Matrix matrix = Matrix.read(Matrix.KEPT);
        assertThat(matrix.rows()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(matrix.lines()).hasSizeGreaterThanOrEqualTo(40).doesNotHaveDuplicates();
        for (Matrix.Row row : matrix.rows()) {
            GoldenRecord kept = matrix.record(row);
            assertThat(matrix.lines()).as(row.profile()).noneMatch(line -> kept.of(line).isEmpty());
        }
    }
}
