package dev.stanch.profile.picture;

import java.util.Arrays;

/** Where everything of a drawing is, in points from the top left corner. */
final class Plan {
    private static final double SMALLEST_GAP = 12;
    private static final double LARGEST_GAP = 56;

    /** How much a gap grows with the way that edges go sideways in it. */
    private static final double SLOPE = 0.1;

    private final Layers layers;
    private final double[] x;
    private final double[] y;
    private final double[] tops;
    private final double[] bottoms;

    private Plan(Layers layers, double[] x, double[] y, double[] tops, double[] bottoms) {
        this.layers = layers;
        this.x = x;
        this.y = y;
        this.tops = tops;
        this.bottoms = bottoms;
    }

    static Plan of(Drawing drawing) {
        Layers layers = LayerMaker.of(drawing);
        Crossings.reduce(layers);
        double[] x = Placement.of(layers);
        double[] y = new double[x.length];
        int count = layers.layers.length;
        double[] tops = new double[count];
        double[] bottoms = new double[count];
        double at = 0;
        for (int layer = 0; layer < count; layer++) {
            double highest =
                    Arrays.stream(layers.layers[layer])
                            .mapToDouble(node -> layers.height[node])
                            .max()
                            .orElse(0);
            tops[layer] = at;
            bottoms[layer] = at + highest;
            for (int node : layers.layers[layer]) {
                y[node] = at + highest / 2;
            }
            at += highest + gap(layers, x, layer);
        }
        return new Plan(layers, x, y, tops, bottoms);
    }

    private static double gap(Layers layers, double[] x, int layer) {
        double furthest = 0;
        for (int node : layers.layers[layer]) {
            for (int other : layers.below[node]) {
                furthest = Math.max(furthest, Math.abs(x[node] - x[other]));
            }
        }
        return Math.clamp(furthest * SLOPE, SMALLEST_GAP, LARGEST_GAP);
    }

    Layers layers() {
        return layers;
    }

    /** Middle of a node. */
    double x(int node) {
        return x[node];
    }

    /** Middle of a node. */
    double y(int node) {
        return y[node];
    }

    /** Upper end of a layer. */
    double layerTop(int layer) {
        return tops[layer];
    }

    /** Lower end of a layer. */
    double layerBottom(int layer) {
        return bottoms[layer];
    }

    double width() {
        double most = 0;
        for (int node = 0; node < x.length; node++) {
            most = Math.max(most, x[node] + layers.width[node] / 2);
        }
        return most;
    }

    double height() {
        return bottoms.length == 0 ? 0 : bottoms[bottoms.length - 1];
    }

    double left(int node) {
        return x[node] - layers.width[node] / 2;
    }

    double top(int node) {
        return y[node] - layers.height[node] / 2;
    }

    double bottom(int node) {
        return y[node] + layers.height[node] / 2;
    }
}
