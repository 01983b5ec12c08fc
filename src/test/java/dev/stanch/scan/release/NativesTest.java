package dev.stanch.scan.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stanch.scan.CodeFacts;
import dev.stanch.scan.MemorySources;
import dev.stanch.scan.NativeFacts;
import dev.stanch.scan.Release;
import dev.stanch.scan.Snippet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NativesTest {
    private static final String HEAD =
            """
            /*
            #include <stdlib.h>
            typedef struct { char *data; } image;
            static image *image_load(int n) { image *i = malloc(sizeof *i); i->data = malloc(n); return i; }
            static void image_free(image *i) { free(i->data); free(i); }
            static int image_width(image *i) { return 3; }
            */
            import "C"
            import "unsafe"

            """;

    private static NativeFacts only(String code) {
        var snippet = Snippet.of(HEAD + code);
        List<NativeFacts> all = snippet.facts().nativeAllocations(List.of(Snippet.FILE));
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().line()).isEqualTo(snippet.line("here"));
        return all.getFirst();
    }

    @Test
    void memoryThatNobodyFreesIsNeverReleased() {
        NativeFacts fact =
                only(
                        """
                        func use(name string) {
                            text := C.CString(name) // here
                            C.puts(text)
                        }
                        """);
        assertThat(fact.call()).isEqualTo("C.CString");
        assertThat(fact.function()).isEqualTo("main.use");
        assertThat(fact.release()).isEqualTo(Release.NEVER);
    }

    @Test
    void aDeferredFreeCoversAllPaths() {
        NativeFacts fact =
                only(
                        """
                        func use(name string) int {
                            text := C.CString(name) // here
                            defer C.free(unsafe.Pointer(text))
                            if name == "" {
                                return 0
                            }
                            return int(C.strlen(text))
                        }
                        """);
        assertThat(fact.release()).isEqualTo(Release.ALL_PATHS);
    }

    @Test
    void anEarlyReturnBeforeTheFreeIsAPathThatLoses() {
        NativeFacts fact =
                only(
                        """
                        func use(name string) int {
                            text := C.CString(name) // here
                            if name == "" {
                                return 0
                            }
                            C.free(unsafe.Pointer(text))
                            return 1
                        }
                        """);
        assertThat(fact.release()).isEqualTo(Release.SOME_PATHS);
        assertThat(fact.detail()).contains("main.go:");
    }

    @Test
    void aFunctionOfThePreambleThatAllocatesIsFoundAndItsFreeFunctionReleases() {
        assertThat(
                        only("""
                        func width() int {
                            i := C.image_load(10) // here
                            w := int(C.image_width(i))
                            C.image_free(i)
                            return w
                        }
                        """)
                                .release())
                .isEqualTo(Release.ALL_PATHS);
        NativeFacts lost =
                only(
                        """
                        func width() int {
                            i := C.image_load(10) // here
                            return int(C.image_width(i))
                        }
                        """);
        assertThat(lost.call()).isEqualTo("C.image_load");
        assertThat(lost.release()).isEqualTo(Release.NEVER);
    }

    @Test
    void anOwnerWithCloseMovesTheDutyToItsUsers() {
        String code =
                """
                type picture struct{ i *C.image }

                func open() *picture {
                    return &picture{i: C.image_load(10)} // here
                }

                func (p *picture) Close() { C.image_free(p.i) }

                func main() {
                    p := open()
                    %s
                    println(p)
                }
                """;
        assertThat(only(code.formatted("defer p.Close()")).release()).isEqualTo(Release.ALL_PATHS);
        assertThat(only(code.formatted("")).release()).isEqualTo(Release.NEVER);
    }

    @Test
    void aMappingThatIsReplacedWithoutUnmappingIsLost() {
        String code =
                """
                import "syscall"

                var current []byte

                func swap(fd int) error {
                    data, err := syscall.Mmap(fd, 0, 4096, 1, 2) // here
                    if err != nil {
                        return err
                    }
                    %s
                    current = data
                    return nil
                }

                func main() { swap(1) }
                """;
        assertThat(onlyGo(code.formatted("")).release()).isEqualTo(Release.NEVER);
        assertThat(onlyGo(code.formatted("syscall.Munmap(current)")).release())
                .isEqualTo(Release.TRANSFERRED);
    }

    private static NativeFacts onlyGo(String code) {
        return Snippet.of(code).facts().nativeAllocations(List.of(Snippet.FILE)).getFirst();
    }

    @Test
    void aFunctionInAFileOfCIsReadAsWell() {
        String main =
                """
                package main

                /*
                #include "shape.h"
                */
                import "C"

                func area() int {
                    s := C.polygon(3)
                    return int(C.polygon_area(s))
                }
                """;
        String shape =
                """
                #include <stdlib.h>
                /* malloc is called below */
                int polygon_area(struct polygon *p) { return p->area; }
                struct polygon *polygon(int n) {
                    struct polygon *p = calloc(n, sizeof *p);
                    return p;
                }
                """;
        var facts =
                new CodeFacts(
                                new MemorySources(
                                        Map.of(
                                                Snippet.FILE,
                                                main,
                                                "/app/shape.c",
                                                shape,
                                                "/other/shape.c",
                                                "int polygon_area() { malloc(1); }")))
                        .nativeAllocations(List.of(Snippet.FILE));
        assertThat(facts).extracting(NativeFacts::call).containsExactly("C.polygon");
        assertThat(facts.getFirst().release()).isEqualTo(Release.NEVER);
    }
}
