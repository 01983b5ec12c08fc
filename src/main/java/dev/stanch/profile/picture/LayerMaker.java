package dev.stanch.profile.picture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes the layers of a drawing. Between two layers of boxes there is always one for the texts of
 * edges, so that each text has its place.
 */
final class LayerMaker {
    static final double EDGE_FONT = 10;
    private static final double BOX_MARGIN = 8;
    private static final double JOINT_WIDTH = 4;

    private final Drawing drawing;
    private final boolean[] reversed;
    private final List<double[]> sizes = new ArrayList<>();
    private final List<Integer> ranks = new ArrayList<>();

    private LayerMaker(Drawing drawing) {
        this.drawing = drawing;
        this.reversed = Acyclic.reversed(drawing.boxes().size(), drawing.arrows());
    }

    static Layers of(Drawing drawing) {
        return new LayerMaker(drawing).make();
    }

    private Layers make() {
        int[] rank = boxRanks();
        for (int i = 0; i < rank.length; i++) {
            Drawing.Box box = drawing.boxes().get(i);
            double width = FontWidths.width(box.lines(), box.fontSize());
            double height = FontWidths.height(box.lines(), box.fontSize());
            sizes.add(new double[] {width + 2 * BOX_MARGIN, height + BOX_MARGIN});
            ranks.add(rank[i]);
        }
        int boxes = rank.length;
        int[][] ways = new int[drawing.arrows().size()][];
        int[] texts = new int[ways.length];
        for (int i = 0; i < ways.length; i++) {
            Drawing.Arrow arrow = drawing.arrows().get(i);
            texts[i] = -1;
            ways[i] = arrow.from() == arrow.to() ? new int[0] : way(arrow, i, rank, texts);
        }
        boolean[] isJoint = new boolean[ranks.size()];
        Arrays.fill(isJoint, boxes, isJoint.length, true);
        return new Layers(
                sizes.stream().mapToDouble(size -> size[0]).toArray(),
                sizes.stream().mapToDouble(size -> size[1]).toArray(),
                ranks.stream().mapToInt(Integer::intValue).toArray(),
                isJoint,
                ways,
                texts);
    }

    private int[] boxRanks() {
        List<Integer> kept = new ArrayList<>();
        for (int i = 0; i < drawing.arrows().size(); i++) {
            if (drawing.arrows().get(i).from() != drawing.arrows().get(i).to()) {
                kept.add(i);
            }
        }
        int[] from = new int[kept.size()];
        int[] to = new int[kept.size()];
        int[] weight = new int[kept.size()];
        int[] length = new int[kept.size()];
        for (int i = 0; i < from.length; i++) {
            Drawing.Arrow arrow = drawing.arrows().get(kept.get(i));
            boolean turned = reversed[kept.get(i)];
            from[i] = turned ? arrow.to() : arrow.from();
            to[i] = turned ? arrow.from() : arrow.to();
            weight[i] = Math.max(1, arrow.weight());
            length[i] = 2 * Math.clamp(arrow.length(), 1, 4);
        }
        return new Ranks(drawing.boxes().size(), from, to, weight, length).find();
    }

    private int[] way(Drawing.Arrow arrow, int index, int[] rank, int[] texts) {
        int top = reversed[index] ? arrow.to() : arrow.from();
        int bottom = reversed[index] ? arrow.from() : arrow.to();
        int[] way = new int[rank[bottom] - rank[top] + 1];
        way[0] = top;
        way[way.length - 1] = bottom;
        // Layers of texts are those with odd numbers.
        int middle = (rank[top] + rank[bottom]) / 2 | 1;
        for (int layer = rank[top] + 1; layer < rank[bottom]; layer++) {
            boolean hasText = layer == middle && !arrow.lines().isEmpty();
            way[layer - rank[top]] = sizes.size();
            if (hasText) {
                texts[index] = sizes.size();
            }
            // The line runs at the left of its text, so the joint is symmetric around the line.
            double text = FontWidths.width(arrow.lines(), EDGE_FONT) + 8;
            double height = FontWidths.height(arrow.lines(), EDGE_FONT);
            sizes.add(new double[] {hasText ? 2 * text : JOINT_WIDTH, hasText ? height : 0});
            ranks.add(layer);
        }
        return way;
    }
}
