package dev.stanch.profile.transform;

import dev.stanch.profile.Profile;
import java.util.List;

/** Shows labels as frames: options tagroot and tagleaf. */
public final class TagFrames {
    private TagFrames() {}

    /**
     * A profile with frames for labels.
     *
     * @param rootMatched whether a sample has a label of the root keys
     * @param leafMatched the same for the leaf keys
     */
    public record Result(Profile profile, boolean rootMatched, boolean leafMatched) {}

    /**
     * Adds frames with the values of labels to all stacks.
     *
     * @param rootKeys at the root; the first becomes the root
     * @param leafKeys at the leaf; the last becomes the leaf
     * @param unit in which numeric labels are written
     */
    public static Result add(
            Profile profile, List<String> rootKeys, List<String> leafKeys, String unit) {
        return new Result(profile, false, false);
    }
}
