package dev.stanch.diagnosis.observation;

import dev.stanch.leak.Site;
import dev.stanch.profile.Profile;
import java.util.HashMap;
import java.util.Map;

/**
 * What a CPU profile tells of calls into C.
 *
 * @param seconds since the start of the observation
 * @param cgoCallers samples by the user's line that calls C
 */
public record CpuSnapshot(double seconds, Map<Site, Long> cgoCallers) {
    static CpuSnapshot of(double seconds, Profile profile, Owners owners) {
        Map<Site, Long> callers = new HashMap<>();
        ProfileStacks reader = new ProfileStacks(profile, owners);
        for (int sample = 0; sample < profile.samples(); sample++) {
            StackFrames stack = reader.of(sample);
            boolean cgo =
                    stack.frames().stream()
                            .anyMatch(frame -> frame.function().equals("runtime.cgocall"));
            int site = stack.site();
            if (cgo && site >= 0 && stack.owners().get(site).user()) {
                callers.merge(stack.frames().get(site), profile.value(sample, 0), Long::sum);
            }
        }
        return new CpuSnapshot(seconds, callers);
    }
}
