package dev.stanch.scan.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.AllocationFacts;
import dev.stanch.scan.Snippet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What keeps a part of a text or buffer, and what keeps only a copy of the part. */
class CopiesAndViewsTest {
    private static final String PROGRAM =
            """
            import (
                "bufio"; "bytes"; "encoding/json"; "io"; "os"; "regexp"; "slices"; "strings"; "fmt"
                "maps"; "sync"; "unique"
            )

            type packet struct {
                head []byte
                name string
                raw json.RawMessage
            }

            type set[T comparable] struct{ m map[T]struct{} }

            func (s *set[T]) add(v T) { s.m[v] = struct{}{} }

            var (
                parts [][]byte
                names []string
                byName = map[string]int{}
                packets []packet
                byKey = map[int]*packet{}
                seen = &set[string]{}
                safe sync.Map
                buffer []byte
                word = regexp.MustCompile("[a-z]+")
                handles []unique.Handle[string]
                list = map[int][]string{}
            )

            var _, _, _, _, _, _, _ = bufio.NewReader, bytes.Clone, json.Marshal, io.EOF, slices.Clip[[]int], fmt.Sprint, maps.Clone[map[int]int]

            func first(s string) string { return strings.TrimSpace(s[:10]) }

            func own(s string) string { return strings.Clone(s[:10]) }

            func load(path string, in io.Reader) {
                BODY
            }

            func main() { load(os.Args[1], os.Stdin) }
            """;

    private static AllocationFacts bytes(String keep) {
        return facts("data, _ := os.ReadFile(path) // here\n" + keep);
    }

    private static AllocationFacts text(String keep) {
        return facts("raw, _ := io.ReadAll(in)\ntext := string(raw) // here\n" + keep);
    }

    private static AllocationFacts facts(String body) {
        return Snippet.of(PROGRAM.replace("BODY", body)).allocates();
    }

    private static void view(AllocationFacts facts, String what) {
        assertThat(facts.resliced()).as(what).isNotNull();
        assertThat(facts.stored()).as(what).isNotEmpty();
    }

    private static void copy(AllocationFacts facts, String what) {
        assertThat(facts.resliced()).as(what).isNull();
        assertThat(facts.stored()).as(what).isEmpty();
    }

    @Test
    void aPartOfABufferThatIsKeptIsAView() {
        for (String keep :
                List.of(
                        "parts = append(parts, data[:8])",
                        "parts = append(parts, bytes.TrimSpace(data))",
                        "parts = append(parts, bytes.Fields(data)[0])",
                        "for _, f := range bytes.Split(data, nil) { parts = append(parts, f) }",
                        "before, _, _ := bytes.Cut(data, nil); parts = append(parts, before)",
                        "parts = append(parts, word.Find(data))",
                        "for _, m := range word.FindAllSubmatch(data, -1) {"
                                + " parts = append(parts, m[1]) }",
                        "packets = append(packets, packet{head: data[:4]})",
                        "p := &packet{}; p.head = data[:4]; byKey[1] = p",
                        "packets = append(packets, packet{raw: json.RawMessage(data[2:9])})",
                        "b := bytes.NewBuffer(data); parts = append(parts, b.Next(4))",
                        "b := bytes.NewBuffer(data); parts = append(parts, b.Bytes()[:4])",
                        "h := data[:4]; g := h[1:]; parts = append(parts, g)",
                        "safe.Store(1, data[:4])")) {
            view(bytes(keep), keep);
        }
    }

    @Test
    void aPartOfATextThatIsKeptIsAView() {
        for (String keep :
                List.of(
                        "byName[text[:5]] = 1",
                        "byName[text[:5]]++",
                        "byName[strings.Fields(text)[0]] += 2",
                        "names = append(names, strings.TrimPrefix(text, \"x\"))",
                        "for _, l := range strings.Split(text, \"\\n\") { byName[l]++ }",
                        "for l := range strings.Lines(text) { names = append(names, l) }",
                        "for w := range strings.FieldsSeq(text) { byName[w]++ }",
                        "k, v, ok := strings.Cut(text, \"=\"); if ok { names = append(names, k, v) }",
                        "names = append(names, first(text))",
                        "names = append(names, word.FindString(text))",
                        "m := word.FindStringSubmatch(text); packets = append(packets,"
                                + " packet{name: m[1]})",
                        "seen.add(text[:7])",
                        "safe.Store(text[:4], true)",
                        "safe.LoadOrStore(text[:4], true)",
                        "fs := strings.Fields(text); list[1] = fs[:2]",
                        "fs := strings.Fields(text); names = append(names, fs[1:3]...)")) {
            view(text(keep), keep);
        }
    }

    @Test
    void aPartOfAReadersBufferIsAView() {
        for (String read :
                List.of(
                        "line, _ := r.ReadSlice('x')",
                        "line, _ := r.Peek(4)",
                        "line, _, _ := r.ReadLine()")) {
            view(
                    facts(
                            "r := bufio.NewReaderSize(in, 65536) // here\n"
                                    + read
                                    + "; parts = append(parts, line)"),
                    read);
        }
        for (String read :
                List.of(
                        "line, _ := r.ReadString('x'); names = append(names, line)",
                        "line, _ := r.ReadBytes('x'); parts = append(parts, line)",
                        "line, _ := r.Peek(4); names = append(names, string(line))")) {
            copy(facts("r := bufio.NewReaderSize(in, 65536) // here\n" + read), read);
        }
    }

    @Test
    void aCopyOfAPartOfABufferKeepsNothingOfIt() {
        for (String keep :
                List.of(
                        "parts = append(parts, bytes.Clone(data[:8]))",
                        "parts = append(parts, slices.Clone(data[:8]))",
                        "parts = append(parts, append([]byte(nil), data[:8]...))",
                        "parts = append(parts, append([]byte{}, data[:8]...))",
                        "h := make([]byte, 8); copy(h, data); parts = append(parts, h)",
                        "names = append(names, string(data[:8]))",
                        "byName[string(data[:8])]++",
                        "var b bytes.Buffer; b.Write(data[:8]); parts = append(parts, b.Bytes())",
                        "buffer = append(buffer[:0], data[:8]...)",
                        "packets = append(packets, packet{name: string(bytes.TrimSpace(data))})",
                        "packets = append(packets, packet{raw: bytes.Clone(data[2:9])})",
                        "names = append(names, fmt.Sprintf(\"%s\", data[:8]))",
                        "parts = append(parts, slices.Concat(data[:4], data[8:12]))")) {
            copy(bytes(keep), keep);
        }
    }

    @Test
    void aCopyOfAPartOfATextKeepsNothingOfIt() {
        for (String keep :
                List.of(
                        "byName[strings.Clone(text[:5])]++",
                        "names = append(names, strings.Clone(strings.Fields(text)[0]))",
                        "k, _, _ := strings.Cut(text, \"=\"); names = append(names,"
                                + " strings.Clone(k))",
                        "k, _, _ := strings.Cut(text, \"=\"); parts = append(parts, []byte(k))",
                        "parts = append(parts, []byte(strings.TrimSpace(text)))",
                        "names = append(names, string([]byte(text[:5])))",
                        "names = append(names, own(text))",
                        "var b strings.Builder; b.WriteString(text[:5]); names = append(names,"
                                + " b.String())",
                        "handles = append(handles, unique.Make(text[:5]))",
                        "for _, l := range strings.Split(text, \"x\") { byName[strings.Clone(l)]++ }",
                        "byName[fmt.Sprint(text[:5])]++")) {
            copy(text(keep), keep);
        }
    }

    @Test
    void aBufferThatIsUsedAgainIsNoView() {
        AllocationFacts facts =
                facts("line := []byte(path)\nbuffer = append(buffer[:0], line...) // here");
        assertThat(facts.resliced()).isNull();
    }
}
