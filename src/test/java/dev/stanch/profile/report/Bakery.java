package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ProfileBuilder.Label;
import dev.stanch.profile.ProfileBuilder.Mapping;
import dev.stanch.profile.ValueType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A profile with some of everything, and what reports make of it. */
final class Bakery {
    private static final String FILE = "/src/bakery/main.go";

    private Bakery() {}

    /** What pprof prints for it was recorded with {@code go tool pprof} of Go 1.26.8. */
    static Profile profile() {
        ProfileBuilder builder =
                new ProfileBuilder(
                                List.of(
                                        new ValueType("objects", "count"),
                                        new ValueType("space", "bytes")))
                        .period(new ValueType("space", "bytes"), 512)
                        .timeNanos(1_700_000_000_120_000_000L)
                        .durationNanos(1_512_000_000L)
                        .comment("a comment")
                        .comment("#hidden")
                        .defaultSampleType("objects")
                        .docUrl("https://example.com/doc");
        int program =
                builder.addMapping(
                        new Mapping(
                                0x400000,
                                0x500000,
                                0x1000,
                                "/bin/bakery",
                                "abc",
                                true,
                                true,
                                true,
                                true));
        Frame knead = new Frame("main.knead", "k", FILE, 3, 5, 2, 0x400100, program, true, false);
        Frame bake = frame("main.bake", 10, 12, 0x400100, program);
        Frame main = frame("main.main", 20, 22, 0x400200, program);
        builder.addSample(
                List.of(knead, bake, main),
                new long[] {2, 4096},
                List.of(
                        new Label.Text("role", "baker"),
                        new Label.Text("role", "cook"),
                        new Label.Quantity("bytes", 2048, "bytes"),
                        new Label.Quantity("plain", 7, "")));
        builder.addSample(List.of(main), new long[] {1, -1000}, List.of(new Label.Text("a", "b")));
        builder.addSample(List.of(Frame.unknown(0x77), bake, main), 3, 300);
        return builder.build();
    }

    /** As the command line would have it. */
    static String report(ReportFormat format, String pattern, String... options) throws Exception {
        Options all = Options.defaults();
        for (int i = 0; i < options.length; i += 2) {
            all = all.with(options[i], options[i + 1]);
        }
        String expression = format.takesPattern() ? pattern : null;
        Prepared prepared = Prepared.of(profile(), format, expression, all, warning -> {});
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Reports.of(format).write(prepared, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Frame frame(String name, long start, int line, long address, int mapping) {
        return new Frame(name, name, FILE, start, line, 0, address, mapping, false, false);
    }
}
