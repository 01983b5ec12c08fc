package dev.stanch.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSourcesTest {
    @TempDir Path folder;

    @BeforeEach
    void aModule() throws IOException {
        Files.writeString(folder.resolve("go.mod"), "module example.org/shop // ours\n\ngo 1.25\n");
        Files.createDirectories(folder.resolve("hub"));
        Files.writeString(folder.resolve("hub/hub.go"), "package hub\n");
        Files.writeString(folder.resolve("main.go"), "package main\n");
    }

    @Test
    void aPathIsTakenAsItIs() {
        assertThat(new DiskSources().text(folder.resolve("hub/hub.go").toString()))
                .contains("package hub\n");
    }

    @Test
    void whatWasBuiltElsewhereIsFoundBelowTheNamedFolder() {
        var sources = new DiskSources(List.of(folder), Path.of("/"));
        assertThat(sources.text("/build/shop/hub/hub.go")).contains("package hub\n");
        assertThat(sources.packageFiles("/build/shop/hub/hub.go"))
                .containsExactly("/build/shop/hub/hub.go");
        assertThat(sources.text("/build/shop/main.go")).contains("package main\n");
        assertThat(sources.text("/usr/local/go/src/cmd/main.go")).isEmpty();
        assertThat(sources.text("/home/ci/go/pkg/mod/example.org/x@v1.0.0/main.go")).isEmpty();
        assertThat(new DiskSources().text("/build/shop/hub/hub.go")).isEmpty();
    }

    @Test
    void trimmedPathsOfTheWorkingFoldersModuleAreItsFiles() {
        var sources = new DiskSources(List.of(), folder.resolve("hub"));
        assertThat(sources.text("example.org/shop/hub/hub.go")).contains("package hub\n");
        assertThat(sources.text("example.org/shop/main.go")).contains("package main\n");
        assertThat(sources.text("example.org/other/main.go")).isEmpty();
        assertThat(sources.text("/build/shop/main.go")).isEmpty();
    }

    @Test
    void aPathCannotLeaveTheModule() {
        var sources = new DiskSources(List.of(), folder.resolve("hub"));
        assertThat(sources.text("example.org/shop/../../../../../../etc/passwd")).isEmpty();
    }
}
