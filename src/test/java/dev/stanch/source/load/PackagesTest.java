package dev.stanch.source.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackagesTest {
    @TempDir Path folder;

    private void file(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private Packages packages(String working) {
        return new Packages(
                folder.resolve(working),
                new Folders(null, folder.resolve("cache")),
                BuildContext.LINUX);
    }

    private static List<String> names(@Nullable PackageFiles files) {
        return Objects.requireNonNull(files).files().stream()
                .map(f -> String.valueOf(f.path().getFileName()))
                .toList();
    }

    @Test
    void patternsNameThePackagesOfTheModuleWithoutTestdataAndInnerModules() throws IOException {
        file("m/go.mod", "module example.com/m\n\ngo 1.22\n");
        file("m/m.go", "package m\n");
        file("m/a/a.go", "package a\n");
        file("m/a/testdata/t.go", "package t\n");
        file("m/vendor/v/v.go", "package v\n");
        file("m/other/go.mod", "module example.com/other\n");
        file("m/other/o.go", "package o\n");
        var found = packages("m").match(List.of("./..."));
        assertThat(found.stream().map(PackageFiles::importPath))
                .containsExactly("example.com/m", "example.com/m/a");
        assertThat(packages("m/a").match(List.of(".")).getFirst().importPath())
                .isEqualTo("example.com/m/a");
        assertThat(packages("m").minor("example.com/m/a")).isEqualTo(22);
    }

    @Test
    void versionsOfTheModuleCacheReplacementsAndVendorAreFound() throws IOException {
        file(
                "m/go.mod",
                """
                module example.com/m
                go 1.21
                require (
                    github.com/Big/Lib v1.2.3 // indirect
                    example.com/gone v0.1.0
                    "example.com/moved" v1.0.0
                )
                replace example.com/moved => ../moved
                """);
        file("cache/github.com/!big/!lib@v1.2.3/sub/s.go", "package sub\n");
        file("moved/moved.go", "package moved\n");
        Packages packages = packages("m");
        assertThat(names(packages.find("github.com/Big/Lib/sub", "example.com/m")))
                .containsExactly("s.go");
        assertThat(names(packages.find("example.com/moved", "example.com/m")))
                .containsExactly("moved.go");
        assertThat(packages.find("example.com/gone", "example.com/m")).isNull();
        file("m/vendor/modules.txt", "# github.com/Big/Lib v1.2.3\n");
        file("m/vendor/github.com/Big/Lib/sub/vendored.go", "package sub\n");
        assertThat(names(packages("m").find("github.com/Big/Lib/sub", "example.com/m")))
                .containsExactly("vendored.go");
    }

    @Test
    void beforeGo117TheHighestVersionThatAnyModuleAsksForIsTaken() throws IOException {
        file("m/go.mod", "module example.com/m\nrequire (\n a.org/x v1.0.0\n a.org/y v1.9.0\n)\n");
        file(
                "cache/cache/download/a.org/x/@v/v1.0.0.mod",
                "module a.org/x\nrequire a.org/y v1.10.0\n");
        file("cache/a.org/y@v1.10.0/y.go", "package y\n");
        assertThat(names(packages("m").find("a.org/y", "example.com/m"))).containsExactly("y.go");
    }

    @Test
    void aWorkspaceJoinsItsModules() throws IOException {
        file("go.work", "go 1.22\nuse (\n\t./one\n\t./two\n)\n");
        file("one/go.mod", "module example.com/one\n");
        file("one/one.go", "package one\n");
        file("two/go.mod", "module example.com/two\n");
        file("two/two.go", "package two\n");
        assertThat(names(packages("one").find("example.com/two", "example.com/one")))
                .containsExactly("two.go");
    }

    @Test
    void buildTagsAndNamesOfFilesDecideWhatIsBuilt() throws IOException {
        file("m/go.mod", "module example.com/m\n");
        file("m/a.go", "package m\n");
        file("m/a_windows.go", "package m\n");
        file("m/a_linux_amd64.go", "package m\n");
        file("m/a_linux_arm64.go", "package m\n");
        file("m/linux.go", "package m\n");
        file(
                "m/b.go",
                "// A comment.\n\n//go:build !linux || (go1.20 && cgo && !race)\n\npackage m\n");
        file("m/c.go", "//go:build ignore\n\npackage main\n");
        file("m/d.go", "// +build linux,!amd64 darwin\n\npackage m\n");
        file("m/e_test.go", "package m\n");
        file("m/f_test.go", "package m_test\n");
        PackageFiles found = Objects.requireNonNull(packages("m").find("example.com/m", ""));
        assertThat(names(found)).containsExactly("a.go", "a_linux_amd64.go", "b.go", "linux.go");
        assertThat(found.tests()).hasSize(1);
        assertThat(found.outside()).hasSize(1);
        var race = new BuildContext("linux", "amd64", Set.of("race"), 26, true);
        assertThat(
                        race.takes(
                                "b.go",
                                "//go:build !linux || (go1.20 && cgo && !race)\n\npackage m\n"))
                .isFalse();
    }
}
