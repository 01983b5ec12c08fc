package dev.stanch.scan;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The inner rooms of scan stand in a row: each knows the facts and the rooms before it. */
class InnerRoomsTest {
    /** Rooms of one step know nothing of each other. */
    private static final List<List<String>> STEPS =
            List.of(
                    List.of("name"),
                    List.of("type"),
                    List.of("flow"),
                    List.of("program"),
                    List.of("release"),
                    List.of("wait", "allocation", "collection"));

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.stanch.scan");

    @Test
    void noInnerRoomKnowsARoomAfterIt() {
        for (int step = 0; step < STEPS.size(); step++) {
            for (String room : STEPS.get(step)) {
                for (List<String> later : STEPS.subList(step, STEPS.size())) {
                    for (String other : later) {
                        if (!other.equals(room)) {
                            noClasses()
                                    .that()
                                    .resideInAPackage("dev.stanch.scan." + room)
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAPackage("dev.stanch.scan." + other)
                                    .check(CLASSES);
                        }
                    }
                }
            }
        }
    }
}
