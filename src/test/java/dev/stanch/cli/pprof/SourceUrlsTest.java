package dev.stanch.cli.pprof;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.cli.pprof.Request.RemoteAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceUrlsTest {
    private static final RemoteAccess USUAL = new RemoteAccess(-1, -1, "", "", "");

    @ParameterizedTest
    @CsvSource({
        "localhost:6060, http://localhost:6060/debug/pprof/profile, 65",
        "localhost:6060/, http://localhost:6060/debug/pprof/profile, 65",
        ":6060, http://127.0.0.1:6060/debug/pprof/profile, 65",
        "127.0.0.1:6060/debug/pprof/heap, http://127.0.0.1:6060/debug/pprof/heap, 65",
        "http://host, http://host/debug/pprof/profile, 65",
        "http://host/heap?gc=1, http://host/heap?gc=1, 65",
        "http://host/p?seconds=4&debug=0, http://host/p?debug=0&seconds=4, 11",
        "https://u:p@host/heap, https://u:p@host/heap, 65",
        "https+insecure://host/heap, https://host/heap, 65",
        "http://[::1]:6060/heap, http://[::1]:6060/heap, 65",
        "unix:/run/app.sock:/debug/pprof/heap, http://localhost/debug/pprof/heap, 65",
        "http+unix:///run/app.sock, http://localhost/debug/pprof/profile, 65",
    })
    void addressesAreCompletedAsPprofDoes(String word, String url, long seconds) {
        Source.OfUrl source = requireNonNull(SourceUrls.of(word, USUAL));
        assertThat(source.url()).hasToString(url);
        assertThat(source.timeout()).hasSeconds(seconds);
    }

    @Test
    void secondsGoIntoTheQueryAndTheTimeout() {
        Source.OfUrl source =
                requireNonNull(
                        SourceUrls.of("host:1/p?seconds=9", new RemoteAccess(4, -1, "", "", "")));
        assertThat(source.url()).hasToString("http://host:1/p?seconds=4");
        assertThat(source.timeout()).hasSeconds(6 + 5);
        source = requireNonNull(SourceUrls.of("host:1/p", new RemoteAccess(4, 30, "", "", "")));
        assertThat(source.timeout()).hasSeconds(30 + 5);
    }

    @Test
    void socketAndCertificatesAreSeen() {
        Source.OfUrl unix = requireNonNull(SourceUrls.of("unix:/run/app.sock:/heap", USUAL));
        assertThat(unix.socket()).hasToString("/run/app.sock");
        Source.OfUrl insecure = requireNonNull(SourceUrls.of("https+insecure://host/heap", USUAL));
        assertThat(insecure.insecure()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"heap.pb.gz", "some/file", "file:///tmp/x", "ftp://host/x", "''"})
    void otherWordsAreNoAddresses(String word) {
        assertThat(SourceUrls.of(word, USUAL)).isNull();
    }
}
