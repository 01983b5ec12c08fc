package dev.stanch.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The functions that an ELF file's own symbol tables name ({@code .symtab}, {@code .dynsym}): all
 * that is left of code without debug information, such as a C library.
 */
final class SymbolTable {
    private static final int ENTRY = 24;
    private static final int MOST = 1 << 20;
    private static final int LONGEST_NAME = 1 << 12;
    private static final int FUNCTION = 2;
    private static final int INDIRECT_FUNCTION = 10;

    private record Symbol(long address, long size, long name) {}

    private final ElfFile elf;
    private final List<Symbol> symbols = new ArrayList<>();

    private SymbolTable(ElfFile elf) {
        this.elf = elf;
    }

    static SymbolTable read(ElfFile elf) {
        SymbolTable table = new SymbolTable(elf);
        table.read(".symtab", ".strtab");
        table.read(".dynsym", ".dynstr");
        table.symbols.sort(
                Comparator.comparingLong(Symbol::address).thenComparingLong(Symbol::size));
        return table;
    }

    private void read(String section, String texts) {
        ElfFile.Range table = elf.section(section).orElse(null);
        ElfFile.Range names = elf.section(texts).orElse(null);
        if (table == null || names == null) {
            return;
        }
        long count = Math.min(table.size() / ENTRY, MOST);
        for (long i = 0; i < count; i++) {
            long at = table.offset() + i * ENTRY;
            int kind = elf.u8(at + 4) & 0xF;
            long address = elf.i64(at + 8);
            long name = elf.u32(at);
            if ((kind == FUNCTION || kind == INDIRECT_FUNCTION)
                    && address != 0
                    && name < names.size()) {
                symbols.add(new Symbol(address, elf.i64(at + 16), names.offset() + name));
            }
        }
    }

    /** Name of the function that has the address; empty when none has. */
    String nameAt(long address) {
        int low = 0;
        int high = symbols.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (symbols.get(middle).address() <= address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == 0) {
            return "";
        }
        Symbol symbol = symbols.get(low - 1);
        boolean inside = symbol.size() == 0 || address - symbol.address() < symbol.size();
        return inside ? elf.zeroEnded(symbol.name(), LONGEST_NAME) : "";
    }
}
