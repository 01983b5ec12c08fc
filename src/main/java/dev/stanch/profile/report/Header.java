package dev.stanch.profile.report;

import dev.stanch.profile.Profile;
import dev.stanch.profile.graph.GoPath;
import dev.stanch.profile.measure.GoFloat;
import dev.stanch.profile.measure.Percent;
import dev.stanch.profile.measure.Units;
import java.util.ArrayList;
import java.util.List;

/** The lines above a report that say what profile it is. */
final class Header {
    private Header() {}

    static List<String> of(Prepared prepared, ValueFormat values) {
        Profile profile = prepared.profile();
        List<String> lines = new ArrayList<>();
        if (profile.mappings() > 0) {
            if (!profile.mappingFile(0).isEmpty()) {
                lines.add("File: " + GoPath.base(profile.mappingFile(0)));
            }
            if (!profile.mappingBuildId(0).isEmpty()) {
                lines.add("Build ID: " + profile.mappingBuildId(0));
            }
        }
        profile.comments().stream().filter(line -> !line.startsWith("#")).forEach(lines::add);
        if (!prepared.sampleType().type().isEmpty()) {
            lines.add("Type: " + prepared.sampleType().type());
        }
        if (!profile.docUrl().isEmpty()) {
            lines.add("Doc: " + profile.docUrl());
        }
        if (profile.timeNanos() != 0) {
            lines.add("Time: " + LocalTime.of(profile.timeNanos()));
        }
        if (profile.durationNanos() != 0) {
            lines.add(duration(prepared, values));
        }
        return lines;
    }

    private static String duration(Prepared prepared, ValueFormat values) {
        long duration = prepared.profile().durationNanos();
        Units.Scaled total =
                Units.scale(prepared.total(), prepared.sampleType().unit(), "nanoseconds");
        boolean isTime = total.unit().equals("ns") && total.value() != 0;
        String share =
                isTime ? "(" + Percent.of(GoFloat.toInt64(total.value()), duration) + ")" : "";
        return "Duration: "
                + Units.label(duration, "nanoseconds")
                + ", Total samples = "
                + values.of(prepared.total())
                + " "
                + share;
    }
}
