package dev.stanch.cli.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import dev.stanch.profile.report.Option;
import dev.stanch.profile.report.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedConfigsTest {
    @TempDir private Path home;

    private SavedConfigs configs() {
        return Objects.requireNonNull(SavedConfigs.ofUser(Map.of("HOME", home.toString())));
    }

    @Test
    void whatIsSavedIsReadAgain() throws Exception {
        Options options =
                Options.defaults()
                        .with("focus", "cache")
                        .with("cum", "true")
                        .with("trim", "false")
                        .with("nodecount", "7")
                        .with("source_path", "/not/saved");
        configs().put("mine", options);
        configs().put("other", Options.defaults());
        configs().put("mine", options.with("hide", "runtime"));
        assertThat(configs().read(Options.defaults()))
                .extracting(SavedConfigs.Named::name)
                .containsExactly("mine", "other");
        Options read = configs().read(Options.defaults()).getFirst().options();
        assertThat(read)
                .returns("cache", o -> o.text(Option.FOCUS))
                .returns("runtime", o -> o.text(Option.HIDE))
                .returns("cum", o -> o.text(Option.SORT))
                .returns(false, o -> o.isOn(Option.TRIM))
                .returns(7, o -> o.number(Option.NODECOUNT))
                .returns("", o -> o.text(Option.SOURCE_PATH));
        assertThat(configs().remove("mine")).isTrue();
        assertThat(configs().remove("mine")).isFalse();
        assertThat(configs().read(Options.defaults())).hasSize(1);
    }

    @Test
    void pprofsOwnFileIsRead() throws Exception {
        Path file = home.resolve(".config/pprof/settings.json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                {
                  "configs": [
                    {
                      "name": "web",
                      "unit": "minimum",
                      "nodecount": -1,
                      "nodefraction": 0.005,
                      "edgefraction": 0.001,
                      "trim": true,
                      "focus": "main",
                      "sort": "flat"
                    }
                  ]
                }
                """);
        assertThat(configs().read(Options.defaults()).getFirst().options())
                .returns("main", o -> o.text(Option.FOCUS))
                .returns(0.005, o -> o.fraction(Option.NODEFRACTION))
                .returns(true, o -> o.isOn(Option.TRIM));
    }

    @Test
    void noFileIsNoConfig() throws Exception {
        assertThat(configs().read(Options.defaults())).isEmpty();
        assertThat(SavedConfigs.ofUser(Map.of())).isNull();
    }

    @Test
    void aBrokenFileIsSaidToBe() throws Exception {
        Path file = home.resolve(".config/pprof/settings.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{");
        assertThatThrownBy(() -> configs().read(Options.defaults()))
                .isInstanceOf(FormatException.class);
    }
}
