package dev.stanch.profile.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.io.FormatException;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgPictureTest {
    private static final String GRAPH =
            """
            digraph "shop" {
            node [style=filled fillcolor="#f8f8f8"]
            subgraph cluster_L { "File: shop" [shape=box fontsize=16 label="File: shop\\l\\lSee it\\l" tooltip="shop"] }
            N1 [label="main\\nmain\\n0 of 9 (90%)" id="node1" fontsize=8 shape=box tooltip="main.main (9)" color="#b20000" fillcolor="#edd5d5"]
            N2 [label="main\\n\\"quoted\\" <T> & \\\\\\n9 (90%)" id="node2" fontsize=24 shape=box tooltip="main.q (9)" color="#b20000" fillcolor="#edd5d5"]
            N2_0 [label = "48B" id="N2_0" fontsize=8 shape=box3d tooltip="9"]
            N2 -> N2_0 [label=" 9" weight=100 tooltip="9" labeltooltip="9"]
            N1 -> N2 [label=" 9\\n (inline)" weight=91 penwidth=5 color="#b20000" tooltip="main.main -> main.q (9)" labeltooltip="x"]
            N2 -> N2 [label=" 1" color="#b2ada4" tooltip="again" labeltooltip="again" style="dotted" minlen=2]
            N2 -> N1 [label=" 1" color="#b2ada4" tooltip="back" labeltooltip="back"]
            }
            """;

    @Test
    void everyBoxAndEdgeIsThereWithItsText() throws Exception {
        Document svg = parse(SvgPicture.of(GRAPH));

        assertThat(texts(svg, "box", "text"))
                .containsExactly(
                        "main",
                        "main",
                        "0 of 9 (90%)",
                        "main",
                        "\"quoted\" <T> & \\",
                        "9 (90%)",
                        "48B");
        assertThat(texts(svg, "edge", "text")).containsExactly("9", "9", " (inline)", "1", "1");
        assertThat(texts(svg, "box", "title")).containsExactly("main.main (9)", "main.q (9)", "9");
        assertThat(svg.getDocumentElement().getElementsByTagName("script").getLength())
                .isEqualTo(1);
    }

    @Test
    void theLegendIsAtTheTop() throws Exception {
        NodeList texts = parse(SvgPicture.of(GRAPH)).getElementsByTagName("text");
        assertThat(texts.item(0).getTextContent()).isEqualTo("File: shop");
        assertThat(texts.item(1).getTextContent()).isEmpty();
        assertThat(texts.item(2).getTextContent()).isEqualTo("See it");
    }

    @Test
    void anEmptyGraphIsALegend() throws Exception {
        Document svg = parse(SvgPicture.of("digraph \"unnamed\" {\n}\n"));
        assertThat(texts(svg, "box", "text")).isEmpty();
    }

    @Test
    void whatNoXmlMayHoldIsReplaced() {
        assertThat(SvgText.escaped("a\0b\udc80<")).isEqualTo("a\ufffdb\ufffd&lt;");
        assertThat(SvgText.color("#12345g\"/>")).isEqualTo("#888888");
    }

    @Test
    void chainsOfThousandsAreDrawn() throws Exception {
        StringBuilder graph = new StringBuilder("digraph \"deep\" {\n");
        for (int i = 0; i < 3_000; i++) {
            graph.append("N%d [label=\"f\" fontsize=8]%n".formatted(i));
        }
        for (int i = 1; i < 3_000; i++) {
            graph.append("N%d -> N%d [label=\" 1\"]%n".formatted(i - 1, i));
        }
        Document svg = parse(SvgPicture.of(graph.append("}\n").toString()));
        assertThat(texts(svg, "box", "text")).hasSize(3_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "graph \"x\" {}",
                "digraph \"x\" {",
                "digraph \"x {",
                "digraph \"x\" { N1 [label= }",
                "digraph \"x\" { N1 -> N2 [label=\"a\"] }",
                "digraph \"x\" { N1 [fontsize=big] }",
            })
    void anotherLanguageIsRefused(String text) {
        assertThatThrownBy(() -> SvgPicture.of(text))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("graph at ");
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    }

    private static List<String> texts(Document svg, String group, String name) {
        List<String> texts = new ArrayList<>();
        NodeList groups = svg.getElementsByTagName("g");
        for (int i = 0; i < groups.getLength(); i++) {
            if (groups.item(i) instanceof Element element
                    && element.getAttribute("class").equals(group)) {
                NodeList inside = element.getElementsByTagName(name);
                for (int j = 0; j < inside.getLength(); j++) {
                    texts.add(inside.item(j).getTextContent());
                }
            }
        }
        return texts;
    }
}
