package dev.stanch.cli.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.ReportFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellLineTest {
    private static ShellLine parse(String line) throws UsageException {
        return ShellLine.parse(line, Options.defaults());
    }

    @ParameterizedTest
    @CsvSource({
        "top, 10, '', '', flat, ''",
        "top3, 3, '', '', flat, ''",
        "top 3, 3, '', '', flat, ''",
        "top -1, 10, '', '', flat, ''",
        "top20 -cum main -runtime, 20, main, runtime, cum, ''",
        "top a b -c -d, 10, a|b, c|d, flat, ''",
        "top foo|bar, 10, foo|bar, '', flat, ''",
        "top --cum >out.txt, 10, '', '', cum, out.txt",
        "top 5 > out.txt, 5, '', '', flat, out.txt",
        "tree, -1, '', '', flat, ''",
    })
    void wordsBecomeOptionsOfThisReportAlone(
            String line, int rows, String focus, String ignore, String sort, String output)
            throws UsageException {
        assertThat(parse(line).options())
                .returns(rows, o -> o.number(Option.NODECOUNT))
                .returns(focus, o -> o.text(Option.FOCUS))
                .returns(ignore, o -> o.text(Option.IGNORE))
                .returns(sort, o -> o.text(Option.SORT))
                .returns(output, o -> o.text(Option.OUTPUT));
    }

    @Test
    void tagsAreFilteredByTheirLabels() throws UsageException {
        assertThat(parse("tags user -ann").options())
                .returns("user", o -> o.text(Option.TAGFOCUS))
                .returns("ann", o -> o.text(Option.TAGIGNORE))
                .returns("", o -> o.text(Option.FOCUS));
    }

    @Test
    void aListingTakesItsFunctionFirst() throws UsageException {
        ShellLine line = parse("list main.put cache");
        assertThat(line.asked()).isEqualTo(new Asked.Standard(ReportFormat.LIST, "main.put"));
        assertThat(line.options().text(Option.FOCUS)).isEqualTo("cache");
        assertThat(parse("peek5 main").asked())
                .isEqualTo(new Asked.Standard(ReportFormat.PEEK, "5"));
    }

    @ParameterizedTest
    @CsvSource({
        "top | grep main, grep main",
        "top5 -cum |head -1, head -1",
        "top a|b | sort | head, sort | head",
        "top a|b, ''",
    })
    void aBarThatBeginsAWordPipes(String line, String pipe) throws UsageException {
        assertThat(parse(line).pipe()).isEqualTo(pipe);
        assertThat(parse(line).asked()).isEqualTo(new Asked.Standard(ReportFormat.TOP, ""));
    }

    @Test
    void whatPprofLacksIsThereToo() throws UsageException {
        assertThat(parse("growth").asked()).isEqualTo(new Asked.Growth());
        assertThat(parse("kept 3"))
                .returns(new Asked.Kept(), ShellLine::asked)
                .returns(3, ShellLine::rows);
        assertThat(parse("kept3"))
                .returns(new Asked.Kept(), ShellLine::asked)
                .returns(3, ShellLine::rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "list; command list requires an argument",
                "foo; unrecognized command: \"foo\"",
                "tree=1; unrecognized command: \"tree=\"",
                "focus main; did you mean: focus=main",
                "focus; did you mean: focus=<val>",
                "top >; unexpected end of line after >",
            })
    void mistakesAreToldInPprofsWords(String line, String message) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }
}
