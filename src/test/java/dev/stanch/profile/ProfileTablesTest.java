package dev.stanch.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProfileTablesTest {
    @Test
    void rowsGetTheirOrderAndKeepWhatBelongsToThem() {
        ProfileTables tables = tables();
        tables.renumber(new int[] {1, 0}, new int[] {1, 0}, new int[] {1, -1, 0});
        Profile profile = tables.build();
        assertThat(profile.mappings()).isEqualTo(2);
        assertThat(profile.mappingFile(0)).isEqualTo("/lib");
        assertThat(profile.mappingFile(1)).isEqualTo("/app");
        int leaf = profile.locationAt(profile.stackStart(0));
        int root = profile.locationAt(profile.stackStart(0) + 1);
        assertThat(leaf).isEqualTo(1);
        assertThat(root).isZero();
        assertThat(profile.locationId(leaf)).isEqualTo(70);
        assertThat(profile.locationId(root)).as("by default").isEqualTo(2);
        assertThat(profile.mappingFile(profile.mapping(leaf))).isEqualTo("/app");
        assertThat(profile.mapping(root)).isEqualTo(-1);
        int function = profile.lineFunction(profile.lineStart(leaf));
        assertThat(function).isEqualTo(1);
        assertThat(profile.functionName(function)).isEqualTo("leaf");
        assertThat(profile.systemName(function)).isEqualTo("_leaf");
    }

    @Test
    void aChangedProfileLeavesTheOtherAsItIs() {
        Profile profile = tables().build();
        ProfileTables tables = ProfileTables.of(profile);
        tables.setAddress(0, 99);
        tables.setFunction(0, tables.string("new"), tables.string("new"), 0, 0);
        tables.setRange(0, 5, 6, 7);
        tables.addLine(1, 2, 3);
        Profile changed = tables.build();
        assertThat(changed.functionName(0)).isEqualTo("new");
        assertThat(changed.address(0)).isEqualTo(99);
        assertThat(changed.mappingStart(0)).isEqualTo(5);
        assertThat(changed.lines()).isEqualTo(3);
        assertThat(changed.samples()).isEqualTo(1);
        assertThat(profile.functionName(0)).isEqualTo("leaf");
        assertThat(profile.address(0)).isEqualTo(16);
        assertThat(profile.mappingStart(0)).isZero();
        assertThat(profile.lines()).isEqualTo(2);
    }

    @Test
    void stacksAndLabelsOfAProfileAreNotAddedTo() {
        ProfileTables tables = ProfileTables.of(tables().build());
        assertThatThrownBy(() -> tables.stack(new int[] {1}, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(tables::labelSet).isInstanceOf(IllegalStateException.class);
        tables.clearStacks();
        assertThat(tables.stack(new int[] {1}, 1)).isEqualTo(1);
    }

    /** One sample: leaf (in /app) called by root; three mappings, the second not in use. */
    private static ProfileTables tables() {
        ProfileTables tables = new ProfileTables();
        int none = tables.string("");
        tables.addSampleType(new ValueType("n", "count"));
        tables.setStride(1);
        String[] files = {"/app", "", "/lib"};
        for (String file : files) {
            tables.setFile(tables.addMapping(), tables.string(file), none);
        }
        int leaf = tables.location(70);
        int root = tables.location(5);
        tables.setLocationId(leaf, 70);
        tables.setAddress(leaf, 16);
        tables.setMapping(leaf, 0);
        tables.addLine(0, 1, 0);
        tables.setLines(leaf, 0, 1);
        tables.addLine(1, 1, 0);
        tables.setLines(root, 1, 2);
        tables.setFunction(
                tables.addFunction(), tables.string("leaf"), tables.string("_leaf"), none, 0);
        tables.setFunction(
                tables.addFunction(), tables.string("root"), tables.string("root"), none, 0);
        tables.addSample(
                new long[] {1}, tables.stack(new int[] {leaf, root}, 2), tables.labelSet());
        return tables;
    }
}
