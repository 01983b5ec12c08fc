package dev.stanch.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CMakersTest {
    private static boolean takes(String function, String... others) {
        var all = new ArrayList<>(List.of("main._Cfunc_" + function));
        for (String other : others) {
            all.add("main._Cfunc_" + other);
        }
        return new CMakers(all).takes("main._Cfunc_" + function);
    }

    @Test
    void theAllocatorsOfCAreKnown() {
        assertThat(takes("malloc")).isTrue();
        assertThat(takes("CString")).isTrue();
        assertThat(new CMakers(List.of()).takes("syscall.Mmap")).isTrue();
        assertThat(new CMakers(List.of()).takes("main._cgo_cmalloc")).isFalse();
    }

    @Test
    void aFunctionOfTheProgramsOwnThatIsNamedAsAMakerTakes() {
        assertThat(takes("make_buffer")).isTrue();
        assertThat(takes("XML_ParserCreate")).isTrue();
        assertThat(takes("image_new", "image_width")).isTrue();
        assertThat(takes("image_width", "image_new", "image_free")).isFalse();
        assertThat(takes("renew_lease")).isFalse();
    }

    @Test
    void aNameThatMayMakeNeedsTheFunctionThatGivesTheSameBack() {
        assertThat(takes("image_load", "image_free")).isTrue();
        assertThat(takes("load_image", "destroy_image")).isTrue();
        assertThat(takes("load_image")).isFalse();
        assertThat(takes("load_image", "free_buffer")).isFalse();
    }

    @Test
    void whatGivesBackTakesNothing() {
        assertThat(takes("buffer_free", "buffer_new")).isFalse();
        assertThat(takes("free_new_buffer")).isFalse();
        assertThat(CMakers.frees("main._Cfunc_pool_destroy")).isTrue();
        assertThat(CMakers.frees("main._Cfunc_sqlite3_close")).isTrue();
        assertThat(CMakers.frees("syscall.Munmap")).isTrue();
        assertThat(CMakers.frees("main._Cfunc_length")).isFalse();
    }
}
