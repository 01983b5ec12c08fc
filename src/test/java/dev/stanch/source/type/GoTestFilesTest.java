package dev.stanch.source.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.source.GoFile;
import dev.stanch.source.GoParser;
import dev.stanch.source.load.BuildContext;
import dev.stanch.source.load.Folders;
import dev.stanch.source.load.Packages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Go's own tests of its compilers, most of them wrong on purpose: none may be an exception. */
class GoTestFilesTest {
    @Test
    void everyFileOfGosTestsIsCheckedToItsEnd() throws IOException {
        Path root = Folders.ofThisMachine().root();
        assumeTrue(root != null, "Go's source is not installed");
        var files = new ArrayList<Path>();
        for (String folder : List.of("test", "src/internal/types/testdata")) {
            Path start = root == null ? Path.of(folder) : root.resolve(folder);
            assumeTrue(Files.isDirectory(start), start + " is not installed");
            try (var all = Files.walk(start)) {
                all.filter(path -> path.toString().endsWith(".go") && Files.isRegularFile(path))
                        .forEach(files::add);
            }
        }
        var packages = new Packages(Path.of(""), Folders.ofThisMachine(), BuildContext.LINUX);
        var types = new Types(packages);
        var failures = new ArrayList<String>();
        for (Path path : files) {
            String text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
            GoFile file = GoParser.parse(path.toString(), text);
            try {
                TypedPackage typed = types.check("test/" + path.getFileName(), List.of(file));
                assertThat(typed.files()).hasSize(1);
            } catch (IllegalStateException failed) {
                Throwable cause = failed.getCause();
                StackTraceElement at =
                        cause == null || cause.getStackTrace().length == 0
                                ? null
                                : cause.getStackTrace()[0];
                failures.add(path + ": " + cause + " at " + at);
            }
        }
        assertThat(files).hasSizeGreaterThan(3_000);
        assertThat(failures).isEmpty();
    }
}
