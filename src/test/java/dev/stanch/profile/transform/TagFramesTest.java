package dev.stanch.profile.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TagFramesTest {
    private static final Profile PROFILE =
            Sketch.of(
                    "a main = 1 {user:ann size:2048b}",
                    "a main = 2 {user:bob user:ann}",
                    "a main = 4 {size:3}");

    @Test
    void labelsBecomeFramesAtRootAndLeaf() {
        TagFrames.Result result =
                TagFrames.add(PROFILE, List.of("user", "zone"), List.of("size"), "kb");
        Profile profile = result.profile();
        assertThat(Sketch.lines(profile))
                .containsExactly(
                        "2kB a main  ann = 1 {user:ann size:2048b}",
                        " a main  bob,ann = 2 {user:bob user:ann}",
                        "3 a main   = 4 {size:3}");
        assertThat(result.rootMatched()).isTrue();
        assertThat(result.leafMatched()).isTrue();
        int root = profile.locationAt(profile.stackEnd(0) - 1);
        int function = profile.lineFunction(profile.lineStart(root));
        assertThat(profile.fileName(function)).isEqualTo("user");
        assertThat(profile.systemName(function)).isEmpty();
        assertThat(profile.mapping(root)).isEqualTo(-1);
    }

    @Test
    void keysThatNoSampleHasAreTold() {
        TagFrames.Result result = TagFrames.add(PROFILE, List.of("zone"), List.of("size"), "");
        assertThat(result.rootMatched()).isFalse();
        assertThat(result.leafMatched()).isTrue();
    }
}
