/**
 * The executable of a Go process: in comes an ELF file, out go its Go version, build information,
 * function table (address to function, file and line, with inlined calls) and the places where Go
 * code calls C. Start reading with {@link dev.stanch.process.GoBinary}.
 */
@NullMarked
package dev.stanch.process;

import org.jspecify.annotations.NullMarked;
