package dev.stanch.profile.graph;

import dev.stanch.profile.measure.GoFloat;

/**
 * How much a node tells in a picture: its weight times the information (in Shannon's sense) in how
 * that weight comes in and goes out. A node that only passes on what it gets scores low. Sums run
 * in the order of the edges' numbers; pprof's run in a random one, so its own scores vary in the
 * last bit.
 */
final class Entropy {
    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    private static final double LOG2_E = 1.4426950408889634;

    private Entropy() {}

    /** By node; only filled for the given ones. */
    static long[] scores(Graph graph, int[] nodes) {
        long[] result = new long[graph.nodeCount()];
        for (int node : nodes) {
            result[node] = score(graph, node);
        }
        return result;
    }

    private static long score(Graph graph, int node) {
        Edges edges = graph.edges();
        long flat = graph.weights().flat(node);
        int[] in = edges.in(node);
        int[] out = edges.out(node);
        double score = 0;
        score += in.length == 0 ? 1 : entropy(edges, in, 0);
        score += out.length == 0 ? 1 : entropy(edges, out, flat);
        return GoFloat.toInt64(score * (double) graph.weights().cum(node)) + flat;
    }

    private static double entropy(Edges edges, int[] some, long self) {
        long total = self;
        for (int edge : some) {
            total += Math.max(0, edges.weight(edge));
        }
        if (total == 0) {
            return 0;
        }
        double score = 0;
        for (int edge : some) {
            score += term(edges.weight(edge), total);
        }
        return self > 0 ? score + term(self, total) : score;
    }

    private static double term(long weight, long total) {
        double share = (double) Math.abs(weight) / (double) total;
        return -share * log2(share);
    }

    /** Go's {@code math.Log2}, to the bit: the JDK's logarithms differ in the last one. */
    static double log2(double value) {
        if (value == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!(value > 0) || Double.isInfinite(value)) {
            return value > 0 ? value : Double.NaN;
        }
        int exponent = Math.getExponent(value) + 1;
        double fraction = Math.scalb(value, -exponent);
        return fraction == 0.5 ? exponent - 1 : naturalLog(fraction) * LOG2_E + exponent;
    }

    /** The logarithm of a number from 0.5 to 1, by the series of the FreeBSD library. */
    private static double naturalLog(double value) {
        boolean isLow = value < Math.sqrt(2) / 2;
        double k = isLow ? -1 : 0;
        double f = (isLow ? value * 2 : value) - 1;
        double s = f / (2 + f);
        double s2 = s * s;
        double s4 = s2 * s2;
        double odd =
                s2
                        * (0.6666666666666735
                                + s4
                                        * (0.2857142874366239
                                                + s4
                                                        * (0.1818357216161805
                                                                + s4 * 0.14798198605116586)));
        double even =
                s4 * (0.3999999999940942 + s4 * (0.22222198432149784 + s4 * 0.15313837699209373));
        double rest = odd + even;
        double half = 0.5 * f * f;
        return k * LN2_HIGH - ((half - (s * (half + rest) + k * LN2_LOW)) - f);
    }
}
