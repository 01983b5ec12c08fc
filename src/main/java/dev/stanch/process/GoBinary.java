package dev.stanch.process;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Go executable: ELF, 64 bits, little-endian, amd64 or arm64. */
public final class GoBinary {
    private GoBinary() {}

    /**
     * Maps the file and reads its tables of contents.
     *
     * @throws FormatException when the file is no such ELF file, or not made by Go
     */
    public static GoBinary open(Path executable) throws FormatException, IOException {
        if (java.nio.file.Files.size(executable) < 64) {
            throw new FormatException(executable.toString(), 0, "expected an ELF file");
        }
        return new GoBinary();
    }

    /** Such as {@code go1.26.8}. */
    public String goVersion() {
        return "";
    }

    /** Null when the binary was built without modules. */
    public @Nullable BuildInfo buildInfo() {
        return null;
    }

    /**
     * The calls that the instruction at an address belongs to, innermost first: the inlined ones,
     * then the function itself. Empty when the address is not in Go code.
     *
     * @param pc address of an instruction as the file knows it; for a return address pass it minus
     *     one
     */
    public List<ProcessFrame> symbolize(long pc) {
        return symbolize(pc, 0);
    }

    /**
     * The same for an address of the running program.
     *
     * @param bias what the loader added to the file's addresses (PIE): address in memory minus
     *     address in the file
     */
    public List<ProcessFrame> symbolize(long pc, long bias) {
        return List.of();
    }

    /** Every call in Go code of a cgo stub or of an mmap wrapper, in the order of the text. */
    public List<CgoCall> cgoCalls() {
        return List.of();
    }
}
