package dev.stanch.scan.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.CodeFacts;
import dev.stanch.scan.CollectionFacts;
import dev.stanch.scan.DiskSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherPackagesTest {
    @TempDir private Path folder = Path.of("");

    private CollectionFacts entries(String module, String main) throws IOException {
        Files.writeString(folder.resolve("go.mod"), module);
        Files.createDirectories(folder.resolve("store"));
        Files.writeString(folder.resolve("main.go"), main);
        Path store = folder.resolve("store").resolve("store.go");
        Files.writeString(
                store,
                """
                package store

                var entries = map[string]int{}

                func Put(key string) { entries[key]++ }

                func Remove(key string) { delete(entries, key) }
                """);
        return new CodeFacts(new DiskSources()).collection("store.entries", store.toString());
    }

    @Test
    void anExportedRemovalThatTheProgramNeverCallsDoesNotBound() throws IOException {
        CollectionFacts facts =
                entries(
                        "module app\n",
                        "package main\n\nimport \"app/store\"\n\nfunc main() { store.Put(\"a\") }\n");
        assertThat(facts.removals()).hasSize(1);
        assertThat(facts.removals().getFirst().reachable()).isFalse();
        assertThat(facts.bounded()).isFalse();
    }

    @Test
    void oneThatAnotherPackageCallsDoes() throws IOException {
        assertThat(
                        entries(
                                        "module app\n",
                                        "package main\n\nimport \"app/store\"\n\n"
                                                + "func main() { store.Remove(\"a\") }\n")
                                .bounded())
                .isTrue();
    }

    @Test
    void inALibraryEveryExportedRemovalMayBeCalled() throws IOException {
        assertThat(
                        entries(
                                        "module lib\n",
                                        "package lib\n\nimport \"lib/store\"\n\n"
                                                + "func Use() { store.Put(\"a\") }\n")
                                .bounded())
                .isTrue();
    }
}
