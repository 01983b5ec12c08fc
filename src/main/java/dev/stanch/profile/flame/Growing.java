package dev.stanch.profile.flame;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Grows a flame graph from the root, always at the heaviest node that is not looked into yet, until
 * it has the nodes it may have. A node is a range of one array of stacks, which are put in order of
 * their next frame when the node is looked into: no tree of all stacks is ever made, so two million
 * different stacks cost two million numbers.
 */
final class Growing {
    private final Weighted stacks;
    private final FrameTable frames;
    private final FlameGraph graph;
    private final PriorityQueue<Range> open =
            new PriorityQueue<>(Comparator.comparingLong(Range::weight).reversed());

    /** The stacks, so that those through one node are neighbours. */
    private int[] order = new int[0];

    private int[] scratch = new int[0];

    /** Lighter nodes would be too thin to be seen. */
    private long least;

    /** By frame while one node is looked into: its group, counted from 1. */
    private final int[] groups;

    Growing(Weighted stacks, FrameTable frames) {
        this.stacks = stacks;
        this.frames = frames;
        this.graph = new FlameGraph(frames);
        this.groups = new int[frames.size()];
    }

    /**
     * @param depth how far the node is from the root
     */
    private record Range(int node, int from, int to, int depth, long weight) {}

    FlameGraph grow(FlameView view, int mostNodes) {
        return switch (view) {
            case FlameView.FromRoot(List<Integer> path) ->
                    grow(new Cursors(stacks, frames, true), all(), path, mostNodes);
            case FlameView.FromLeaf(List<Integer> path) ->
                    grow(new Cursors(stacks, frames, false), all(), path, mostNodes);
            case FlameView.Callees(int key) -> around(key, true, mostNodes);
            case FlameView.Callers(int key) -> around(key, false, mostNodes);
        };
    }

    private FlameGraph around(int key, boolean towardsLeaf, int mostNodes) {
        var cursors = new Cursors(stacks, frames, towardsLeaf);
        int frame = frames.keyed(key);
        int[] through = new int[stacks.count()];
        int count = 0;
        for (int stack = 0; stack < stacks.count(); stack++) {
            if (cursors.seekOutermost(stack, frame)) {
                through[count++] = stack;
            }
        }
        return grow(cursors, Arrays.copyOf(through, count), List.of(), mostNodes);
    }

    private int[] all() {
        int[] all = new int[stacks.count()];
        Arrays.setAll(all, i -> i);
        return all;
    }

    private FlameGraph grow(Cursors cursors, int[] chosen, List<Integer> path, int mostNodes) {
        order = chosen;
        scratch = new int[chosen.length];
        long value = 0;
        long base = 0;
        for (int stack : chosen) {
            value += stacks.value(stack);
            base += stacks.base(stack);
        }
        open(graph.add(-1, -1, value, base), 0, chosen.length, 0);
        while (!open.isEmpty() && graph.size() < mostNodes) {
            Range range = open.remove();
            if (range.depth() == path.size() && least == 0) {
                least = Math.max(1, range.weight() / mostNodes);
            }
            int only = range.depth() < path.size() ? frames.keyed(path.get(range.depth())) : -1;
            lookInto(range, cursors, range.depth() < path.size(), only);
        }
        return graph;
    }

    private void open(int node, int from, int to, int depth) {
        open.add(new Range(node, from, to, depth, graph.value(node) + graph.base(node)));
    }

    /**
     * Finds the node's children.
     *
     * @param narrow whether just the child with one frame is wanted, on the way to what is zoomed
     * @param only that frame
     */
    private void lookInto(Range range, Cursors cursors, boolean narrow, int only) {
        int length = range.to() - range.from();
        int[] next = new int[length];
        int[] found = new int[Math.min(length, frames.size())];
        int count = 0;
        long selfValue = 0;
        int kept = range.from();
        for (int i = range.from(); i < range.to(); i++) {
            int stack = order[i];
            int frame = cursors.next(stack);
            if (frame < 0) {
                selfValue += stacks.value(stack);
            } else if (!narrow || frame == only) {
                order[kept] = stack;
                next[kept - range.from()] = frame;
                kept++;
                if (groups[frame] == 0) {
                    found[count] = frame;
                    groups[frame] = ++count;
                }
            }
        }
        boolean complete = arrange(range, next, kept - range.from(), found, count);
        graph.complete(range.node(), selfValue, complete && !narrow);
    }

    /**
     * Puts the stacks in order of their group and makes a node of each group that is not too light.
     *
     * @return whether none was
     */
    private boolean arrange(Range range, int[] next, int length, int[] found, int count) {
        int[] starts = new int[count + 1];
        long[] values = new long[count];
        long[] bases = new long[count];
        for (int i = 0; i < length; i++) {
            int group = groups[next[i]] - 1;
            int stack = order[range.from() + i];
            starts[group + 1]++;
            values[group] += stacks.value(stack);
            bases[group] += stacks.base(stack);
        }
        for (int group = 0; group < count; group++) {
            starts[group + 1] += starts[group];
        }
        int[] at = Arrays.copyOf(starts, count);
        for (int i = 0; i < length; i++) {
            int group = groups[next[i]] - 1;
            scratch[at[group]++] = order[range.from() + i];
        }
        System.arraycopy(scratch, 0, order, range.from(), length);
        boolean complete = true;
        for (int group = 0; group < count; group++) {
            int frame = found[group];
            groups[frame] = 0;
            if (values[group] + bases[group] < least) {
                complete = false;
                continue;
            }
            int node = graph.add(range.node(), frame, values[group], bases[group]);
            open(node, range.from() + starts[group], range.from() + at[group], range.depth() + 1);
        }
        return complete;
    }
}
