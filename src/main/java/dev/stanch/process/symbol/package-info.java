/**
 * DWARF: in come the debug sections of an executable (versions 2 to 5), out go the function, file
 * and line of an address with the calls that the compiler inlined there. This knows nothing of ELF;
 * the file's own room finds and unpacks the sections. Start reading with {@link
 * dev.stanch.process.symbol.Dwarf}.
 */
@NullMarked
package dev.stanch.process.symbol;

import org.jspecify.annotations.NullMarked;
