package dev.stanch.cli.gotest;

import dev.stanch.gotest.TestLeak;
import dev.stanch.leak.Finding;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Leaks as failed cases of JUnit's XML, one suite for each package, as continuous integration reads
 * it. What go test itself found is not in it.
 */
final class JunitReport {
    private final Path here;

    JunitReport(Path here) {
        this.here = here;
    }

    String of(Seen seen) {
        Map<String, List<TestLeak>> packages =
                seen.leaks().stream()
                        .map(Seen.Leak::leak)
                        .collect(
                                Collectors.groupingBy(
                                        TestLeak::folder, LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            xml.writeAttribute("name", "stanch test");
            for (Map.Entry<String, List<TestLeak>> suite : packages.entrySet()) {
                suite(xml, suite.getKey(), suite.getValue());
            }
            if (packages.isEmpty()) {
                xml.writeCharacters("\n  ");
                xml.writeStartElement("testsuite");
                xml.writeAttribute("name", "goroutines");
                xml.writeAttribute("tests", "0");
                xml.writeAttribute("failures", "0");
                xml.writeEndElement();
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text.toString();
    }

    private void suite(XMLStreamWriter xml, String folder, List<TestLeak> leaks)
            throws XMLStreamException {
        Path path = Path.of(folder);
        String name = path.startsWith(here) ? here.relativize(path).toString() : folder;
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", name.isEmpty() ? "." : name);
        xml.writeAttribute("tests", Integer.toString(leaks.size()));
        xml.writeAttribute("failures", Integer.toString(leaks.size()));
        for (TestLeak leak : leaks) {
            Finding finding = leak.finding();
            xml.writeCharacters("\n    ");
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", name.isEmpty() ? "." : name);
            xml.writeAttribute("name", plain(leak.named()));
            xml.writeStartElement("failure");
            xml.writeAttribute("type", finding.cause().id());
            xml.writeAttribute("message", plain(TestReports.what(leak)));
            xml.writeCharacters(
                    plain(
                            "%s\n%s\n\t%s:%d"
                                    .formatted(
                                            finding.why(),
                                            finding.site().function(),
                                            finding.site().file(),
                                            finding.site().line())));
            if (finding.origin() != null) {
                xml.writeCharacters(
                        plain(
                                "\nstarted by %s\n\t%s:%d"
                                        .formatted(
                                                finding.origin().function(),
                                                finding.origin().file(),
                                                finding.origin().line())));
            }
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    /** XML 1.0 cannot hold most control characters, not even escaped. */
    private static String plain(String text) {
        return text.replaceAll("[^\\t\\n\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
