package dev.stanch.diagnosis.observation;

import dev.stanch.leak.Site;
import dev.stanch.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads stacks of one profile; each location's frames are made once. */
final class ProfileStacks {
    private final Profile profile;
    private final Owners owners;
    private final @Nullable StackFrames[] locations;

    ProfileStacks(Profile profile, Owners owners) {
        this.profile = profile;
        this.owners = owners;
        this.locations = new @Nullable StackFrames[profile.locations()];
    }

    StackFrames of(int sample) {
        List<Site> frames = new ArrayList<>();
        List<Owner> whose = new ArrayList<>();
        for (int i = profile.stackStart(sample); i < profile.stackEnd(sample); i++) {
            StackFrames location = location(profile.locationAt(i));
            frames.addAll(location.frames());
            whose.addAll(location.owners());
        }
        return new StackFrames(frames, whose);
    }

    private StackFrames location(int location) {
        @Nullable StackFrames known = locations[location];
        if (known != null) {
            return known;
        }
        List<Site> frames = new ArrayList<>();
        List<Owner> whose = new ArrayList<>();
        for (int line = profile.lineStart(location); line < profile.lineEnd(location); line++) {
            int function = profile.lineFunction(line);
            String name = profile.functionName(function);
            String file = profile.fileName(function);
            frames.add(new Site(name, file, profile.lineNumber(line)));
            whose.add(owners.of(name, file));
        }
        StackFrames made = new StackFrames(frames, whose);
        locations[location] = made;
        return made;
    }
}
