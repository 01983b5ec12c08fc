package dev.stanch.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A small Go program, built by the test that reads it. */
final class GoProgram {
    /** Lines are numbered from 1; the tests know them. */
    static final String NATIVE =
            """
            package main

            // #include <stdlib.h>
            // static char *grow(int n) { return calloc(1, n); }
            import "C"

            import (
            	"fmt"
            	"syscall"
            	"unsafe"
            )

            var kept []unsafe.Pointer

            func keep(name string) {
            	text := C.CString(name)
            	kept = append(kept, unsafe.Pointer(text))
            }

            func raw(n int) {
            	kept = append(kept, C.malloc(C.size_t(n)))
            }

            func user(n int) string {
            	p := C.grow(C.int(n))
            	defer C.free(unsafe.Pointer(p))
            	return C.GoString(p)
            }

            func release(p unsafe.Pointer) { C.free(p) }

            func mapped() []byte {
            	b, _ := syscall.Mmap(-1, 0, 4096, 1, 0x22)
            	return b
            }

            func main() {
            	keep("a")
            	raw(10)
            	fmt.Println(user(3), len(mapped()))
            	release(kept[0])
            }
            """;

    static final String PLAIN =
            """
            package main

            import "syscall"

            func mapped() []byte {
            	b, _ := syscall.Mmap(-1, 0, 4096, 1, 0x22)
            	return b
            }

            func main() {
            	println(len(mapped()))
            }
            """;

    private GoProgram() {}

    static void assumeTools(String... tools) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String tool : tools) {
            boolean there = false;
            for (String folder : path.split(File.pathSeparator, -1)) {
                there |= Files.isExecutable(Path.of(folder, tool));
            }
            assumeTrue(there, tool + " is not installed");
        }
    }

    /** Another release than the installed one is fetched by the go command, where it may. */
    static void assumeToolchain(String name) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("go", "version");
        builder.environment().put("GOTOOLCHAIN", name);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getInputStream().readAllBytes();
        assumeTrue(process.waitFor() == 0, "no toolchain " + name);
    }

    static Path build(Path folder, String source, Map<String, String> environment, String... flags)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("main.go"), source);
        Files.writeString(folder.resolve("go.mod"), "module example.com/native\n\ngo 1.18\n");
        Path out = folder.resolve("program");
        List<String> command = new ArrayList<>(List.of("go", "build", "-o", out.toString()));
        command.addAll(List.of(flags));
        command.add(".");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return out;
    }
}
