package dev.stanch.process;

import dev.stanch.io.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Names of a program's global variables, from the ELF symbol table; none when it is stripped. */
public final class DataSymbols {
    private static final int ENTRY = 24;
    private static final int OBJECT = 1;
    private static final long MOST = 1 << 22;
    private static final int LONGEST = 1 << 12;

    private record Variable(long size, long name) {}

    private final ElfFile elf;
    private final TreeMap<Long, Variable> variables = new TreeMap<>();

    private DataSymbols(ElfFile elf) {
        this.elf = elf;
    }

    /**
     * Maps the file, which must not shrink while this is in use.
     *
     * @throws FormatException when the file is no ELF file, or its symbol table is damaged
     */
    public static DataSymbols open(Path executable) throws FormatException, IOException {
        DataSymbols symbols = new DataSymbols(ElfFile.open(executable));
        try {
            symbols.read();
        } catch (IndexOutOfBoundsException e) {
            throw new FormatException(
                    executable.toString(), -1, "the symbol table points outside of the file");
        }
        return symbols;
    }

    private void read() {
        ElfFile.Range table = elf.section(".symtab").orElse(null);
        ElfFile.Range names = elf.section(".strtab").orElse(null);
        if (table == null || names == null) {
            return;
        }
        long count = Math.min(table.size() / ENTRY, MOST);
        for (long i = 0; i < count; i++) {
            long at = table.offset() + i * ENTRY;
            long name = elf.u32(at);
            if ((elf.u8(at + 4) & 0xF) == OBJECT && name < names.size()) {
                variables.put(
                        elf.i64(at + 8), new Variable(elf.i64(at + 16), names.offset() + name));
            }
        }
    }

    public boolean isEmpty() {
        return variables.isEmpty();
    }

    /**
     * Name of the variable that has the address, such as {@code main.hub}; empty when none has.
     *
     * @param address as the file knows it
     */
    public String nameAt(long address) {
        Map.Entry<Long, Variable> entry = variables.floorEntry(address);
        if (entry == null || address - entry.getKey() >= entry.getValue().size()) {
            return "";
        }
        return elf.zeroEnded(entry.getValue().name(), LONGEST);
    }
}
