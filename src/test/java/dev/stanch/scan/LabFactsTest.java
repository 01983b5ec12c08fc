package dev.stanch.scan;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The services of the lab: what the source says at the lines that their truth names. */
class LabFactsTest {
    private record Spot(String function, String file, int line) {}

    private record Service(
            String name, @Nullable String cause, @Nullable Spot site, @Nullable Spot origin) {}

    private final CodeFacts facts = new CodeFacts(new DiskSources());

    @Test
    void atEveryLeakingGoroutinesSiteTheSourceTellsHowItWaits() throws IOException {
        var silent = new ArrayList<String>();
        for (Service service : services()) {
            if (service.cause() != null
                    && service.site() != null
                    && service.cause().endsWith("-goroutine")) {
                var wait = facts.waitAt(service.site().file(), service.site().line());
                if (wait.isEmpty() || wait.get().form() == WaitForm.OTHER) {
                    silent.add(service.name());
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void everyGrowingCollectionIsFoundAtItsOriginAndNothingBoundsIt() throws IOException {
        for (Service service : services()) {
            // the value of "options" gets into the collection through a function value in another
            // package
            if (!"growing-collection".equals(service.cause()) || service.name().equals("options")) {
                continue;
            }
            Spot site = requireNonNull(service.site());
            Spot origin = requireNonNull(service.origin());
            AllocationFacts allocation =
                    facts.allocationAt(site.file(), site.line(), site.function()).orElseThrow();
            assertThat(allocation.stored())
                    .as(service.name())
                    .anySatisfy(store -> {
                        assertThat(store.file()).isEqualTo(origin.file());
                        assertThat(store.line()).isEqualTo(origin.line());
                        CollectionFacts collection =
                                facts.collection(store.container(), store.file());
                        assertThat(collection.known()).isTrue();
                        assertThat(collection.bounded()).isFalse();
                    });
        }
    }

    @Test
    void everyRetainedArrayIsReslicedOnItsWayToTheOrigin() throws IOException {
        for (Service service : services()) {
            if ("retained-array".equals(service.cause())) {
                Spot site = requireNonNull(service.site());
                Spot origin = requireNonNull(service.origin());
                AllocationFacts allocation =
                        facts.allocationAt(site.file(), site.line(), site.function()).orElseThrow();
                assertThat(allocation.resliced()).as(service.name()).isNotNull();
                assertThat(allocation.stored())
                        .as(service.name())
                        .anyMatch(store ->
                                store.line() == origin.line()
                                        && store.file().equals(origin.file()));
            }
        }
    }

    @Test
    void everyReferenceCycleIsSeen() throws IOException {
        for (Service service : services()) {
            if ("reference-cycle".equals(service.cause())) {
                Spot site = requireNonNull(service.site());
                assertThat(
                                facts.allocationAt(site.file(), site.line(), site.function())
                                        .orElseThrow()
                                        .cyclic())
                        .as(service.name())
                        .isTrue();
            }
        }
    }

    @Test
    void everyNativeLeakAndNoHealthyServiceIsReported() throws IOException {
        for (Service service : services()) {
            List<NativeFacts> lost =
                    facts.nativeAllocations(goFiles(service.name())).stream()
                            .filter(fact ->
                                    fact.release() == Release.NEVER
                                            || fact.release() == Release.SOME_PATHS)
                            .toList();
            if ("native-memory".equals(service.cause())) {
                assertThat(lost)
                        .extracting(NativeFacts::line)
                        .containsExactly(requireNonNull(service.site()).line());
            } else {
                assertThat(lost).as(service.name()).isEmpty();
            }
        }
    }

    @Test
    void noHealthyServiceLeavesAResourceOpen() throws IOException {
        for (Service service : services()) {
            if (service.cause() == null) {
                assertThat(facts.unclosed(goFiles(service.name()))).as(service.name()).isEmpty();
            }
        }
    }

    private static List<Service> services() throws IOException {
        var all = new ArrayList<Service>();
        try (var folders = Files.list(Path.of("lab"))) {
            for (Path folder : folders.sorted().toList()) {
                Path truth = folder.resolve("truth.json");
                if (Files.exists(truth)) {
                    all.add(service(folder, JSON.std.mapFrom(Files.readString(truth))));
                }
            }
        }
        assertThat(all).hasSizeGreaterThan(40);
        return all;
    }

    private static Service service(Path folder, Map<String, Object> truth) throws IOException {
        String name = String.valueOf(folder.getFileName());
        Object cause = truth.get("cause");
        return new Service(
                name,
                cause == null ? null : cause.toString(),
                spot(name, truth.get("site")),
                spot(name, truth.get("origin")));
    }

    private static @Nullable Spot spot(String service, @Nullable Object value) throws IOException {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        String file =
                goFiles(service).stream()
                        .filter(path -> path.endsWith("/" + map.get("file")))
                        .findFirst()
                        .orElseThrow();
        return new Spot(
                String.valueOf(map.get("function")),
                file,
                Integer.parseInt(String.valueOf(map.get("line"))));
    }

    private static List<String> goFiles(String service) throws IOException {
        try (var all = Files.walk(Path.of("lab", service))) {
            return all.filter(path -> path.toString().endsWith(".go"))
                    .map(path -> path.toAbsolutePath().toString())
                    .sorted()
                    .toList();
        }
    }
}
