package dev.stanch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.leak.Cause;
import dev.stanch.leak.GoSnippets;
import dev.stanch.report.Explanation.Kind;
import dev.stanch.report.Explanation.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationsTest {
    private final List<Topic> topics = Explanations.topics();

    @Test
    void everyCauseAndEverySymptomOfTheVocabularyIsExplained() {
        assertThat(ids(Kind.CAUSE))
                .containsExactlyElementsOf(Arrays.stream(Cause.values()).map(Cause::id).toList());
        assertThat(ids(Kind.SYMPTOM))
                .containsExactly(
                        "rss-growth",
                        "goroutine-growth",
                        "gc-pauses",
                        "gc-cpu",
                        "oom-killed",
                        "unresponsive",
                        "since-deploy");
        assertThat(ids(Kind.ERROR)).hasSize(7);
    }

    @Test
    void everyExplanationIsWholeAndCausesShowWrongAndRightCode() {
        for (Topic topic : topics) {
            Explanation explanation = Explanations.read(topic);
            assertThat(explanation.meaning()).as(topic.id()).hasSizeGreaterThan(150);
            assertThat(explanation.confirm()).as(topic.id()).hasSizeGreaterThan(100);
            assertThat(explanation.prevention()).as(topic.id()).startsWith("- ");
            assertThat(explanation.remedies()).as(topic.id()).isNotEmpty();
            if (topic.kind() != Kind.SYMPTOM) {
                assertThat(explanation.wrong()).as(topic.id()).isNotBlank();
                assertThat(explanation.right())
                        .as(topic.id())
                        .isNotBlank()
                        .isNotEqualTo(explanation.wrong());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    blocked-goroutine                                          | blocked-goroutine
                    Blocked_Goroutine                                          | blocked-goroutine
                    goroutine 18 [chan receive, 5 minutes]:                    | blocked-goroutine
                    goroutine 7 [select (no cases)]:                           | blocked-goroutine
                    137                                                        | oom-killed
                    container exited with code 137 (OOMKilled)                 | oom-killed
                    Memory cgroup out of memory: Killed process 4711 (hub)     | oom-killed
                    goroutine stack exceeds                                    | stack-overflow
                    runtime: goroutine stack exceeds 1000000000-byte limit     | stack-overflow
                    panic: send on closed channel                              | send-on-closed-channel
                    panic: close of closed channel [recovered]                 | close-of-closed-channel
                    fatal error: all goroutines are asleep - deadlock!         | deadlock
                    fatal error: concurrent map read and map write             | concurrent-map-writes
                    accept tcp [::]:80: accept4: too many open files; retrying | too-many-open-files
                    fatal error: runtime: out of memory                        | out-of-memory
                    runtime: out of memory: cannot allocate 4194304-byte block | out-of-memory
                    finalizer                                                  | reference-cycle
                    evict                                                      | -
                    lifecycle                                                  | -
                    xyzzy                                                      | -
                    """)
    void aNameOrAWholeLogLineFindsItsTopic(String query, String expected) {
        String found = new TopicSearch(topics).find(query).map(Topic::id).orElse("-");
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void aMisspeltNameHasTheRightOneFirstAmongTheNearest() {
        assertThat(new TopicSearch(topics).nearest("blokced-gorutine"))
                .hasSize(3)
                .first()
                .isEqualTo("blocked-goroutine");
    }

    @Test
    void noLineIsWiderThanTheTerminal() {
        for (int columns : new int[] {20, 40, 80, 120}) {
            for (Topic topic : topics) {
                String text =
                        ExplanationWriter.text(Explanations.read(topic), columns, false, false);
                assertThat(text.lines()).allMatch(line -> line.length() <= columns);
            }
            String list = ExplanationWriter.listText(topics, columns, false, false);
            assertThat(list.lines()).allMatch(line -> line.length() <= columns);
        }
    }

    @Test
    void anExplanationIsPrintedAsItWas() throws IOException {
        Topic topic = topics.getFirst();
        Explanation explanation = Explanations.read(topic);
        Golden.check("report/explain.80.txt", ExplanationWriter.text(explanation, 80, false, true));
        Golden.check("report/explain.md", ExplanationWriter.markdown(explanation));
        Golden.check(
                "report/explain.json", ExplanationWriter.explanationsJson(List.of(explanation)));
        Golden.check(
                "report/explain.list.txt", ExplanationWriter.listText(topics, 80, false, true));
    }

    @Test
    void wrongCodeCompilesToo(@TempDir Path folder) throws Exception {
        GoSnippets.assumeGo();
        GoSnippets.check(folder, snippets("wrong"), false);
    }

    @Test
    void rightCodeIsFormattedAndPassesGoVet(@TempDir Path folder) throws Exception {
        GoSnippets.assumeGo();
        GoSnippets.check(folder, snippets("right"), true);
    }

    private Map<String, String> snippets(String section) {
        var snippets = new LinkedHashMap<String, String>();
        for (Topic topic : topics) {
            String code = Explanations.compilable(topic, section);
            if (code != null) {
                snippets.put(topic.id(), code);
            }
        }
        assertThat(snippets).hasSizeGreaterThanOrEqualTo(7);
        return snippets;
    }

    private List<String> ids(Kind kind) {
        return topics.stream().filter(topic -> topic.kind() == kind).map(Topic::id).toList();
    }
}
