package dev.stanch.profile.picture;

import static dev.stanch.profile.picture.SvgText.color;
import static dev.stanch.profile.picture.SvgText.escaped;
import static dev.stanch.profile.picture.SvgText.number;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Draws a graph: callers above callees, text on every edge, the explanation at the top. The file
 * needs nothing else to be seen in a browser, where it can be moved and enlarged.
 */
public final class SvgPicture {
    private static final double MARGIN = 16;
    private static final double LEGEND_FONT = 13;
    private static final double CORNER = 3;

    private final Drawing drawing;
    private final Plan plan;
    private final StringBuilder out = new StringBuilder();

    private SvgPicture(Drawing drawing) {
        this.drawing = drawing;
        this.plan = Plan.of(drawing);
    }

    /**
     * The SVG of a graph.
     *
     * @param dot as {@code -dot} writes it
     * @throws FormatException when it is not written as {@code -dot} writes
     */
    public static String of(String dot) throws FormatException {
        return new SvgPicture(DotReader.read(dot)).draw();
    }

    private String draw() {
        double legendWidth = FontWidths.width(drawing.legend(), LEGEND_FONT) + 2 * MARGIN;
        double legendHeight = FontWidths.height(drawing.legend(), LEGEND_FONT) + MARGIN;
        double width = Math.max(plan.width(), legendWidth) + 2 * MARGIN;
        double height = plan.height() + legendHeight + 3 * MARGIN;
        String viewBox = "0 0 " + number(width) + " " + number(height);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"100%\" height=\"100%\"");
        out.append(" viewBox=\"").append(viewBox).append("\" data-home=\"").append(viewBox);
        out.append("\" preserveAspectRatio=\"xMidYMin meet\"");
        out.append(" font-family=\"Helvetica, Arial, Liberation Sans, sans-serif\">\n");
        out.append("<title>").append(escaped(drawing.title())).append("</title>\n");
        out.append("<style>").append(resource("picture.css")).append("</style>\n");
        out.append("<rect class=\"paper\" x=\"-9999\" y=\"-9999\" width=\"99999\"");
        out.append(" height=\"99999\" fill=\"#ffffff\"/>\n");
        drawLegend(legendWidth, legendHeight);
        double left = MARGIN + Math.max(0, (width - 2 * MARGIN - plan.width()) / 2);
        out.append("<g transform=\"translate(").append(number(left)).append(' ');
        out.append(number(legendHeight + 2 * MARGIN)).append(")\">\n");
        for (int i = 0; i < drawing.arrows().size(); i++) {
            drawArrow(i);
        }
        for (int i = 0; i < drawing.boxes().size(); i++) {
            drawBox(i);
        }
        out.append("</g>\n<script><![CDATA[").append(resource("picture.js"));
        return out.append("]]></script>\n</svg>\n").toString();
    }

    private void drawLegend(double width, double height) {
        rectangle(MARGIN, MARGIN, width, height, "#f8f8f8", "#000000", 0);
        double top = MARGIN + MARGIN / 2;
        drawLines(drawing.legend(), LEGEND_FONT, 2 * MARGIN, top, "start", "#000000");
    }

    private void drawBox(int number) {
        Drawing.Box box = drawing.boxes().get(number);
        double width = plan.layers().width[number];
        double height = plan.layers().height[number];
        out.append("<g class=\"box\" data-box=\"").append(number).append("\">");
        title(box.tip());
        double corner = box.isTag() ? 0 : CORNER;
        String fill = color(box.fill());
        rectangle(
                plan.left(number),
                plan.top(number),
                width,
                height,
                fill,
                color(box.line()),
                corner);
        if (box.isTag()) {
            fold(number);
        }
        double font = box.fontSize();
        double text = FontWidths.height(box.lines(), font);
        double top = plan.y(number) - text / 2;
        drawLines(box.lines(), font, plan.x(number), top, "middle", "#000000");
        out.append("</g>\n");
    }

    /** A turned corner says that the box is a label. */
    private void fold(int number) {
        double right = plan.left(number) + plan.layers().width[number];
        double top = plan.top(number);
        out.append("<path class=\"fold\" fill=\"none\" stroke=\"#000000\" d=\"M");
        out.append(number(right - 6)).append(' ').append(number(top)).append("v6h6\"/>");
    }

    private void drawArrow(int number) {
        Drawing.Arrow arrow = drawing.arrows().get(number);
        Route route = Route.of(plan, arrow, plan.layers().ways[number]);
        String stroke = color(arrow.color());
        out.append("<g class=\"edge\" data-from=\"").append(arrow.from());
        out.append("\" data-to=\"").append(arrow.to()).append("\">");
        title(arrow.tip());
        out.append("<path class=\"line\" fill=\"none\" stroke=\"").append(stroke);
        out.append("\" stroke-width=\"").append(number(arrow.width())).append('"');
        out.append(arrow.isDotted() ? " stroke-dasharray=\"1 4\"" : "");
        out.append(" d=\"").append(route.line()).append("\"/>");
        out.append("<path fill=\"").append(stroke).append("\" d=\"").append(route.head());
        out.append("\"/>");
        int joint = plan.layers().textJoint[number];
        double font = LayerMaker.EDGE_FONT;
        if (joint >= 0) {
            double x = plan.x(joint) + 3 + arrow.width() / 2;
            drawLines(arrow.lines(), font, x, plan.top(joint), "start", "#333333");
        } else if (arrow.from() == arrow.to()) {
            double x = plan.left(arrow.from()) + plan.layers().width[arrow.from()];
            double y = plan.y(arrow.from()) - FontWidths.height(arrow.lines(), font) / 2;
            drawLines(arrow.lines(), font, x + Route.LOOP + 3, y, "start", "#333333");
        }
        out.append("</g>\n");
    }

    private void drawLines(
            List<String> lines, double font, double x, double top, String anchor, String fill) {
        double y = top + font;
        for (String line : lines) {
            out.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
            out.append("\" font-size=\"").append(number(font)).append("\" text-anchor=\"");
            out.append(anchor).append("\" fill=\"").append(fill).append("\">");
            out.append(escaped(line)).append("</text>");
            y += FontWidths.lineHeight(font);
        }
    }

    private void rectangle(
            double x,
            double y,
            double width,
            double height,
            String fill,
            String stroke,
            double corner) {
        out.append("<rect x=\"").append(number(x)).append("\" y=\"").append(number(y));
        out.append("\" width=\"").append(number(width));
        out.append("\" height=\"").append(number(height));
        out.append("\" rx=\"").append(number(corner)).append("\" fill=\"").append(fill);
        out.append("\" stroke=\"").append(stroke).append("\"/>");
    }

    private void title(String tip) {
        out.append("<title>").append(escaped(tip)).append("</title>");
    }

    private static String resource(String name) {
        try (InputStream in =
                Objects.requireNonNull(SvgPicture.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is in the jar", e);
        }
    }
}
