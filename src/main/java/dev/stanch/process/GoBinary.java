package dev.stanch.process;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A Go executable: ELF, 64 bits, little-endian, amd64 or arm64; stripped or not,
 * position-independent or not. The file is mapped, and must not shrink while this is in use.
 */
public final class GoBinary {
    private final ElfFile elf;
    private final BuildInfoBlob info;
    private final @Nullable FunctionTable functions;

    private GoBinary(ElfFile elf, BuildInfoBlob info, @Nullable FunctionTable functions) {
        this.elf = elf;
        this.info = info;
        this.functions = functions;
    }

    /**
     * Maps the file and reads its tables of contents.
     *
     * @throws FormatException when the file is no such ELF file, or not made by Go
     */
    public static GoBinary open(Path executable) throws FormatException, IOException {
        return read(executable.toString(), ElfFile.open(executable));
    }

    static GoBinary read(String name, ElfFile elf) throws FormatException {
        try {
            BuildInfoBlob info =
                    BuildInfoBlob.find(elf)
                            .orElseThrow(() ->
                                    new FormatException(
                                            name,
                                            -1,
                                            "expected a Go program, found none of Go's"
                                                    + " build information"));
            return new GoBinary(elf, info, FunctionTable.find(elf).orElse(null));
        } catch (IndexOutOfBoundsException e) {
            throw new FormatException(name, -1, "the tables point outside of the file");
        }
    }

    /** Such as {@code go1.26.8}. */
    public String goVersion() {
        return info.goVersion();
    }

    /** Null when the binary was built without modules. */
    public @Nullable BuildInfo buildInfo() {
        return info.parse();
    }

    /** Whether there is a function table that this reads, so of Go 1.18 or later. */
    public boolean hasFunctions() {
        return functions != null;
    }

    /**
     * The calls that the instruction at an address belongs to, innermost first: the inlined ones,
     * then the function itself. Empty when the address is not in Go code, or the table is damaged
     * there.
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
        if (functions == null) {
            return List.of();
        }
        try {
            return functions.frames(pc - bias).stream().map(ProcessFrame::of).toList();
        } catch (IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    /**
     * Every call in Go code of a cgo stub or of an mmap wrapper, in the order of the text. Empty
     * when there is none, or the function table is damaged.
     */
    public List<CgoCall> cgoCalls() {
        if (functions == null) {
            return List.of();
        }
        try {
            return List.copyOf(new CgoCalls(elf, functions).find());
        } catch (IndexOutOfBoundsException e) {
            return List.of();
        }
    }

    /**
     * What the given functions call: every call of a fixed function, and every call that the
     * compiler inlined, in the order of the text, each line and callee once. Code that was inlined
     * into a function counts as its own, except that each call is told of the function that a
     * person wrote it in. What a function defers is called by it. A function that exists only
     * inlined is found where it is. Calls of function values and through interfaces are not told,
     * nor is the stack check at a function's start.
     *
     * <p>At most 10,000 functions with 64 MiB of text are looked at. It costs less to ask for many
     * functions at once than for one after the other.
     *
     * @param callers full names, as profiles have them ({@code main.(*Cache[...]).Put} is every
     *     instance of it) or with type arguments
     * @return empty when there is no function table
     */
    public List<FunctionCall> calls(Collection<String> callers) {
        return scan((names, scan, starts) -> scan.calls(callers));
    }

    /**
     * The {@code go} statements of the given functions, in the order of the text, each once; those
     * whose function is not known at compile time are left out. Same terms as {@link #calls}.
     */
    public List<Started> starts(Collection<String> callers) {
        return scan((names, scan, starts) -> starts.starts(callers));
    }

    /**
     * Names as profiles have them, of all functions that the program has code of, also of those
     * that exist only inlined; each once. What the compiler made is not among them.
     */
    public List<String> functionNames(Predicate<String> wanted) {
        return scan((names, scan, starts) -> names.printed(wanted));
    }

    private interface Question<T> {
        List<T> ask(Names names, CallScan calls, StartScan starts);
    }

    private <T> List<T> scan(Question<T> question) {
        if (functions == null) {
            return List.of();
        }
        BuildInfo build = info.parse();
        try {
            ByteWindow window = new ByteWindow(elf);
            Entries entries = new Entries(functions);
            Names names = new Names(functions, window, build == null ? "" : build.mainModule());
            CallScan calls = new CallScan(elf, functions, entries, names, window);
            StartScan starts = new StartScan(elf, functions, entries, names, calls, window);
            return List.copyOf(question.ask(names, calls, starts));
        } catch (IndexOutOfBoundsException e) {
            return List.of();
        }
    }
}
