package dev.stanch.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stanch.io.FormatException;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Needs Go, Linux on amd64, and leave to trace a child. */
class LiveHeapTest {
    private static final String LEAKY =
            """
            package main

            import (
            	"fmt"
            	"os"
            	"runtime"
            	"sync"
            	"time"
            )

            type session struct {
            	next *session
            	data []byte
            }

            var cache = map[int]*session{}
            var held []chan int
            var group sync.WaitGroup

            // Looks like the root of a tree of semaphores: a pointer, and a word that is not zero.
            var gate struct {
            	c chan int
            	n int
            }

            //go:noinline
            func worker(c chan int) { fmt.Println(<-c) }

            func lost() { go worker(make(chan int)) }

            func main() {
            	gate.c, gate.n = make(chan int), 1
            	for i := 0; i < 1000; i++ {
            		cache[i] = &session{data: make([]byte, 4096)}
            	}
            	for i := 0; i < 100; i++ {
            		lost()
            	}
            	for i := 0; i < 10; i++ {
            		c := make(chan int)
            		held = append(held, c)
            		go worker(c)
            	}
            	group.Add(1)
            	go group.Wait()
            	for runtime.NumGoroutine() < 112 {
            		time.Sleep(time.Millisecond)
            	}
            	time.Sleep(200 * time.Millisecond)
            	runtime.GC()
            	runtime.GC()
            	var m runtime.MemStats
            	runtime.ReadMemStats(&m)
            	fmt.Println(m.HeapObjects)
            	os.Stdin.Read(make([]byte, 1))
            	fmt.Println(len(cache), len(held), gate.n)
            }
            """;

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "-s -w"})
    void aRunningProgramTellsWhoCanNeverWakeAndWhatItsGlobalsKeep(String linkerFlags)
            throws Exception {
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "amd64");
        Process program = start(linkerFlags);
        try (BufferedReader out = program.inputReader();
                Arena arena = Arena.ofConfined()) {
            long counted = Long.parseLong(out.readLine());
            // Not the JVM's own child: its reaper would take the notices of the stop.
            long pid = program.children().findFirst().orElseThrow().pid();
            Taken taken = new LiveHeap(pid, arena).take();
            Answers answers = HeapImage.answers("program", taken, Long::toHexString);

            List<Waiters> stuck = answers.waiters().stream().filter(Waiters::stuck).toList();
            assertThat(stuck)
                    .singleElement()
                    .satisfies(group -> {
                        assertThat(group.count()).isEqualTo(100);
                        assertThat(group.example().waitReason()).isEqualTo("chan receive");
                        assertThat(group.example().functions()).contains("main.worker");
                    });
            assertThat(answers.goroutines()).isGreaterThanOrEqualTo(112);
            // What the program allocates between its own count and the stop.
            assertThat(answers.allocated()).isBetween(counted - 20, counted + 50);
            Holder most = answers.holders().getFirst();
            assertThat(most.bytes()).isBetween(1000L * 4096, 1000L * 4096 + 400_000);
            assertThat(most.objects()).isGreaterThan(2000);
            assertThat(most.through())
                    .extracting(TypeCount::type, TypeCount::objects)
                    .contains(tuple("[]uint8", 1000L), tuple("main.session", 1000L));
            assertThat(answers.types())
                    .filteredOn(type -> type.type().equals("channels"))
                    .singleElement()
                    .satisfies(type -> assertThat(type.objects()).isBetween(110L, 115L));
            Waiters kept =
                    answers.waiters().stream()
                            .filter(group -> !group.stuck() && group.count() == 10)
                            .findFirst()
                            .orElseThrow();
            assertThat(kept.heldBy()).endsWith(".(word 0)");

            program.outputWriter().append('\n').flush();
            assertThat(out.readLine()).isEqualTo("1000 10 1");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.children().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
    }

    @Test
    void aProgramThatIsNoGoProgramIsRefused() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sleep")), "sleep");
        Process sleep = new ProcessBuilder("/bin/sleep", "60").start();
        try (Arena arena = Arena.ofConfined()) {
            LiveHeap heap = new LiveHeap(sleep.pid(), arena);
            assertThatThrownBy(heap::take)
                    .isInstanceOf(FormatException.class)
                    .hasMessageContaining("expected a Go program");
        } finally {
            sleep.destroyForcibly();
        }
    }

    private Process start(String linkerFlags) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("main.go"), LEAKY);
        Files.writeString(folder.resolve("go.mod"), "module example.com/leaky\n\ngo 1.22\n");
        Process build;
        try {
            build =
                    new ProcessBuilder("go", "build", "-ldflags", linkerFlags, "-o", "leaky", ".")
                            .directory(folder.toFile())
                            .inheritIO()
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "go is not installed");
            throw e;
        }
        assertThat(build.waitFor()).isZero();
        return new ProcessBuilder("sh", "-c", "./leaky; exit $?")
                .directory(folder.toFile())
                .start();
    }
}
