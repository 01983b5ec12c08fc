package dev.stanch.profile.flame;

import dev.stanch.profile.Profile;
import dev.stanch.profile.report.Prepared;

/** What every frame weighs by itself (flat) and with all that it calls (cum), in one column. */
public final class FrameSums {
    private final FrameTable frames;
    private final long[] flat;
    private final long[] cum;

    private FrameSums(FrameTable frames) {
        this.frames = frames;
        this.flat = new long[frames.size()];
        this.cum = new long[frames.size()];
    }

    public static FrameSums of(Prepared prepared) {
        return of(prepared.profile(), FrameTable.of(prepared.profile()), prepared.valueIndex());
    }

    /**
     * @param column which of the profile's values
     */
    public static FrameSums of(Profile profile, FrameTable frames, int column) {
        var sums = new FrameSums(frames);
        int[] seen = new int[frames.size()];
        for (int sample = 0; sample < profile.samples(); sample++) {
            long value = profile.value(sample, column);
            if (value != 0) {
                sums.add(profile, sample, value, seen);
            }
        }
        return sums;
    }

    /**
     * @param seen by frame the last sample, counted from 1, that had it: recursion counts once
     */
    private void add(Profile profile, int sample, long value, int[] seen) {
        boolean isLeaf = true;
        for (int place = profile.stackStart(sample); place < profile.stackEnd(sample); place++) {
            int location = profile.locationAt(place);
            for (int i = frames.start(location); i < frames.end(location); i++) {
                int frame = frames.at(i);
                if (isLeaf) {
                    flat[frame] += value;
                    isLeaf = false;
                }
                if (seen[frame] != sample + 1) {
                    seen[frame] = sample + 1;
                    cum[frame] += value;
                }
            }
        }
    }

    public FrameTable frames() {
        return frames;
    }

    public long flat(int frame) {
        return flat[frame];
    }

    public long cum(int frame) {
        return cum[frame];
    }
}
