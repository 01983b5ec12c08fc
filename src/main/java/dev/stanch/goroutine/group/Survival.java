package dev.stanch.goroutine.group;

import java.util.ArrayList;
import java.util.List;

/**
 * Who stayed, came and went over several dumps of one process, by goroutine id: the runtime gives
 * each id once. Pools keep their ids, leaks add survivors, work in progress has none.
 */
public final class Survival {
    private final List<IdTable> dumps = new ArrayList<>();
    private final List<List<Group>> groups = new ArrayList<>();

    /**
     * Adds a dump; the oldest first.
     *
     * @param ids goroutine id to the number of its group
     */
    public void add(IdTable ids, List<Group> byNumber) {
        dumps.add(ids);
        groups.add(List.copyOf(byNumber));
    }

    /**
     * What became of a group's goroutines.
     *
     * @param group as it was in the dump that the change is told of
     * @param same how many are in the other dump too
     */
    public record Change(Group group, long same) {
        /** How many are not in the other dump. */
        public long other() {
            return group.count() - same;
        }
    }

    /**
     * Totals and groups of the change from one dump to another.
     *
     * @param survivors in both
     * @param came only in the newer
     * @param went only in the older
     * @param now the newer one's groups: those who survived and those who came
     * @param then the older one's groups: those who survived and those who went
     */
    public record Difference(
            long survivors, long came, long went, List<Change> now, List<Change> then) {
        public Difference {
            now = List.copyOf(now);
            then = List.copyOf(then);
        }
    }

    /** From the dump {@code older} to the dump {@code newer}; both count from 0. */
    public Difference difference(int older, int newer) {
        long[] stayedNow = new long[groups.get(newer).size()];
        long[] stayedThen = new long[groups.get(older).size()];
        IdTable then = dumps.get(older);
        IdTable now = dumps.get(newer);
        long[] survivors = new long[1];
        now.forEach((id, group) -> {
            int before = then.get(id);
            if (before != IdTable.ABSENT) {
                survivors[0]++;
                count(stayedNow, group);
                count(stayedThen, before);
            }
        });
        return new Difference(
                survivors[0],
                now.size() - survivors[0],
                then.size() - survivors[0],
                changes(groups.get(newer), stayedNow),
                changes(groups.get(older), stayedThen));
    }

    /**
     * For each of the newest dump's groups how many of its goroutines were there in each dump: a
     * row of a survival curve.
     */
    public List<List<Long>> curves() {
        int last = dumps.size() - 1;
        List<List<Long>> rows = new ArrayList<>();
        long[][] alive = new long[groups.get(last).size()][dumps.size()];
        for (int dump = 0; dump <= last; dump++) {
            IdTable there = dumps.get(dump);
            int column = dump;
            dumps.get(last)
                    .forEach((id, group) -> {
                        if (group >= 0 && there.get(id) != IdTable.ABSENT) {
                            alive[group][column]++;
                        }
                    });
        }
        for (long[] row : alive) {
            List<Long> counts = new ArrayList<>();
            for (long count : row) {
                counts.add(count);
            }
            rows.add(counts);
        }
        return rows;
    }

    /**
     * Whether the dumps can be of one process: few of the ids that two have in common were created
     * at another place.
     */
    public boolean oneProcess(int older, int newer) {
        long[] same = new long[2];
        dumps.get(newer)
                .forEach((id, group) -> {
                    int before = dumps.get(older).get(id);
                    if (before >= 0 && group >= 0) {
                        boolean equal =
                                groups.get(older)
                                        .get(before)
                                        .entry()
                                        .equals(groups.get(newer).get(group).entry());
                        same[equal ? 0 : 1]++;
                    }
                });
        return same[1] == 0 || same[0] > 4 * same[1];
    }

    private static void count(long[] counts, int group) {
        if (group >= 0) {
            counts[group]++;
        }
    }

    private static List<Change> changes(List<Group> groups, long[] same) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < same.length; i++) {
            changes.add(new Change(groups.get(i), same[i]));
        }
        return changes;
    }
}
