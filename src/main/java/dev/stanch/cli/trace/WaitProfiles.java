package dev.stanch.cli.trace;

import dev.stanch.io.ByteInput;
import dev.stanch.io.FormatException;
import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ValueType;
import dev.stanch.trace.TraceReader;
import dev.stanch.trace.order.TraceEvent;
import dev.stanch.trace.summary.WaitProfile;
import java.io.IOException;
import java.util.List;

/** A trace's waits as a pprof profile, like that of {@code go tool trace -pprof=…}. */
final class WaitProfiles {
    private WaitProfiles() {}

    /** Of what is whole; throws where the trace is damaged, as its numbers would mislead. */
    static Profile read(ByteInput input, WaitProfile.Of of) throws FormatException, IOException {
        TraceReader reader = TraceReader.open(input);
        WaitProfile waits = new WaitProfile(of);
        for (TraceEvent event = reader.next(); event != null; event = reader.next()) {
            waits.add(event);
        }
        FormatException damage = reader.damage();
        if (damage != null) {
            throw damage;
        }
        ProfileBuilder builder =
                new ProfileBuilder(
                                List.of(
                                        new ValueType("contentions", "count"),
                                        new ValueType("delay", "nanoseconds")))
                        .period(new ValueType("trace", "count"), 1);
        for (WaitProfile.Entry entry : waits.finished()) {
            List<ProfileBuilder.Frame> stack =
                    entry.stack().stream()
                            .map(frame ->
                                    new ProfileBuilder.Frame(
                                            frame.function(),
                                            frame.file(),
                                            (int) frame.line(),
                                            frame.pc(),
                                            false))
                            .toList();
            builder.addSample(stack, entry.count(), entry.nanos());
        }
        return builder.build();
    }
}
