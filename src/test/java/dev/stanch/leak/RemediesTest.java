package dev.stanch.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemediesTest {
    @Test
    void everyRemedyReadsAndFitsATerminal() {
        assertThat(Remedies.ids()).hasSize(23).isSorted();
        for (String id : Remedies.ids()) {
            Remedy remedy = Remedies.of(id);
            assertThat(remedy.summary()).as(id).endsWith(".").hasSizeBetween(80, 320);
            assertThat(remedy.example().replace("\t", "    ").lines())
                    .as(id)
                    .isNotEmpty()
                    .allMatch(line -> line.length() <= 74);
            assertThat(remedy.fix().example()).isEqualTo(remedy.example());
        }
    }

    @Test
    void aRemedyHasItsSummaryGradeAndExample() {
        Remedy remedy = Remedies.of("clone-slice");
        assertThat(remedy.grade()).isEqualTo(Fix.Grade.SAFE);
        assertThat(remedy.summary()).startsWith("A small slice keeps the whole array");
        assertThat(remedy.example())
                .startsWith("func header(packet []byte) []byte {\n\treturn bytes.Clone(")
                .endsWith("\n}")
                .doesNotContain("type Reading");
    }

    @Test
    void anUnknownRemedyIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> Remedies.of("../secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no remedy ../secret")
                .hasMessageContaining("close-channel");
    }

    @Test
    void everyExampleIsFormattedAndPassesGoVet(@TempDir Path folder) throws Exception {
        GoSnippets.assumeGo();
        Pattern given = Pattern.compile("(?s)\n```go given\n(.*?)\n```");
        var snippets = new LinkedHashMap<String, String>();
        for (String id : Remedies.ids()) {
            Matcher block = given.matcher(Remedies.resource(id + ".md"));
            String declarations = block.find() ? "\n\n" + block.group(1) : "";
            snippets.put(id, Remedies.of(id).example() + declarations);
        }
        GoSnippets.check(folder, snippets, true);
    }
}
