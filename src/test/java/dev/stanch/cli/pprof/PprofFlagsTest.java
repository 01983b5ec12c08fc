package dev.stanch.cli.pprof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.ReportFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PprofFlagsTest {
    private final List<String> warnings = new ArrayList<>();

    private Request parse(String words) throws UsageException {
        return requireNonNull(
                new PprofFlags("program"::equals, warnings::add)
                        .parse(Arrays.asList(words.split(" "))));
    }

    @Test
    void everyFormatAndEveryOptionIsAFlag() throws UsageException {
        for (ReportFormat format : ReportFormat.values()) {
            String value = format.takesPattern() ? "=main" : "";
            assertThat(parse("-" + format.key() + value + " f").asked())
                    .isEqualTo(new Asked.Standard(format, format.takesPattern() ? "main" : ""));
        }
        for (Option option : Option.values()) {
            for (String choice : option.choices()) {
                assertThat(parse("-" + choice + " f").options().text(option)).isEqualTo(choice);
            }
        }
        assertThat(parse("-unit=kb -trim=0 -divide_by 2 -nodecount=7 f").options())
                .returns("kb", o -> o.text(Option.UNIT))
                .returns(false, o -> o.isOn(Option.TRIM))
                .returns(2.0, o -> o.fraction(Option.DIVIDE_BY))
                .returns(7, o -> o.number(Option.NODECOUNT));
    }

    @ParameterizedTest
    @CsvSource({
        "-inuse_space f, inuse_space, false",
        "-alloc_objects f, alloc_objects, false",
        "-total_delay f, delay, false",
        "-mean_delay f, delay, true",
        "-contentions f, contentions, false",
        "-sample_index=2 f, 2, false",
    })
    void oldNamesChooseTheValue(String words, String index, boolean mean) throws UsageException {
        Request request = parse(words);
        assertThat(request.options().text(Option.SAMPLE_INDEX)).isEqualTo(index);
        assertThat(request.options().isOn(Option.MEAN)).isEqualTo(mean);
        assertThat(warnings).isEmpty();
    }

    @Test
    void ofSeveralValuesTheFirstWins() throws UsageException {
        assertThat(parse("-top -inuse_space -alloc_space f").options().text(Option.SAMPLE_INDEX))
                .isEqualTo("inuse_space");
        assertThat(warnings).containsExactly("Multiple value selections, ignoring -alloc_space");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-top | no profile source specified",
                "-top -text f | must set at most one output format",
                "-top -peek=x f | must set at most one output format",
                "-cum -flat f | conflicting options set: [cum flat]",
                "-lines -files f | conflicting options set: [files lines]",
                "-top -http=:0 f | -http is not compatible with an output format on the command line",
                "-no_browser f | -no_browser only makes sense with -http",
                "-base a -diff_base b f | -base and -diff_base flags cannot both be specified",
                "-normalize f | must have base profile to normalize by",
                "-seconds 2.5 f | invalid value \"2.5\" for flag -seconds: parse error",
            })
    void contradictionsAreRefusedInPprofsWords(String words, String message) {
        assertThatThrownBy(() -> parse(words))
                .isInstanceOf(UsageException.class)
                .hasMessage(message);
    }

    @Test
    void theFirstOfSeveralWordsMayBeTheProgram() throws UsageException {
        assertThat(parse("-top program f g"))
                .returns("program", Request::executable)
                .returns(List.of("f", "g"), Request::sources);
        assertThat(parse("-top program"))
                .returns("", Request::executable)
                .returns(List.of("program"), Request::sources);
        assertThat(parse("-top f program"))
                .returns("", Request::executable)
                .returns(List.of("f", "program"), Request::sources);
    }

    @Test
    void sourcesAreAskedWithTheirFlags() throws UsageException {
        Request request =
                parse(
                        "-seconds=5 -timeout 7 -tls_cert=c -tls_key=k -tls_ca=a -diff_base=d"
                                + " -buildid=b -add_comment=hi -symbolize=none host:1");
        assertThat(request.access()).isEqualTo(new Request.RemoteAccess(5, 7, "c", "k", "a"));
        assertThat(request.bases()).containsExactly("d");
        assertThat(request.diffBase()).isTrue();
        assertThat(request.buildId()).isEqualTo("b");
        assertThat(request.comment()).isEqualTo("hi");
        assertThat(request.symbolize()).isEqualTo("none");
        assertThat(request.asked()).isNull();
    }

    @Test
    void pagesAreServedWhereTheyAreWanted() throws UsageException {
        assertThat(parse("-http=:0 f").web()).isEqualTo(new Request.Web(":0", true));
        assertThat(parse("-http=:0 -no_browser f").web()).isEqualTo(new Request.Web(":0", false));
        assertThat(parse("-top f").web()).isNull();
    }

    @Test
    void whatPprofLacksAreFormatsToo() throws UsageException {
        assertThat(parse("-growth a b").asked()).isEqualTo(new Asked.Growth());
        assertThat(parse("-kept a").asked()).isEqualTo(new Asked.Kept());
    }
}
