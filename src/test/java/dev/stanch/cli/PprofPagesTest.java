package dev.stanch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PprofPagesTest {
    private static final Pattern ADDRESS = Pattern.compile("Pages at (http://\\S+)");
    private static final String PROFILE = "src/test/resources/profile/goroutine.pb.gz";

    @TempDir Path folder;

    @Test
    void pagesAreServedUntilCtrlC() throws Exception {
        assumeTrue(Child.hearsInterrupts(), "SIGINT is ignored here, and children inherit that");
        try (Child child =
                Child.stanch(folder, "pprof", "-http=localhost:0", "-no_browser", PROFILE)) {
            child.await(() -> ADDRESS.matcher(child.messages()).find());
            Matcher address = ADDRESS.matcher(child.messages());
            assertThat(address.find()).isTrue();
            URI page = URI.create(address.group(1));
            try (HttpClient client = HttpClient.newHttpClient()) {
                assertThat(get(client, page)).startsWith("<!doctype html>");
                assertThat(get(client, page.resolve("/api/about"))).contains("goroutine.pb.gz");
            }
            child.signal("INT");
            assertThat(child.end().code()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(child.messages().lines()).hasSize(1);
        }
    }

    private static String get(HttpClient client, URI uri) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void aWrongAddressIsWrongUsage() throws Exception {
        for (String address : new String[] {"8080", "localhost:web", "localhost:70000"}) {
            try (Child child = Child.stanch(folder, "pprof", "-http=" + address, PROFILE)) {
                assertThat(child.end().code()).as(address).isEqualTo(ExitCode.USAGE);
                assertThat(child.messages()).contains("-http=" + address);
            }
        }
    }
}
