package dev.stanch.profile;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a profile says once, about all of itself. */
final class Header {
    final List<ValueType> sampleTypes = new ArrayList<>();
    final List<String> comments = new ArrayList<>();
    final List<String> problems = new ArrayList<>();
    @Nullable ValueType periodType;
    long period;
    long timeNanos;
    long durationNanos;
    String defaultSampleType = "";
    String dropFrames = "";
    String keepFrames = "";
    String docUrl = "";

    Header copy() {
        Header copy = new Header();
        copy.sampleTypes.addAll(sampleTypes);
        copy.comments.addAll(comments);
        copy.problems.addAll(problems);
        copy.periodType = periodType;
        copy.period = period;
        copy.timeNanos = timeNanos;
        copy.durationNanos = durationNanos;
        copy.defaultSampleType = defaultSampleType;
        copy.dropFrames = dropFrames;
        copy.keepFrames = keepFrames;
        copy.docUrl = docUrl;
        return copy;
    }
}
