package dev.stanch.profile.flame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.profile.Profile;
import dev.stanch.profile.ProfileBuilder;
import dev.stanch.profile.ProfileBuilder.Frame;
import dev.stanch.profile.ValueType;
import dev.stanch.profile.report.Options;
import dev.stanch.profile.report.Prepared;
import dev.stanch.profile.report.ReportFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlameGraphTest {
    private static final int ALL = 1_000_000;
    private final ProfileBuilder builder =
            new ProfileBuilder(List.of(new ValueType("space", "bytes")));

    /** Root first. */
    private void stack(long value, String... functions) {
        List<Frame> frames = new ArrayList<>();
        for (String function : functions) {
            frames.addFirst(new Frame(function, "/app/" + function + ".go", 7));
        }
        builder.addSample(frames, value);
    }

    private FlameGraph graph(FlameView view, int most) throws Exception {
        return FlameGraph.of(prepared(builder.build()), view, most);
    }

    private static Prepared prepared(Profile profile) throws Exception {
        return Prepared.of(profile, ReportFormat.PEEK, ".", Options.defaults(), _ -> {});
    }

    /** Call paths, root first, with what they weigh; what ends there behind it. */
    private static Map<String, String> paths(FlameGraph graph) {
        Map<String, String> paths = new TreeMap<>();
        String[] names = new String[graph.size()];
        for (int node = 0; node < graph.size(); node++) {
            names[node] =
                    node == 0
                            ? ""
                            : names[graph.parent(node)]
                                    + "/"
                                    + graph.frames().name(graph.frame(node));
            paths.put(
                    names[node],
                    graph.value(node)
                            + (graph.base(node) == 0 ? "" : "-" + graph.base(node))
                            + " "
                            + graph.selfValue(node));
        }
        return paths;
    }

    private static final FlameView WHOLE = new FlameView.FromRoot(List.of());

    private void shop() {
        stack(5, "main", "serve", "read");
        stack(3, "main", "serve");
        stack(2, "main", "load", "read");
    }

    @Test
    void pathsAreSummedFromTheRoot() throws Exception {
        shop();
        assertThat(paths(graph(WHOLE, ALL)))
                .isEqualTo(
                        Map.of(
                                "", "10 0",
                                "/main", "10 0",
                                "/main/serve", "8 3",
                                "/main/serve/read", "5 5",
                                "/main/load", "2 0",
                                "/main/load/read", "2 2"));
    }

    @Test
    void pathsAreSummedFromTheLeaf() throws Exception {
        shop();
        assertThat(paths(graph(new FlameView.FromLeaf(List.of()), ALL)))
                .containsEntry("/read", "7 0")
                .containsEntry("/read/serve/main", "5 5")
                .containsEntry("/serve", "3 0");
    }

    @Test
    void aZoomHasTheWayToItAndAllBelow() throws Exception {
        shop();
        FlameView zoomed =
                new FlameView.FromRoot(List.of(FrameTable.key("main"), FrameTable.key("load")));
        assertThat(paths(graph(zoomed, ALL)).keySet())
                .containsExactly("", "/main", "/main/load", "/main/load/read");
    }

    @Test
    void aFunctionHasItsCalleesBelowAndItsCallersAbove() throws Exception {
        stack(4, "main", "walk", "walk", "read");
        stack(1, "main", "test", "walk");
        stack(9, "main", "idle");
        int walk = FrameTable.key("walk");
        assertThat(paths(graph(new FlameView.Callees(walk), ALL)))
                .isEqualTo(
                        Map.of(
                                "", "5 0",
                                "/walk", "5 1",
                                "/walk/walk", "4 0",
                                "/walk/walk/read", "4 4"));
        assertThat(paths(graph(new FlameView.Callers(walk), ALL)))
                .isEqualTo(
                        Map.of(
                                "", "5 0",
                                "/walk", "5 0",
                                "/walk/main", "4 4",
                                "/walk/test", "1 0",
                                "/walk/test/main", "1 1"));
    }

    @Test
    void bothSidesOfADifferenceAreKeptApart() throws Exception {
        stack(6, "main", "cache");
        stack(-4, "main", "queue");
        assertThat(paths(graph(WHOLE, ALL)))
                .isEqualTo(
                        Map.of(
                                "", "6-4 0",
                                "/main", "6-4 0",
                                "/main/cache", "6 6",
                                "/main/queue", "0-4 0"));
    }

    @Test
    void theHeaviestPathsAreChosen() throws Exception {
        for (int i = 1; i <= 1000; i++) {
            stack(i, "main", "f" + i, "g" + i);
        }
        FlameGraph graph = graph(WHOLE, 800);
        // A node lighter than an 800th of all 500,500 would be too thin to be seen.
        assertThat(graph.size()).isEqualTo(2 + 2 * 376);
        assertThat(paths(graph))
                .containsKeys("/main/f1000/g1000", "/main/f625/g625")
                .doesNotContainKey("/main/f624");
        assertThat(graph.isWhole(1)).isFalse();
    }

    @Test
    void aUnknownFunctionHasAnEmptyGraph() throws Exception {
        shop();
        assertThat(paths(graph(new FlameView.Callees(12345), ALL))).isEqualTo(Map.of("", "0 0"));
    }

    /** Against a tree that is made the simple way. */
    @Test
    void randomProfilesGiveTheSameTreeAsMapsOfPaths() throws Exception {
        var random = new Random(42);
        for (int round = 0; round < 30; round++) {
            var made = new ProfileBuilder(List.of(new ValueType("space", "bytes")));
            Map<String, long[]> expected = new TreeMap<>();
            expected.put("", new long[2]);
            int samples = random.nextInt(1, 60);
            for (int i = 0; i < samples; i++) {
                List<String> names = new ArrayList<>();
                int depth = random.nextInt(1, 9);
                for (int d = 0; d < depth; d++) {
                    names.add("f" + random.nextInt(4));
                }
                long value = random.nextLong(1, 100);
                var path = new StringBuilder();
                expected.computeIfAbsent("", _ -> new long[2])[0] += value;
                for (String name : names) {
                    path.append('/').append(name);
                    expected.computeIfAbsent(path.toString(), _ -> new long[2])[0] += value;
                }
                expected.computeIfAbsent(path.toString(), _ -> new long[2])[1] += value;
                List<Frame> frames = new ArrayList<>();
                names.forEach(name -> frames.add(new Frame(name, "/x.go", 1)));
                Collections.reverse(frames);
                made.addSample(frames, value);
            }
            Map<String, String> told = new TreeMap<>();
            expected.forEach((path, sums) -> told.put(path, sums[0] + " " + sums[1]));
            assertThat(paths(FlameGraph.of(prepared(made.build()), WHOLE, ALL))).isEqualTo(told);
        }
    }
}
