package dev.stanch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Which room may know which: the arrows of the house go one way. A room that is not in the table
 * fails the test, so a new room states its place here first.
 */
class RoomsTest {
    private static final String HOUSE = "dev.stanch.";
    private static final Set<String> FORMATS =
            Set.of("profile", "goroutine", "trace", "process", "source");

    /** Room to the rooms that it may know, itself excepted. */
    private static final Map<String, Set<String>> MAY_KNOW = mayKnow();

    /** Libraries by the start of their packages, and the rooms that may use them. */
    private static final Map<String, Set<String>> LIBRARIES =
            Map.of(
                    "picocli.", Set.of("cli"),
                    "org.jline.", Set.of("cli"),
                    "org.apache.hc.", Set.of("capture"),
                    "io.helidon.", Set.of("web"),
                    "com.fasterxml.jackson.",
                            Set.of("capture", "report", "cli", "profile", "web", "goroutine"),
                    "com.google.re2j.", Set.of("profile", "cli"),
                    "com.github.luben.zstd.", Set.of("io"),
                    "org.jspecify.annotations.", MAY_KNOW.keySet());

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.stanch");

    @Test
    void everyRoomIsInTheTable() {
        assertThat(CLASSES.stream().map(RoomsTest::room).distinct()).isSubsetOf(MAY_KNOW.keySet());
    }

    @Test
    void roomsKnowOnlyTheRoomsTheyMay() {
        List<String> violations = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (!target.getName().startsWith(HOUSE)) {
                continue;
            }
            String from = room(dependency.getOriginClass());
            String to = room(target);
            if (!from.equals(to) && !MAY_KNOW.getOrDefault(from, Set.of()).contains(to)) {
                violations.add(from + " must not know " + to + ": " + dependency.getDescription());
            }
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching("dev.stanch.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void innerRoomsOfCaptureHaveNoCycles() {
        slices().matching("dev.stanch.capture.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void librariesAreUsedOnlyInTheirRooms() {
        List<String> violations = new ArrayList<>();
        for (Dependency dependency : dependencies()) {
            String target = dependency.getTargetClass().getBaseComponentType().getName();
            String from = room(dependency.getOriginClass());
            if (isOursOrTheJdks(target) || allowed(target, from)) {
                continue;
            }
            violations.add(from + " must not use " + target + ": " + dependency.getDescription());
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void onlyTheCommandLineHasStandardStreamsAndEndsTheProcess() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.stanch.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    private static Map<String, Set<String>> mayKnow() {
        Map<String, Set<String>> rooms = new HashMap<>();
        rooms.put("io", Set.of());
        rooms.put("leak", Set.of());
        rooms.put("trend", Set.of());
        FORMATS.forEach(format -> rooms.put(format, Set.of("io")));
        rooms.put("heap", Set.of("io", "process"));
        rooms.put("scan", Set.of("io", "source", "leak"));
        rooms.put("capture", and(FORMATS, "io"));
        rooms.put("diagnosis", and(FORMATS, "io", "heap", "scan", "trend", "leak", "capture"));
        rooms.put("gotest", Set.of("io", "profile", "goroutine", "leak", "diagnosis"));
        rooms.put("watch", Set.of("io", "capture", "diagnosis"));
        rooms.put("report", and(FORMATS, "io", "leak"));
        rooms.put("web", and(FORMATS, "io", "watch", "report"));
        Set<String> all = new HashSet<>(rooms.keySet());
        all.add("web");
        rooms.put("cli", Set.copyOf(all));
        return Map.copyOf(rooms);
    }

    private static Set<String> and(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return Set.copyOf(all);
    }

    private static List<Dependency> dependencies() {
        return CLASSES.stream()
                .flatMap(origin -> origin.getDirectDependenciesFromSelf().stream())
                .toList();
    }

    private static String room(JavaClass type) {
        String inside = type.getPackageName().substring(HOUSE.length());
        int dot = inside.indexOf('.');
        return dot < 0 ? inside : inside.substring(0, dot);
    }

    private static boolean isOursOrTheJdks(String type) {
        boolean isPrimitive = type.indexOf('.') < 0;
        return isPrimitive
                || type.startsWith(HOUSE)
                || type.startsWith("java.")
                || type.startsWith("javax.")
                || type.startsWith("jdk.")
                || type.startsWith("com.sun.");
    }

    private static boolean allowed(String type, String room) {
        return LIBRARIES.entrySet().stream()
                .anyMatch(library ->
                        type.startsWith(library.getKey()) && library.getValue().contains(room));
    }
}
