package dev.stanch.capture.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stanch.capture.CaptureException;
import dev.stanch.capture.Samples;
import dev.stanch.capture.recording.RecordingWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetParserTest {
    @Test
    void addressesInAllTheirFormsBecomeUrls() throws Exception {
        Map<String, String> forms =
                Map.of(
                        "http://host:6060", "http://host:6060",
                        "https://host/ops/", "https://host/ops",
                        "host:6060", "http://host:6060",
                        ":6060", "http://127.0.0.1:6060",
                        "[::1]:6060", "http://[::1]:6060",
                        "http://host:1/debug/pprof/", "http://host:1",
                        "http://host:1/a/debug/pprof/heap?debug=1", "http://host:1/a",
                        "http://host:1/metrics", "http://host:1",
                        "localhost:8080/a", "http://localhost:8080/a");
        for (Map.Entry<String, String> form : forms.entrySet()) {
            assertThat(parse(form.getKey()))
                    .isEqualTo(new UrlTarget(URI.create(form.getValue()), null, null));
        }
    }

    @Test
    void unixSocketsTakeAPathAndAPrefix() throws Exception {
        assertThat(parse("unix:/run/app.sock").name()).isEqualTo("unix:/run/app.sock");
        assertThat(parse("http+unix:///run/app.sock:/x").name()).isEqualTo("unix:/run/app.sock:/x");
    }

    @Test
    void aNumberIsAProcess() throws Exception {
        assertThat(parse("4242")).isEqualTo(new ProcessTarget(4242));
    }

    @Test
    void foldersAndFilesAreTakenForWhatTheyHold(@TempDir Path dir) throws Exception {
        Path loose = Files.createDirectory(dir.resolve("loose"));
        Path file = Files.write(loose.resolve("heap.pb.gz"), Samples.heap());
        Path recording = Files.createDirectory(dir.resolve("recording"));
        Files.createFile(recording.resolve(RecordingWriter.INDEX));
        assertThat(parse(loose.toString())).isEqualTo(new FilesTarget(List.of(file)));
        assertThat(parse(recording.toString())).isEqualTo(new RecordingTarget(recording));
        assertThat(Target.parse(List.of(file.toString(), file.toString()), Access.none()))
                .isEqualTo(new FilesTarget(List.of(file, file)));
    }

    @Test
    void whatIsNoTargetIsSaidInOneLine() {
        assertThatThrownBy(() -> parse("no such thing"))
                .hasMessage(
                        "no such thing: neither a file nor a target; give http://host:port, host:port, unix:/path, a process id, a recording or files");
        assertThatThrownBy(() -> parse("http://user:secret@:80 80/"))
                .isInstanceOf(CaptureException.class)
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Target.parse(List.of("a", "b"), Access.none()))
                .hasMessage("a: no such file; several targets must all be files of one program");
        assertThatThrownBy(() -> Target.parse(List.of(), Access.none()))
                .isInstanceOf(CaptureException.class);
    }

    private static Target parse(String word) throws CaptureException {
        return Target.parse(List.of(word), Access.none());
    }
}
