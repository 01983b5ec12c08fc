package dev.stanch.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.codec.ProfileReader;
import dev.stanch.profile.flame.FrameTable;
import dev.stanch.profile.report.Options;
import dev.stanch.web.SiteCourses.SiteCourse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProfileServerTest {
    private static final String HOSTILE = "main.<script>alert(1)</script>";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ProfileServer.Running server;

    @BeforeAll
    static void start() throws IOException {
        var heap =
                new ProfileBuilder(
                        List.of(
                                new ValueType("alloc_objects", "count"),
                                new ValueType("alloc_space", "bytes"),
                                new ValueType("inuse_objects", "count"),
                                new ValueType("inuse_space", "bytes")));
        Frame main = new Frame("main.main", "/app/main.go", 9);
        heap.addSample(List.of(new Frame("main.put", "/app/cache.go", 24), main), 10, 1000, 9, 900);
        heap.addSample(List.of(new Frame(HOSTILE, "/app/x.go", 1), main), 4, 4096, 1, 1024);
        server =
                ProfileServer.start(
                        new ShownProfile(
                                heap.build(),
                                List.of("/tmp/heap.pb.gz"),
                                Options.defaults().with("focus", "main"),
                                false,
                                new SiteCourses(
                                        List.of(Instant.EPOCH, Instant.ofEpochSecond(60)),
                                        List.of(
                                                new SiteCourse(
                                                        "main.put",
                                                        "cache.go:24",
                                                        List.of(100L, 900L),
                                                        List.of(200L, 1200L),
                                                        "growing",
                                                        13.3)))),
                        "localhost",
                        0);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(server.uri().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static Map<String, Object> json(String path) throws Exception {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return JSON.std.mapFrom(response.body());
    }

    @Test
    void thePagesBeginWithWhatWasAskedOnTheCommandLine() throws Exception {
        Map<String, Object> about = json("/api/about");
        assertThat(about)
                .containsEntry("title", "heap.pb.gz")
                .containsEntry("chosen", "inuse_space")
                .containsEntry("kept", true)
                .containsEntry("course", 2)
                .containsEntry("options", Map.of("f", "main"));
    }

    @Test
    void aFlameGraphComesInColumns() throws Exception {
        Map<String, Object> flame = json("/api/flame?dir=root");
        assertThat(flame.get("total")).isEqualTo(1924);
        assertThat(flame.get("names")).isEqualTo(List.of("main.main", "main.put", HOSTILE));
        assertThat(flame.get("nodes"))
                .isEqualTo(
                        Map.of(
                                "parent", List.of(-1, 0, 1, 1),
                                "name", List.of(-1, 0, 1, 2),
                                "value", List.of(1924, 1924, 900, 1024),
                                "base", List.of(0, 0, 0, 0),
                                "self", List.of(0, 0, 900, 1024),
                                "whole", List.of(true, true, true, true)));
        assertThat(flame.get("keys"))
                .isEqualTo(
                        List.of(
                                FrameTable.key("main.main"),
                                FrameTable.key("main.put"),
                                FrameTable.key(HOSTILE)));
    }

    @Test
    void optionsInTheUrlFilterWhatIsShown() throws Exception {
        assertThat(json("/api/flame?f=put").get("names"))
                .isEqualTo(List.of("main.main", "main.put"));
        assertThat(String.valueOf(json("/api/flame?f=put&si=alloc_space").get("nodes")))
                .contains("value=[1000, 1000, 1000]");
    }

    @Test
    void whatIsAskedWrongIsSaidInOneLine() throws Exception {
        for (String path :
                List.of(
                        "/api/flame?f=" + URLEncoder.encode("(", StandardCharsets.UTF_8),
                        "/api/flame?g=nonsense",
                        "/api/flame?focus=main",
                        "/api/flame?dir=up",
                        "/api/flame?dir=callers",
                        "/api/flame?path=a",
                        "/api/text?report=top",
                        "/api/top?si=nothing")) {
            HttpResponse<String> response = get(path);
            assertThat(response.statusCode()).as(path).isEqualTo(400);
            assertThat(String.valueOf(JSON.std.mapFrom(response.body()).get("error")))
                    .as(path)
                    .isNotBlank()
                    .doesNotContain("\n");
        }
    }

    @Test
    void topHasEveryFunctionWithItsSums() throws Exception {
        assertThat(String.valueOf(json("/api/top").get("rows")))
                .contains("name=main.main, file=/app/main.go")
                .contains("flat=0, cum=1924")
                .contains("flat=900, cum=900");
    }

    @Test
    void whoAllocatesAndNeverFreesIsTold() throws Exception {
        assertThat(String.valueOf(json("/api/kept").get("rows")))
                .contains("inuse=900, alloc=1000, share=0.9, inuseObjects=9, allocObjects=10");
        assertThat(String.valueOf(json("/api/growth").get("sites")))
                .contains("verdict=growing")
                .contains("keeps=0.8");
    }

    @Test
    void textsOfAProfileAreNeverPartOfAPage() throws Exception {
        HttpResponse<String> text = get("/api/text?report=tree");
        assertThat(text.body()).contains(HOSTILE);
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(text.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(text.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
    }

    @Test
    void theGraphIsAPictureWithoutMarkupOfTheProfile() throws Exception {
        HttpResponse<String> graph = get("/graph.svg");
        assertThat(graph.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(graph.body()).startsWith("<svg").contains("put").doesNotContain("<script>alert");
    }

    @Test
    void theProfileCanBeTakenAway() throws Exception {
        HttpResponse<byte[]> response =
                CLIENT.send(
                        HttpRequest.newBuilder(server.uri().resolve("/download")).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        var profile = ProfileReader.read("d", new ByteArrayInputStream(response.body()), 1 << 20);
        assertThat(profile.samples()).isEqualTo(2);
    }

    @Test
    void onlyPagesOfTheProgramAreFiles() throws Exception {
        assertThat(get("/files/../Answers.class").statusCode()).isEqualTo(404);
        assertThat(get("/files/Answers.class").statusCode()).isEqualTo(404);
        assertThat(get("/etc/passwd").statusCode()).isEqualTo(404);
    }

    /** A page elsewhere whose name leads to this machine must not read the profile. */
    @Test
    void anotherMachinesNameIsRefused() throws IOException {
        URI uri = server.uri();
        try (var socket = new Socket("localhost", uri.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "GET /api/about HTTP/1.1\r\nHost: evil.example:%d\r\nConnection: close\r\n\r\n"
                            .formatted(uri.getPort())
                            .getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 403");
        }
    }
}
