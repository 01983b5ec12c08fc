package dev.stanch.profile.report;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Label;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Reports on one small profile, against what {@code TZ=UTC go tool pprof -symbolize=none} printed
 * for it. The golden matrix does the same for real profiles.
 */
class ReportsTest {
    private final TimeZone zone = TimeZone.getDefault();
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void inUtc() {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    }

    @AfterEach
    void inTheZoneOfBefore() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @CsvSource({
        "top, top, ''",
        "top-cum-lines, top, cum=true lines=true sample_index=inuse_objects",
        "top-mean, top, mean=1 compact_labels=1 divide_by=2 unit=b focus=log",
        "tree-nodecount, tree, nodecount=3",
        "dot, dot, ''",
        "dot-calls, dot, call_tree=1 nodecount=4",
        "callgrind, callgrind, ''",
    })
    void reportsAreThoseOfPprof(String file, String format, String options) throws Exception {
        ReportFormat found = requireNonNull(ReportFormat.named(format));
        assertThat(text(found, null, options)).isEqualTo(expected(file));
        assertThat(warnings).isEmpty();
    }

    @Test
    void peekShowsWhoCallsAFunctionAndWhomItCalls() throws Exception {
        assertThat(text(ReportFormat.PEEK, "add", "")).isEqualTo(expected("peek"));
    }

    @Test
    void peekAtNothingFails() {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> text(ReportFormat.PEEK, "nothing", ""))
                .withMessage("no matches found for regexp: nothing");
    }

    @Test
    void topprotoHasASampleForEachLineOfTop() throws Exception {
        byte[] bytes = bytes(ReportFormat.TOPPROTO, null, "nodecount=2");
        Profile top = ProfileReader.read("top", new ByteArrayInputStream(bytes), 1 << 20);
        assertThat(top.sampleTypes())
                .containsExactly(new ValueType("cum", "kB"), new ValueType("flat", "kB"));
        assertThat(top.samples()).isEqualTo(2);
        assertThat(top.value(0, 0)).isEqualTo(9);
        assertThat(top.value(0, 1)).isEqualTo(9);
        int line = top.lineStart(top.locationAt(top.stackStart(0)));
        assertThat(top.functionName(top.lineFunction(line))).isEqualTo("shop.newCart");
        assertThat(top.systemName(top.lineFunction(line))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "sample_index=9; sample_index 9 is outside the range [0..1]",
                "sample_index=x;"
                        + "sample_index \"x\" must be one of: [inuse_objects inuse_space]",
                "divide_by=0; zero divisor specified",
                "focus=(; parsing focus regexp: error parsing regexp: missing closing ): `(`",
            })
    void optionsThatDoNotFitTheProfileAreRefused(String options, String message) {
        assertThatExceptionOfType(ReportException.class)
                .isThrownBy(() -> text(ReportFormat.TOP, null, options))
                .withMessage(message);
    }

    @Test
    void aFilterThatMatchesNothingIsWarnedOf() throws Exception {
        assertThat(text(ReportFormat.TOP, null, "focus=nobody"))
                .contains("Showing nodes accounting for 0, 0% of 11.86kB total")
                .contains("Active filters:\n   focus=nobody\n");
        assertThat(warnings).containsExactly("Focus expression matched no samples");
    }

    @Test
    void aKeyWithTwoUnitsIsWarnedOf() throws Exception {
        ProfileBuilder builder = new ProfileBuilder(List.of(new ValueType("n", "count")));
        List<Frame> stack = List.of(new Frame("main.main", "main.go", 1));
        for (String unit : List.of("", "ms", "s", "ms", "h")) {
            builder.addSample(stack, new long[] {1}, List.of(new Label.Quantity("took", 5, unit)));
        }
        Prepared prepared =
                Prepared.of(
                        builder.build(), ReportFormat.TOP, null, Options.defaults(), warnings::add);
        assertThat(prepared.labelUnits()).containsEntry("took", "ms");
        assertThat(warnings)
                .containsExactly("For tag took used unit ms, also encountered unit(s) h, s");
    }

    @Test
    void timesArePrintedInTheLocalZone() {
        long time = 1_700_000_000_000_000_000L;
        assertThat(LocalTime.of(time, ZoneId.of("UTC"))).isEqualTo("2023-11-14 22:13:20 UTC");
        assertThat(LocalTime.of(time, ZoneId.of("Etc/UTC"))).isEqualTo("2023-11-14 22:13:20 UTC");
        assertThat(LocalTime.of(time, ZoneId.of("America/New_York")))
                .isEqualTo("2023-11-14 17:13:20 EST");
    }

    private String text(ReportFormat format, @Nullable String pattern, String options)
            throws Exception {
        return new String(bytes(format, pattern, options), StandardCharsets.UTF_8);
    }

    private byte[] bytes(ReportFormat format, @Nullable String pattern, String options)
            throws Exception {
        Options chosen = Options.defaults();
        for (String option : options.isEmpty() ? new String[0] : options.split(" ", -1)) {
            String[] parts = option.split("=", 2);
            chosen = chosen.with(parts[0], parts[1]);
        }
        Prepared prepared = Prepared.of(shop(), format, pattern, chosen, warnings::add);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Reports.of(format).write(prepared, out);
        return out.toByteArray();
    }

    private static String expected(String file) throws Exception {
        try (InputStream in =
                ReportsTest.class.getResourceAsStream("/profile/report/" + file + ".txt")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Two carts of two users, made by an inlined call, and a log. */
    private static Profile shop() {
        ProfileBuilder builder =
                new ProfileBuilder(
                        List.of(
                                new ValueType("inuse_objects", "count"),
                                new ValueType("inuse_space", "bytes")));
        builder.timeNanos(1_700_000_000_000_000_000L);
        int program = builder.addMapping(new Mapping(0x400000, 0x500000, 0, "/opt/shop", "abc123"));
        Frame main = frame("main.main", "/src/main.go", 10, 0x401000, false).in(program);
        Frame serve =
                frame("shop.(*Server).Serve", "/src/server.go", 20, 0x402000, false).in(program);
        Frame cart = frame("shop.newCart", "/src/cart.go", 30, 0x403000, true).in(program);
        Frame add = frame("shop.add", "/src/cart.go", 41, 0x403000, false).in(program);
        Frame log = frame("log.Print", "/go/log.go", 5, 0x404000, false).in(program);
        List<Frame> carts = List.of(cart, add, serve, main);
        builder.addSample(carts, new long[] {4, 4096}, labels("ann", 1024));
        builder.addSample(carts, new long[] {2, 6000}, labels("bob", 3000));
        builder.addSample(List.of(log, serve, main), 1, 48);
        builder.addSample(List.of(log, main), 1, 2000);
        return builder.build();
    }

    private static Frame frame(
            String function, String file, int line, long address, boolean inlined) {
        return new Frame(function, file, line, address, inlined);
    }

    private static List<Label> labels(String user, long bytes) {
        return List.of(new Label.Text("user", user), new Label.Quantity("bytes", bytes, "bytes"));
    }
}
