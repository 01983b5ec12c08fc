package dev.stanch.profile.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class OptionsTest {
    private final Options defaults = Options.defaults();

    @Test
    void defaultsAreThoseOfPprof() {
        assertThat(defaults.get(Option.NODECOUNT)).isEqualTo("-1");
        assertThat(defaults.get(Option.NODEFRACTION)).isEqualTo("0.005");
        assertThat(defaults.get(Option.EDGEFRACTION)).isEqualTo("0.001");
        assertThat(defaults.get(Option.TRIM)).isEqualTo("true");
        assertThat(defaults.get(Option.UNIT)).isEqualTo("minimum");
        assertThat(defaults.get(Option.SORT)).isEqualTo("flat");
        assertThat(defaults.get(Option.DIVIDE_BY)).isEqualTo("1");
        assertThat(defaults.get(Option.GRANULARITY)).isEmpty();
        for (Option option : Option.values()) {
            assertThat(defaults.get(option)).isEqualTo(option.standard());
        }
    }

    @Test
    void aChoiceIsSetByItsOwnName() {
        assertThat(defaults.with("cum", "true").text(Option.SORT)).isEqualTo("cum");
        assertThat(defaults.with("lines", "1").text(Option.GRANULARITY)).isEqualTo("lines");
        assertThat(defaults.with("sort", "cum").text(Option.SORT)).isEqualTo("cum");
        assertThat(defaults.text(Option.SORT)).isEqualTo("flat");
    }

    @Test
    void switchesTakeManyWords() {
        assertThat(defaults.with("mean", "").isOn(Option.MEAN)).isTrue();
        assertThat(defaults.with("mean", "Yes").isOn(Option.MEAN)).isTrue();
        assertThat(defaults.with("trim", "n").isOn(Option.TRIM)).isFalse();
    }

    @Test
    void wrongValuesAreRefusedInPprofsWords() {
        refused("focal", "x", "unknown config field \"focal\"");
        refused("cum", "false", "unknown config field \"cum\"");
        refused("sort", "size", "invalid \"sort\" value \"size\"");
        refused("mean", "perhaps", "illegal value \"perhaps\" for bool variable");
        refused("nodecount", "many", "strconv.Atoi: parsing \"many\": invalid syntax");
        refused(
                "nodecount",
                "99999999999999999999",
                "strconv.Atoi: parsing \"99999999999999999999\": value out of range");
        refused("divide_by", "1,5", "strconv.ParseFloat: parsing \"1,5\": invalid syntax");
    }

    @Test
    void formatsChangeTheOptionsAsPprofDoes() {
        assertThat(ReportFormat.TOP.adjust(defaults).number(Option.NODECOUNT)).isEqualTo(0);
        assertThat(ReportFormat.DOT.adjust(defaults).number(Option.NODECOUNT)).isEqualTo(80);
        assertThat(
                        ReportFormat.TREE
                                .adjust(defaults.with("nodecount", "7"))
                                .number(Option.NODECOUNT))
                .isEqualTo(7);
        Options peek = ReportFormat.PEEK.adjust(defaults);
        assertThat(peek.number(Option.NODECOUNT)).isEqualTo(0);
        assertThat(peek.fraction(Option.NODEFRACTION)).isEqualTo(0);
        assertThat(ReportFormat.LIST.adjust(defaults).text(Option.GRANULARITY)).isEqualTo("lines");
        assertThat(ReportFormat.RAW.adjust(defaults).text(Option.GRANULARITY))
                .isEqualTo("addresses");
        assertThat(ReportFormat.DISASM.adjust(defaults).isOn(Option.NOINLINES)).isTrue();
        assertThat(ReportFormat.DOT.adjust(defaults.with("trim", "false")).number(Option.NODECOUNT))
                .isEqualTo(0);
    }

    @Test
    void optionsAndFormatsAreFoundByName() {
        assertThat(Option.named("filefunctions")).isEqualTo(Option.GRANULARITY);
        assertThat(Option.named("nothing")).isNull();
        assertThat(ReportFormat.named("kcachegrind")).isEqualTo(ReportFormat.KCACHEGRIND);
        assertThat(ReportFormat.named("TOP")).isNull();
        assertThat(ReportFormat.PEEK.takesPattern()).isTrue();
    }

    private void refused(String name, String value, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> defaults.with(name, value))
                .withMessage(message);
    }
}
