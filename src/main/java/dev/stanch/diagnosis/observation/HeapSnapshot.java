package dev.stanch.diagnosis.observation;

import dev.stanch.leak.Site;
import dev.stanch.profile.HeapScale;
import dev.stanch.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups of one heap profile, scaled to the whole heap as pprof does.
 *
 * @param seconds since the start of the observation
 */
public record HeapSnapshot(double seconds, Map<AllocationGroup, Amounts> groups) {
    private static final int MOST_FRAMES = 16;

    /**
     * Profiles with more samples than this have nearly unique stacks: fewer frames keep the groups
     * few.
     */
    private static final int MANY_SAMPLES = 20_000;

    private static final int FEW_FRAMES = 3;

    /** More groups than this make the snapshots of a long observation too large. */
    private static final int MANY_GROUPS = 8_000;

    private static final Site UNKNOWN = new Site("?", "?", 0);
    private static final AllocationGroup NOWHERE =
            new AllocationGroup(UNKNOWN, Owner.RUNTIME, List.of(), "", "", "");

    /**
     * What one group holds.
     *
     * @param inUseObjects estimated objects in use
     * @param inUseBytes their bytes
     * @param allocatedObjects estimated objects ever allocated
     * @param allocatedBytes their bytes
     * @param samples how many sampled allocations the in-use estimate rests on
     */
    public record Amounts(
            long inUseObjects,
            long inUseBytes,
            long allocatedObjects,
            long allocatedBytes,
            long samples) {
        public static final Amounts NONE = new Amounts(0, 0, 0, 0, 0);

        public Amounts plus(Amounts other) {
            return new Amounts(
                    inUseObjects + other.inUseObjects,
                    inUseBytes + other.inUseBytes,
                    allocatedObjects + other.allocatedObjects,
                    allocatedBytes + other.allocatedBytes,
                    samples + other.samples);
        }
    }

    /** Whether the profile is one of the heap at all. */
    static boolean readable(Profile profile) {
        return profile.sampleTypeIndex("inuse_space") >= 0
                && profile.sampleTypeIndex("alloc_space") >= 0;
    }

    /** Folds a profile; its sizes are scaled to the whole heap. */
    public static HeapSnapshot of(double seconds, Profile profile, Owners owners) {
        Map<AllocationGroup, Amounts> groups =
                profile.samples() > MANY_SAMPLES
                        ? fold(profile, owners, FEW_FRAMES, MANY_GROUPS)
                        : fold(profile, owners, MOST_FRAMES, Integer.MAX_VALUE);
        return new HeapSnapshot(seconds, groups);
    }

    /**
     * The groups by their innermost frames; by their sites alone as soon as there are more than
     * {@code most}, so that a huge profile needs little memory beside its own.
     */
    private static Map<AllocationGroup, Amounts> fold(
            Profile profile, Owners owners, int mostFrames, int most) {
        Columns columns = Columns.of(profile);
        ProfileStacks reader = new ProfileStacks(profile, owners);
        Map<AllocationGroup, Amounts> groups = new HashMap<>();
        int frames = mostFrames;
        int lastStack = -1;
        AllocationGroup group = NOWHERE;
        for (int sample = 0; sample < profile.samples(); sample++) {
            if (profile.stackStart(sample) != lastStack) {
                lastStack = profile.stackStart(sample);
                AllocationGroup whole = group(reader.of(sample), frames);
                group = frames == 1 ? siteOnly(whole) : whole;
            }
            groups.merge(group, columns.amounts(profile, sample), Amounts::plus);
            if (frames > 1 && groups.size() > most) {
                frames = 1;
                lastStack = -1;
                groups = bySite(groups);
            }
        }
        return groups;
    }

    private static Map<AllocationGroup, Amounts> bySite(Map<AllocationGroup, Amounts> groups) {
        Map<AllocationGroup, Amounts> sites = new HashMap<>();
        groups.forEach((group, amounts) -> sites.merge(siteOnly(group), amounts, Amounts::plus));
        return sites;
    }

    /** Without what differs by the way that led there. */
    private static AllocationGroup siteOnly(AllocationGroup group) {
        List<Site> frames = group.userFrames();
        return new AllocationGroup(
                group.site(),
                group.owner(),
                frames.size() > 1 ? List.of(frames.getFirst()) : frames,
                group.calls(),
                group.leaf(),
                "");
    }

    private static AllocationGroup group(StackFrames stack, int frames) {
        int site = stack.site();
        if (site < 0) {
            return NOWHERE;
        }
        return new AllocationGroup(
                stack.frames().get(site),
                stack.owners().get(site),
                stack.userFrames(frames),
                stack.calledBySite(),
                stack.leaf(),
                stack.entry());
    }

    private record Columns(
            int inUseObjects, int inUseBytes, int allocatedObjects, int allocatedBytes, long rate) {
        static Columns of(Profile profile) {
            return new Columns(
                    profile.sampleTypeIndex("inuse_objects"),
                    profile.sampleTypeIndex("inuse_space"),
                    profile.sampleTypeIndex("alloc_objects"),
                    profile.sampleTypeIndex("alloc_space"),
                    profile.period());
        }

        Amounts amounts(Profile profile, int sample) {
            long objects = profile.value(sample, inUseObjects);
            long bytes = profile.value(sample, inUseBytes);
            return new Amounts(
                    objects,
                    bytes,
                    profile.value(sample, allocatedObjects),
                    profile.value(sample, allocatedBytes),
                    HeapScale.rawCount(objects, bytes, rate));
        }
    }
}
