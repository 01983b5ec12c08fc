package dev.stanch.profile.flame;

import dev.stanch.profile.report.Prepared;
import java.util.Arrays;

/**
 * A tree of call paths, in columns. Node 0 is the root, which has no frame; a node comes after its
 * parent. Only the heaviest paths are in it, {@link #isWhole} tells of each node whether all below
 * it are.
 */
public final class FlameGraph {
    private final FrameTable frames;
    private int[] parents = new int[256];
    private int[] nodeFrames = new int[256];
    private long[] values = new long[256];
    private long[] bases = new long[256];
    private long[] selfValues = new long[256];
    private boolean[] whole = new boolean[256];
    private int size;

    FlameGraph(FrameTable frames) {
        this.frames = frames;
    }

    /**
     * The tree that a view asks for.
     *
     * @param mostNodes how many nodes it may have; the heaviest are chosen
     */
    public static FlameGraph of(Prepared prepared, FlameView view, int mostNodes) {
        return new Growing(Weighted.of(prepared), FrameTable.of(prepared.profile()))
                .grow(view, mostNodes);
    }

    int add(int parent, int frame, long value, long base) {
        if (size == parents.length) {
            int capacity = size * 2;
            parents = Arrays.copyOf(parents, capacity);
            nodeFrames = Arrays.copyOf(nodeFrames, capacity);
            values = Arrays.copyOf(values, capacity);
            bases = Arrays.copyOf(bases, capacity);
            selfValues = Arrays.copyOf(selfValues, capacity);
            whole = Arrays.copyOf(whole, capacity);
        }
        parents[size] = parent;
        nodeFrames[size] = frame;
        values[size] = value;
        bases[size] = base;
        return size++;
    }

    void complete(int node, long selfValue, boolean isWhole) {
        selfValues[node] = selfValue;
        whole[node] = isWhole;
    }

    public FrameTable frames() {
        return frames;
    }

    public int size() {
        return size;
    }

    /** -1 for the root. */
    public int parent(int node) {
        return parents[node];
    }

    /** In {@link #frames}; -1 for the root. */
    public int frame(int node) {
        return nodeFrames[node];
    }

    /** What the stacks through here weigh; of a difference, what is there now or was added. */
    public long value(int node) {
        return values[node];
    }

    /** Of a difference, what the base weighs or what went; else 0. */
    public long base(int node) {
        return bases[node];
    }

    /** What ends here; 0 where {@link #isWhole} is false because nothing below was looked at. */
    public long selfValue(int node) {
        return selfValues[node];
    }

    /** Whether all call paths below the node are in the tree. */
    public boolean isWhole(int node) {
        return whole[node];
    }
}
